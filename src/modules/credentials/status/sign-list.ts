/** A list signed as a JWT (Token Status List section 5.1). */
import { sign } from 'node:crypto'
import type { HeldKey } from '../../../kernel/keys/key-ring.ts'
import { bitsPerEntry } from './status-list.ts'

export interface ListContent {
  uri: string
  /** Compressed. */
  lst: Buffer
}

/** Seconds. How long a verifier may keep a list, and when even a kept one no longer counts: longer than a week without a server. */
export const listTimes = { fresh: 60, valid: 8 * 24 * 3600 }
/** A list that nobody changes is signed again so often, so that its end stays far. */
const signEvery = 3600

export function signListJwt(signer: HeldKey, { uri, lst }: ListContent, now = Date.now()): { token: string; freshUntil: number } {
  // On a fixed clock: the moment of a change is not told beyond the minute.
  const iat = Math.floor(now / 60_000) * 60
  const header = { alg: 'ES256', typ: 'statuslist+jwt', kid: signer.kid, x5c: signer.x5c }
  const payload = { sub: uri, iat, exp: iat + listTimes.valid, ttl: listTimes.fresh, status_list: { bits: bitsPerEntry, lst: lst.toString('base64url') } }
  const input = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return { token: `${input}.${sign('sha256', Buffer.from(input), { key: signer.key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`, freshUntil: now + signEvery * 1000 }
}
