/**
 * What RFC 3161 asks of the certificate beyond its chain: it is for time-stamps and for nothing else (section 2.3), and the token names it
 * under its signature (ESSCertID, RFC 2634 and 5035), so that no other certificate can be put in its place.
 */
import type { AsnType } from 'asn1js'
import { hash } from 'node:crypto'
import type { Certificate, SignerInfo } from 'pkijs'

const extendedKeyUsage = '2.5.29.37'
const timeStamping = '1.3.6.1.5.5.7.3.8'
/** The attributes signing-certificate and signing-certificate-v2. */
const [namedFirst, namedSecond] = ['1.2.840.113549.1.9.16.2.12', '1.2.840.113549.1.9.16.2.47']
const digests: Record<string, string> = { '2.16.840.1.101.3.4.2.1': 'sha256', '2.16.840.1.101.3.4.2.2': 'sha384', '2.16.840.1.101.3.4.2.3': 'sha512' }

/** @throws Error with the first thing that does not hold */
export async function demandStampSigner(info: SignerInfo, signer: Certificate) {
  const { ExtKeyUsage } = await import('pkijs')
  const usage = signer.extensions?.find(({ extnID }) => extnID === extendedKeyUsage)
  const purposes = usage?.parsedValue instanceof ExtKeyUsage ? usage.parsedValue.keyPurposes : []
  if (!usage?.critical || purposes.length !== 1 || purposes[0] !== timeStamping) throw new Error('the certificate of the signer is not for time-stamps alone')
  const der = Buffer.from(signer.toSchema().toBER())
  const named = await namedCertificates(info)
  if (named.length === 0 || !named.every(({ digest, value }) => digest !== undefined && hash(digest, der, 'buffer').equals(value))) throw new Error('the time-stamp names another certificate than its signer’s')
}

/** The first certificate of each attribute: the signer's. Its hash, and how it is made; undefined where that is no hash to rely on. */
async function namedCertificates({ signedAttrs }: SignerInfo): Promise<{ digest: string | undefined; value: Buffer }[]> {
  const { ObjectIdentifier, OctetString, Sequence } = await import('asn1js')
  const within = (block: AsnType | undefined): AsnType[] => (block instanceof Sequence ? block.valueBlock.value as AsnType[] : [])
  return (signedAttrs?.attributes ?? []).filter(({ type }) => type === namedFirst || type === namedSecond).map(({ type, values }) => {
    const parts = within(within(within((values as AsnType[])[0])[0])[0])
    const algorithm = parts[0] instanceof Sequence ? within(parts[0])[0] : undefined
    const value = parts.find((part) => part instanceof OctetString)
    // SHA-1 stands in the first attribute by definition, SHA-256 in the second where nothing is said.
    const digest = type === namedFirst ? 'sha1' : algorithm === undefined ? 'sha256' : algorithm instanceof ObjectIdentifier ? digests[algorithm.valueBlock.toString()] : undefined
    return { digest, value: Buffer.from(value?.valueBlock.valueHexView ?? []) }
  })
}
