/**
 * A company's signed answer to a notice: a Security Event Token of its own, by one of its registered keys, that names the notice and the digest
 * of what it was sent. So it holds for this notice alone, from this company alone, and for nothing that it has not read.
 */
import { hash } from 'node:crypto'
import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, type JWK } from 'jose'
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import { events, eventType } from './event-token.ts'

/** Of RFC 8935, section 2.4. */
export type AnswerError = 'invalid_request' | 'invalid_key' | 'invalid_issuer' | 'invalid_audience'

export class AnswerRefused extends Error {
  readonly code: AnswerError
  constructor(code: AnswerError, description: string, options?: ErrorOptions) {
    super(description, options)
    this.code = code
  }
}

const Acknowledged = strict({
  notice: Uuid,
  digest: Type.String({ pattern: '^[\\w-]{43}$', description: 'SHA-256 of the second part of the token as it came, base64url' }),
  outcome: Type.Enum(['noted', 'erased', 'kept', 'corrected']),
  because: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: 'The law, where something is kept' })),
})
export type Acknowledged = Static<typeof Acknowledged>

const Claims = Type.Object({ iss: Type.String(), aud: Type.String(), iat: Type.Integer(), jti: Type.String({ minLength: 1, maxLength: 200 }), events: strict({ [events.acknowledged]: Acknowledged }) })
const shape = Compile(Claims)

/** Seconds by which a company's clock may be ahead. */
const skew = 120

/** What it says, before anybody knows whether it is true. @throws AnswerRefused */
export function readAnswer(token: string, now: Date): { company: string; audience: string; said: Acknowledged } {
  try {
    const { typ, alg } = decodeProtectedHeader(token)
    const claims: unknown = decodeJwt(token)
    if (typ !== eventType || alg !== 'ES256' || !shape.Check(claims)) throw new Error('not of this form')
    if (claims.iat > now.getTime() / 1_000 + skew) throw new Error('it was signed after now')
    return { company: claims.iss, audience: claims.aud, said: (claims.events as Record<string, Acknowledged>)[events.acknowledged]! }
  } catch (cause) {
    throw new AnswerRefused('invalid_request', `This is no signed answer: typ ${eventType}, alg ES256, iss, aud, iat, jti, and the event ${events.acknowledged}.`, { cause })
  }
}

/** @returns the key that it was signed with. @throws AnswerRefused */
export async function verifyAnswer(token: string, keys: JSONWebKeySet): Promise<JWK> {
  try {
    const { protectedHeader: { kid } } = await compactVerify(token, createLocalJWKSet(keys), { algorithms: ['ES256'] })
    const { kty, crv, x, y } = keys.keys.find((known) => kid !== undefined && known.kid === kid) ?? {}
    if (kty !== 'EC' || crv !== 'P-256' || x === undefined || y === undefined) throw new Error('its key has no name')
    return { kty, crv, x, y, kid: kid! }
  } catch {
    throw new AnswerRefused('invalid_key', 'It is not signed by a key that this company has registered; the header names it by its kid.')
  }
}

/** Of what was sent: the claims as the token carries them. */
export const digestOf = (claims: string) => hash('sha256', Buffer.from(claims).toString('base64url'), 'base64url')
