/** Certificates of the keys that sign for the world (X.509, ISO/IEC 18013-5 annex B): a root of our own, and leaves below it. */
import { randomBytes } from 'node:crypto'
import type { JWK } from 'jose'
import { importPrivate, importPublic } from './import-key.ts'

export interface Subject {
  /** DNS name of the platform: verifiers compare it with the issuer's address. */
  host: string
  /** ISO 3166-1 alpha-2 */
  country: string
}

/** Days. A leaf of an issuer of mobile documents is valid 457 days at most (annex B.1.4). */
const lifetimes = { root: 9 * 365, leaf: 450 }

/** Signs mobile documents: mdlDS of annex B.1.4. */
const documentSigner = '1.0.18013.5.1.2'

/** @returns DER, base64 */
export async function makeRoot(key: JWK, { host, country }: Subject, now = new Date()): Promise<string> {
  const x509 = await library()
  const name = `CN=${host} root,C=${country}`
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(), subject: name, issuer: name, ...validity(now, lifetimes.root), signingAlgorithm: algorithm,
    publicKey: await importPublic(key), signingKey: await importPrivate(key),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true), new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(await importPublic(key)), new x509.IssuerAlternativeNameExtension([{ type: 'url', value: `https://${host}` }]),
    ],
  })
  return Buffer.from(certificate.rawData).toString('base64')
}

/** @param root its key and its certificate (DER, base64) */
export async function makeLeaf(key: JWK, use: string, { host, country }: Subject, root: { key: JWK; certificate: string }, now = new Date()): Promise<string> {
  const x509 = await library()
  const issuer = new x509.X509Certificate(Buffer.from(root.certificate, 'base64'))
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(), subject: `CN=${host} ${use},C=${country}`, issuer: issuer.subject, ...validity(now, lifetimes.leaf), signingAlgorithm: algorithm,
    publicKey: await importPublic(key), signingKey: await importPrivate(root.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true), new x509.KeyUsagesExtension(use === 'encryption' ? x509.KeyUsageFlags.keyAgreement : x509.KeyUsageFlags.digitalSignature, true),
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }]), await x509.SubjectKeyIdentifierExtension.create(await importPublic(key)),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      new x509.IssuerAlternativeNameExtension([{ type: 'url', value: `https://${host}` }]),
      ...(use === 'credentials' ? [new x509.ExtendedKeyUsageExtension([documentSigner], true)] : []),
    ],
  })
  return Buffer.from(certificate.rawData).toString('base64')
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

const day = 86_400_000

/** From the beginning of the day, a minute ago, since nobody's clock is exact: what is signed tells its day or hour, and may be no older than the certificate (ISO/IEC 18013-5, 9.3.1). */
const validity = (now: Date, days: number) => ({ notBefore: new Date(Math.floor((now.getTime() - 60_000) / day) * day), notAfter: new Date(now.getTime() + days * day) })

/** At least 63 random bits (annex B.1.1), positive. */
const serial = () => `01${randomBytes(15).toString('hex')}`

/** Loaded where a certificate is made, and nowhere else: reading one needs no library. It wants a polyfill before it. */
async function library() {
  await import('reflect-metadata')
  return import('@peculiar/x509')
}
