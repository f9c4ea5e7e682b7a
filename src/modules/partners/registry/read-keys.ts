/** Public keys that a company signs with (ES256), as a JSON Web Key Set (RFC 7517). Only what is public and known is kept of them. */
import { importJWK, type JWK } from 'jose'

const mostKeys = 5

export type KeysMistake = 'keys-unreadable' | 'keys-private' | 'keys-kind'

/** @returns the set, or what is wrong with it */
export async function readKeys(text: string): Promise<{ keys: JWK[] } | KeysMistake> {
  const listed = parse(text)
  if (!Array.isArray(listed) || listed.length === 0 || listed.length > mostKeys) return 'keys-unreadable'
  const keys: JWK[] = []
  for (const one of listed) {
    if (typeof one !== 'object' || one === null) return 'keys-unreadable'
    const { kty, crv, x, y, kid, d } = one as JWK
    if (d !== undefined) return 'keys-private'
    if (kty !== 'EC' || crv !== 'P-256' || typeof kid !== 'string' || !/^[\w.~-]{1,100}$/.test(kid) || keys.some((known) => known.kid === kid)) return 'keys-kind'
    const key: JWK = { kty, crv, ...(x === undefined ? {} : { x }), ...(y === undefined ? {} : { y }), kid, alg: 'ES256', use: 'sig' }
    if (!(await importJWK(key).then(() => true, () => false))) return 'keys-kind'
    keys.push(key)
  }
  return { keys }
}

function parse(text: string): unknown {
  try {
    return (JSON.parse(text) as { keys?: unknown } | null)?.keys
  } catch {
    return undefined
  }
}
