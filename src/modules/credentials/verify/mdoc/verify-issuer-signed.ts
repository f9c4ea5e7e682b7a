/** What the issuer has signed of a mobile document (ISO/IEC 18013-5 section 9.1.2). */
import { hash, type KeyObject } from 'node:crypto'
import { type Check, readStatusReference, type VerifiedCredential } from '../credential.ts'
import { readHolderKey } from '../holder-key.ts'
import { Refused } from '../refusal.ts'
import { demandValid } from '../time-policy.ts'
import { bytesIn, embeddedBytes, embeddedIn, listIn, mapIn, plainOf, readCbor, stringIn } from './cbor.ts'
import { certificateIn, demandEs256, isSign1, readSign1 } from './cose-sign1.ts'

export interface IssuerSigned extends VerifiedCredential { holderKey: KeyObject }

/** @param docType as the document names itself; the issuer must have signed for the same. @throws Refused */
export function readIssuerSigned(value: unknown, docType: string, { trust, now }: Check): IssuerSigned {
  const issuerSigned = mapIn(value)
  const issuerAuth = readSign1(issuerSigned.get('issuerAuth'))
  demandEs256(issuerAuth)
  const signer = trust.byCertificate(certificateIn(issuerAuth), docType, now, 'mdoc')
  if (!isSign1(issuerAuth, signer.key)) throw new Refused('bad-signature')

  const content = readCbor(bytesIn(issuerAuth.payload))
  const security = mapIn(readCbor(embeddedIn(content)))
  if (security.get('version') !== '1.0') throw new Refused('unreadable')
  if (security.get('digestAlgorithm') !== 'SHA-256') throw new Refused('wrong-algorithm')
  if (security.get('docType') !== docType) throw new Refused('wrong-type')
  const validity = mapIn(security.get('validityInfo'))
  const [from, until] = [secondsIn(validity.get('validFrom')), secondsIn(validity.get('validUntil'))]
  demandValid({ from, until }, now)

  const status = readStatusReference(security.get('status'))
  if (status === 'unsupported') throw new Refused('no-status')
  return {
    format: 'mso_mdoc', type: docType, issuer: signer.issuer, claims: readItems(issuerSigned.get('nameSpaces'), mapIn(security.get('valueDigests'))),
    holderKey: readDeviceKey(mapIn(security.get('deviceKeyInfo')).get('deviceKey')), status, validUntil: until,
  }
}

/** Each item is hashed as it came; none may come twice. */
function readItems(nameSpaces: unknown, digests: Map<unknown, unknown>): Record<string, Record<string, unknown>> {
  const claims = new Map<string, Record<string, unknown>>()
  for (const [name, items] of mapIn(nameSpaces)) {
    const signed = digests.get(name)
    if (!(signed instanceof Map)) throw new Refused('altered-claim')
    const found = new Map<string, unknown>()
    const used = new Set<unknown>()
    for (const value of listIn(items)) {
      const bytes = embeddedIn(value)
      const item = mapIn(readCbor(bytes))
      const [identifier, digest] = [stringIn(item.get('elementIdentifier')), item.get('digestID')]
      if (found.has(identifier) || used.has(digest)) throw new Refused('repeated-claim')
      const expected = signed.get(digest) as unknown
      if (!(expected instanceof Uint8Array) || !(hash('sha256', embeddedBytes(bytes), 'buffer')).equals(expected)) throw new Refused('altered-claim')
      used.add(digest)
      found.set(identifier, plainOf(item.get('elementValue')))
    }
    claims.set(stringIn(name), Object.fromEntries(found))
  }
  return Object.fromEntries(claims)
}

/** COSE_Key (RFC 9053 section 7.1): kty EC2, curve P-256. */
function readDeviceKey(value: unknown): KeyObject {
  const key = mapIn(value)
  const [x, y] = [key.get(-2), key.get(-3)]
  if (key.get(1) !== 2 || key.get(-1) !== 1 || !(x instanceof Uint8Array) || !(y instanceof Uint8Array)) throw new Refused('bad-holder-key')
  return readHolderKey({ kty: 'EC', crv: 'P-256', x: Buffer.from(x).toString('base64url'), y: Buffer.from(y).toString('base64url') })
}

/** tdate (RFC 3339), as ISO 18013-5 has it: in UTC, without fractions. */
function secondsIn(value: unknown): number {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) throw new Refused('unreadable')
  const at = Date.parse(value) / 1_000
  if (!Number.isFinite(at)) throw new Refused('unreadable')
  return at
}
