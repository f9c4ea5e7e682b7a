/**
 * What a company is told, as a Security Event Token (RFC 8417): the person by the company's own name for them (RFC 9493), the authorisation
 * and its fields, no value. It has no `sub` and no `exp`, and its `typ` is not that of any other token, so that it passes for none (RFC 8417, section 4).
 */
import { CompactSign } from 'jose'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import type { CompanyNotice } from '../../exchange/index.ts'

export const eventType = 'secevent+jwt'

const event = (name: string) => `urn:maru:event:${name}`
export const events = { withdrawn: event('authorisation-withdrawn'), narrowed: event('authorisation-narrowed'), corrected: event('value-corrected'), deleted: event('value-deleted'), acknowledged: event('acknowledged') } as const

export interface EventParties {
  /** The platform, as the company's tokens name it. */
  issuer: string
  /** `sub` of the company's tokens. */
  subject: string
}

/** @returns the claims as text: what is signed is this, at every try */
export function claimsOf({ issuer, subject }: EventParties, { id, company, kind, consent, version, purpose, fields, remaining, until, at, dueOn }: CompanyNotice): string {
  const seconds = Math.floor(at.getTime() / 1_000)
  const about = { authorisation: consent, purpose, fields, ...(dueOn === null ? {} : { answer_by: dueOn }) }
  const [name, told] = kind === 'corrected' ? [events.corrected, about] : kind === 'deleted' ? [events.deleted, about]
    : remaining.length === 0 ? [events.withdrawn, { ...about, version }] : [events.narrowed, { ...about, version, remaining, until }]
  return JSON.stringify({ iss: issuer, aud: company, iat: seconds, jti: id, toe: seconds, sub_id: { format: 'iss_sub', iss: issuer, sub: subject }, events: { [name]: told } })
}

/** Signed anew at every try: a key may have been replaced in between. */
export function signClaims(keys: KeyRing, claims: string): Promise<string> {
  const { kid, key } = keys.current('authorization')
  return new CompactSign(Buffer.from(claims)).setProtectedHeader({ alg: 'ES256', kid, typ: eventType }).sign(key)
}
