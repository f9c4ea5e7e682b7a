/** What somebody shows in person, against the bundle and the number on this screen. The format is read and its signatures are followed by the field's library; every other rule is here. */
import { SDJwtInstance } from '@sd-jwt/core'
import { fromBase64url, importKey } from '../sign1.ts'
import { ageOf, type PublicKey, skew, type TrustBundle } from '../trust-bundle.ts'
import { type Drawn, isOver, profile } from './profile.ts'

export const shownReasons = ['unreadable', 'no-bundle', 'bundle-over', 'unknown-key', 'forged', 'revoked', 'expired', 'number-over', 'other-number', 'not-on-list'] as const
export type ShownReason = (typeof shownReasons)[number]

export type ShownCheck =
  | { valid: true; type: string; claims: Record<string, unknown>; issuer: TrustBundle['issuers'][number]; stale: boolean; laterThanBundle: boolean }
  | { valid: false; reason: ShownReason }

class Refused extends Error {
  readonly reason: ShownReason
  constructor(reason: ShownReason) {
    super(reason)
    this.reason = reason
  }
}

/** @param token SD-JWT with key binding. @param drawn the number that was on the screen. @param now seconds since 1970 */
export async function checkShown(token: string, bundle: TrustBundle | undefined, drawn: Drawn | undefined, now: number): Promise<ShownCheck> {
  try {
    return await check(token, bundle, drawn, now)
  } catch (cause) {
    return { valid: false, reason: cause instanceof Refused ? cause.reason : 'unreadable' }
  }
}

async function check(token: string, bundle: TrustBundle | undefined, drawn: Drawn | undefined, now: number): Promise<ShownCheck> {
  const header = jsonOf(token.split('.', 1)[0]!)
  if (header['typ'] !== 'dc+sd-jwt' || header['alg'] !== 'ES256') throw new Refused('unreadable')
  if (!bundle) throw new Refused('no-bundle')
  const age = ageOf(bundle, now)
  if (age === 'over') throw new Refused('bundle-over')
  if (!drawn || isOver(drawn, now)) throw new Refused('number-over')

  const unproven = jsonOf(token.split('.', 2)[1]!)
  const issuer = bundle.issuers.find(({ id }) => id === unproven['iss'])
  const key = issuer?.keys.find(({ kid }) => kid === header['kid'])
  if (!issuer || !key || !issuer.types.includes(String(unproven['vct']))) throw new Refused('unknown-key')
  const { payload, kb } = await signed(token, key, drawn, now)

  if (kb['aud'] !== profile || kb['nonce'] !== drawn.number) throw new Refused('other-number')
  const signedAt = kb['iat']
  if (typeof signedAt !== 'number' || signedAt < drawn.at - skew || signedAt > now + skew) throw new Refused('number-over')
  const { iat, exp, vct, status } = payload as { iat?: unknown; exp?: unknown; vct: string; status?: { status_list?: { uri?: unknown; idx?: unknown } } }
  if (typeof exp !== 'number' || now - skew >= exp) throw new Refused('expired')
  const { uri, idx } = status?.status_list ?? {}
  const valid = typeof uri === 'string' && typeof idx === 'number' ? bundle.isValid(uri, idx) : undefined
  // Copies for one use live for hours and stand on no list that is carried: without a network nobody knows of them.
  if (valid === undefined) throw new Refused('not-on-list')
  if (!valid) throw new Refused('revoked')
  return { valid: true, type: vct, claims: Object.fromEntries(Object.entries(payload).filter(([name]) => !technical.has(name))), issuer, stale: age === 'stale', laterThanBundle: typeof iat === 'number' && iat > bundle.madeAt }
}

/** What the format itself says; the rest is about the person. */
const technical = new Set(['iss', 'vct', 'iat', 'exp', 'nbf', 'cnf', 'status', '_sd', '_sd_alg'])

async function signed(token: string, key: PublicKey, { number }: Drawn, now: number): Promise<{ payload: Record<string, unknown>; kb: Record<string, unknown> }> {
  const instance = new SDJwtInstance({
    hashAlg: 'sha-256', hasher: digest, verifier: async (data, signature) => isSigned(await importKey(key), data, signature),
    kbVerifier: async (data, signature, payload) => {
      const { cnf } = payload as { cnf?: { jwk?: JsonWebKey } }
      return isSigned(await crypto.subtle.importKey('jwk', { ...cnf?.jwk, key_ops: ['verify'] }, ecdsa, false, ['verify']), data, signature)
    },
  })
  try {
    const { payload, kb } = await instance.verify(token, { keyBindingNonce: number, currentDate: now, skewSeconds: skew })
    if (!kb || kb.header.typ !== 'kb+jwt' || kb.header.alg !== 'ES256') throw new Refused('forged')
    return { payload: payload as Record<string, unknown>, kb: kb.payload as unknown as Record<string, unknown> }
  } catch (cause) {
    // The library names no reason that could be told apart: what is about the number or the time is asked of what was signed.
    const proof = jsonOf(token.split('~').at(-1)!.split('.')[1] ?? '')
    if (proof['nonce'] !== number) throw new Refused('other-number')
    const until = jsonOf(token.split('.', 2)[1]!)['exp']
    if (typeof until === 'number' && now - skew >= until) throw new Refused('expired')
    throw cause instanceof Refused ? cause : new Refused('forged')
  }
}

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' }

async function isSigned(key: CryptoKey, data: string, signature: string): Promise<boolean> {
  const bytes = fromBase64url(signature)
  return bytes.length === 64 && crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes, new TextEncoder().encode(data))
}

async function digest(data: string | ArrayBuffer, algorithm: string): Promise<Uint8Array> {
  if (algorithm.toLowerCase() !== 'sha-256') throw new Refused('unreadable')
  return new Uint8Array(await crypto.subtle.digest('SHA-256', typeof data === 'string' ? new TextEncoder().encode(data) : data))
}

const jsonOf = (encoded: string) => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64url(encoded))) as Record<string, unknown>
