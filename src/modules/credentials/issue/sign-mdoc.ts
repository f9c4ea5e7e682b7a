/**
 * A mobile document (ISO/IEC 18013-5 section 9.1.2): every element in an envelope of its own, digested into the security
 * object that the issuer signs. The same data and the same status as the SD-JWT; held against the library @owf/mdoc in tests.
 */
import { hash, randomInt } from 'node:crypto'
import { encode, Tagged } from 'cborg'
import type { JWK } from 'jose'
import type { RegisterField } from '../../../../packages/pack-kit/schema/register.ts'
import type { HeldKey } from '../../../kernel/keys/key-ring.ts'
import { coseSign } from './cose-sign.ts'
import type { ClaimValue } from './gather-claims.ts'
import { drawSalt, type StatusEntry } from './sign-sd-jwt.ts'
import type { Validity } from './validity.ts'

export interface MdocParts {
  doctype: string
  namespace: string
  claims: readonly ClaimValue[]
  /** Type of the field that a claim comes from: dates are dates here. */
  typeOf(claim: ClaimValue['claim']): RegisterField['type']
  validity: Validity
  holder: JWK
  status: StatusEntry
}

const tag = { dateTime: 0, encoded: 24, fullDate: 1004 }

/** @returns IssuerSigned, base64url (OpenID4VCI 1.0 appendix A.2) */
export async function signMdoc(signer: HeldKey, { doctype, namespace, claims, typeOf, validity, holder, status }: MdocParts): Promise<string> {
  // Digest numbers are drawn: their order says nothing of what else there is.
  const numbers = shuffled(claims.length)
  const items = claims.map(({ claim, value }, at) => new Tagged(tag.encoded, encode({
    digestID: numbers[at]!, random: Uint8Array.from(drawSalt()), elementIdentifier: claim.name, elementValue: elementOf(value, claim.ageOver === undefined && typeOf(claim) === 'date'),
  })))
  const digests = new Map(items.map((item, at) => [numbers[at]!, hash('sha256', encode(item), 'buffer')] as const).sort(([left], [right]) => left - right))
  const security = {
    version: '1.0', digestAlgorithm: 'SHA-256', valueDigests: { [namespace]: digests }, deviceKeyInfo: { deviceKey: coseKey(holder) }, docType: doctype,
    validityInfo: { signed: moment(validity.from), validFrom: moment(validity.from), validUntil: moment(validity.until) },
    status: { status_list: { idx: status.index, uri: status.uri } },
  }
  const issuerAuth = await coseSign(signer, encode(new Tagged(tag.encoded, encode(security))))
  return Buffer.from(encode({ nameSpaces: { [namespace]: items }, issuerAuth })).toString('base64url')
}

function elementOf(value: ClaimValue['value'], isDate: boolean): unknown {
  if (isDate) return new Tagged(tag.fullDate, value)
  return Array.isArray(value) ? value.map((one) => Object.fromEntries(Object.entries(one).map(([name, entry]) => [name, name === 'birthDate' ? new Tagged(tag.fullDate, entry) : entry]))) : value
}

/** EC2 on P-256 (RFC 9053 section 7.1.1). */
const coseKey = ({ x, y }: JWK) => new Map<number, unknown>([[1, 2], [-1, 1], [-2, Buffer.from(x!, 'base64url')], [-3, Buffer.from(y!, 'base64url')]])

/** Without fractions of a second (section 9.1.2.4). */
const moment = (seconds: number) => new Tagged(tag.dateTime, `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`)

function shuffled(length: number): number[] {
  const numbers = Array.from({ length }, (_, at) => at)
  for (let at = length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1)
    ;[numbers[at], numbers[other]] = [numbers[other]!, numbers[at]!]
  }
  return numbers
}
