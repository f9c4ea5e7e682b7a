/** Tokens that carry the key which has signed them, as DPoP proofs (RFC 9449) and proofs of a wallet's keys (OpenID4VCI 1.0 appendix F) do. */
import { hash } from 'node:crypto'
import { isSignedEs256, type Point, pointOf } from './es256.ts'

export interface OwnKeyToken {
  header: Record<string, unknown>
  payload: Record<string, unknown>
  key: Point
  /** RFC 7638 */
  thumbprint: string
}

const part = /^[\w-]+$/

/**
 * Signature, type and dates; what else it must say is the caller's to check.
 * @param typ as the header has it
 * @param leeway seconds that the sender's clock may be off
 * @throws Error with the reason
 */
export function verifyOwnKey(token: string, typ: string, leeway = 0, now = Date.now() / 1000): OwnKeyToken {
  const [head, body, signature, ...more] = token.split('.')
  if (head === undefined || body === undefined || signature === undefined || more.length > 0 || !part.test(head) || !part.test(body)) throw new Error('it is no compact JWS')
  const header = readObject(head)
  if (header['alg'] !== 'ES256') throw new Error('alg is ES256 here')
  if (header['typ'] !== typ) throw new Error(`typ is ${typ}`)
  if ('crit' in header || 'b64' in header) throw new Error('no extension of the header is known here')
  const jwk = header['jwk']
  if (typeof jwk !== 'object' || jwk === null) throw new Error('the key stands in the header as jwk')
  if ('d' in jwk) throw new Error('jwk holds a private key')
  const found = pointOf(jwk as Record<string, unknown>)
  if (!found) throw new Error('jwk is no key on P-256')
  if (!isSignedEs256(token.slice(0, head.length + 1 + body.length), signature, found.key)) throw new Error('signature verification failed')
  const payload = readObject(body)
  const [iat, nbf, exp] = ['iat', 'nbf', 'exp'].map((name) => dateIn(payload, name))
  if (iat === undefined) throw new Error('iat is missing')
  if (nbf !== undefined && nbf > now + leeway) throw new Error('nbf is in the future')
  if (exp !== undefined && exp <= now - leeway) throw new Error('exp has passed')
  return { header, payload, key: found.point, thumbprint: thumbprintOf(found.point) }
}

/** The members in their order (RFC 7638 section 3.2). */
const thumbprintOf = ({ kty, crv, x, y }: Point) => hash('sha256', JSON.stringify({ crv, kty, x, y }), 'base64url')

function readObject(encoded: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'))
  } catch {
    throw new Error('it holds no JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('it holds no JSON object')
  return value as Record<string, unknown>
}

/** NumericDate (RFC 7519). */
function dateIn(payload: Record<string, unknown>, name: string): number | undefined {
  const value = payload[name]
  if (value !== undefined && (typeof value !== 'number' || !Number.isFinite(value))) throw new Error(`${name} is no date`)
  return value as number | undefined
}
