/** An authority and its signer, made with a library that is not ours. */
import { createPrivateKey, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto'
// oxlint-disable-next-line import/no-unassigned-import -- @peculiar/x509 looks for it when it is loaded
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
x509.cryptoProvider.set(webcrypto as never)

export interface Authority { anchor: string; signers: { certificate: Buffer; key: KeyObject }[] }

export interface AuthorityOptions { from?: Date; until?: Date; usages?: string[]; signers?: number; name?: string }

const documentSigner = '1.0.18013.5.1.2'

export async function makeAuthority({ from = new Date('2026-01-01T00:00:00Z'), until = new Date('2028-01-01T00:00:00Z'), usages = [documentSigner], signers = 1, name = 'Farland' }: AuthorityOptions = {}): Promise<Authority> {
  const root = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const above = await x509.X509CertificateGenerator.createSelfSigned({
    name: `C=FL, CN=${name} root`, keys: root as never, signingAlgorithm: algorithm, notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2030-01-01T00:00:00Z'),
    extensions: [new x509.BasicConstraintsExtension(true, 0, true), new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true)],
  })
  const made = []
  for (let at = 0; at < signers; at += 1) {
    const pair = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
    const certificate = await x509.X509CertificateGenerator.create({
      subject: `C=FL, CN=${name} signer ${at}`, issuer: above.subject, publicKey: pair.publicKey as never, signingKey: root.privateKey as never, signingAlgorithm: algorithm, notBefore: from, notAfter: until,
      extensions: [new x509.BasicConstraintsExtension(false), new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true), ...(usages.length > 0 ? [new x509.ExtendedKeyUsageExtension(usages, true)] : [])],
    })
    made.push({ certificate: Buffer.from(certificate.rawData), key: createPrivateKey({ key: await webcrypto.subtle.exportKey('jwk', pair.privateKey) as never, format: 'jwk' }) })
  }
  return { anchor: Buffer.from(above.rawData).toString('base64'), signers: made }
}

export const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
