/** Checks a time-stamp token (RFC 3161, RFC 5816) over a checkpoint's text, at the token's own time: it holds after its certificates have ended. */
import { hash, timingSafeEqual, X509Certificate } from 'node:crypto'
import type { Certificate, SignedData } from 'pkijs'
import { demandStampSigner } from './demand-stamp-signer.ts'

export interface VerifiedStamp {
  /** When the authority saw the text. */
  at: Date
  /** Subject of the certificate that signed, as RFC 4514 writes it. */
  signer: string
  /** Of the request that the token answers, as a hexadecimal number; undefined when it names none. */
  nonce: string | undefined
}

const sha256 = '2.16.840.1.101.3.4.2.1'
const tstInfo = '1.2.840.113549.1.9.16.1.4'

/** @throws Error with the first thing that does not hold */
export async function verifyToken(token: Buffer, text: string, roots: readonly string[]): Promise<VerifiedStamp> {
  // Loaded where there are time-stamps, and nowhere else.
  const pki = await import('pkijs')
  let signed: SignedData
  let info: InstanceType<typeof pki.TSTInfo>
  try {
    signed = new pki.SignedData({ schema: pki.ContentInfo.fromBER(new Uint8Array(token)).content })
    info = pki.TSTInfo.fromBER(signed.encapContentInfo.eContent!.getValue())
  } catch (cause) {
    throw new Error('these bytes are no time-stamp token', { cause })
  }
  if (signed.encapContentInfo.eContentType !== tstInfo || signed.signerInfos.length !== 1) throw new Error('a time-stamp has one signer, and says nothing else')
  const { hashAlgorithm, hashedMessage } = info.messageImprint
  const imprint = Buffer.from(hashedMessage.valueBlock.valueHexView)
  const expected = hash('sha256', text, 'buffer')
  if (hashAlgorithm.algorithmId !== sha256 || imprint.length !== expected.length || !timingSafeEqual(imprint, expected)) throw new Error('the time-stamp is over something else')
  const trusted = roots.map((pem) => pki.Certificate.fromBER(new X509Certificate(pem).raw))
  const signer = await demandSignature(signed, Buffer.from(text), trusted)
  await demandStampSigner(signed.signerInfos[0]!, signer)
  const nonce = info.nonce && Buffer.from(info.nonce.valueBlock.valueHexView).toString('hex')
  return { at: info.genTime, signer: new X509Certificate(Buffer.from(signer.toSchema().toBER())).subject.replaceAll('\n', ', '), nonce: nonce?.replace(/^(00)+/, '') }
}

/** The library takes the token's own time for the certificates' validity. */
async function demandSignature(signed: SignedData, data: Buffer, trustedCerts: Certificate[]): Promise<Certificate> {
  try {
    // Revocation is not asked about: a token must be checked without a network.
    const { signatureVerified, signerCertificate } = await signed.verify({ signer: 0, data: new Uint8Array(data).buffer, trustedCerts, checkChain: true, passedWhenNotRevValues: true, extendedMode: true })
    if (signatureVerified && signerCertificate) return signerCertificate
  } catch (cause) {
    throw new Error(`the time-stamp is not signed under a known authority: ${(cause as Error).message}`, { cause })
  }
  throw new Error('the signature of the time-stamp does not hold')
}
