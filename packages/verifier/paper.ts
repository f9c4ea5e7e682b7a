/** A paper certificate, checked without a network: its QR code holds everything that was signed (a JWS, RFC 7515), and the bundle knows what was taken back. */
import { ageOf, type PublicKey, type TrustBundle } from './trust-bundle.ts'
import { fromBase64url, importKey } from './sign1.ts'

export interface PaperClaims {
  iss: string
  jti: string
  /** Seconds since 1970. */
  iat: number
  service: string
  agency: string
  decided: string
  facts: [name: string, value: string][]
  amounts: [value: number, per: 'once' | 'month' | 'year' | 'trip', upTo: 0 | 1, from: string, until: string][]
}

export const paperReasons = ['unreadable', 'no-bundle', 'bundle-over', 'unknown-key', 'forged', 'revoked'] as const
export type PaperReason = (typeof paperReasons)[number]

export type PaperCheck =
  | { valid: true; claims: PaperClaims; issuer: TrustBundle['issuers'][number]; stale: boolean; laterThanBundle: boolean }
  | { valid: false; reason: PaperReason }

const type = 'maru-certificate+jwt'
const refused = (reason: PaperReason): PaperCheck => ({ valid: false, reason })

/** @param text as the code holds it: an address that ends in the token, or the token. @param now seconds since 1970 */
export async function checkPaper(text: string, bundle: TrustBundle | undefined, now: number): Promise<PaperCheck> {
  const token = /([\w-]+\.[\w-]+\.[\w-]+)\/?$/.exec(text.replaceAll(/\s/g, ''))?.[1]
  const read = token === undefined ? undefined : readToken(token)
  if (!read) return refused('unreadable')
  if (!bundle) return refused('no-bundle')
  const age = ageOf(bundle, now)
  if (age === 'over') return refused('bundle-over')
  const issuer = bundle.issuers.find(({ paperKeys }) => paperKeys.some(({ kid }) => kid === read.kid))
  const key = issuer?.paperKeys.find(({ kid }) => kid === read.kid)
  if (!issuer || !key) return refused('unknown-key')
  if (!(await isSigned(read, key))) return refused('forged')
  if (bundle.revokedPapers.has(read.claims.jti)) return refused('revoked')
  return { valid: true, claims: read.claims, issuer, stale: age === 'stale', laterThanBundle: read.claims.iat > bundle.madeAt }
}

interface Read { kid: string; input: string; signature: Uint8Array<ArrayBuffer>; claims: PaperClaims }

function readToken(token: string): Read | undefined {
  try {
    const [header, payload, signature] = token.split('.') as [string, string, string]
    const { alg, typ, kid } = jsonOf(header) as { alg?: unknown; typ?: unknown; kid?: unknown }
    const claims = jsonOf(payload) as PaperClaims
    if (alg !== 'ES256' || typ !== type || typeof kid !== 'string' || typeof claims.jti !== 'string' || !Array.isArray(claims.facts) || !Array.isArray(claims.amounts)) return undefined
    return { kid, input: `${header}.${payload}`, signature: fromBase64url(signature), claims }
  } catch {
    return undefined
  }
}

const jsonOf = (encoded: string): unknown => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64url(encoded)))

async function isSigned({ input, signature }: Read, key: PublicKey): Promise<boolean> {
  if (signature.length !== 64) return false
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, await importKey(key), signature, new TextEncoder().encode(input))
}
