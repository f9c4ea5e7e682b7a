/** A signed status list, in the JWT form of the Token Status List (sections 4, 5.1 and 8.3). */
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { Trust, TrustedIssuer } from '../../trust/trust.ts'
import { Refused } from '../refusal.ts'
import { dateIn, demandHeader, isSigned, objectIn, readJws } from '../sd-jwt/read-jws.ts'
import { demandValid, skew } from '../time-policy.ts'

export interface StatusList {
  /** Of each entry: 1, 2, 4 or 8. */
  bits: 1 | 2 | 4 | 8
  bytes: Buffer
  /** Seconds since 1970. */
  issuedAt: number
  expiresAt: number | undefined
  /** Seconds after which a newer one may be had. */
  freshFor: number
}

export type Status = 'valid' | 'revoked' | 'suspended'

/** 2^27 entries of one bit: the 51 million of a country fit twice. A list that unfolds to more is a bomb. */
const largestUnfolded = 16 * 1024 * 1024
const usualFreshness = 300
const unfold = promisify(inflate)

export interface StatusCheck { trust: Trust; issuer: TrustedIssuer; uri: string; now: number }

/** @throws Refused with `status-unavailable`: a list that is not what it should be is no list */
export async function readStatusList(token: string, check: StatusCheck): Promise<StatusList> {
  try {
    return await read(token, check)
  } catch (cause) {
    throw new Refused('status-unavailable', cause)
  }
}

async function read(token: string, { trust, issuer, uri, now }: StatusCheck): Promise<StatusList> {
  const jws = readJws(token.trim())
  demandHeader(jws, 'statuslist+jwt')
  const { header, payload } = jws
  if (payload['sub'] !== uri) throw new Refused('wrong-type')
  if (!isSigned(jws, trust.statusKey(issuer, typeof header['kid'] === 'string' ? header['kid'] : undefined))) throw new Refused('bad-signature')
  const [issuedAt, expiresAt, ttl] = [dateIn(payload, 'iat'), dateIn(payload, 'exp'), dateIn(payload, 'ttl')]
  if (issuedAt === undefined || issuedAt > now + skew || (ttl !== undefined && ttl <= 0)) throw new Refused('unreadable')
  demandValid({ until: expiresAt }, now)
  const { bits, lst } = objectIn(payload, 'status_list') ?? {}
  if ((bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8) || typeof lst !== 'string') throw new Refused('unreadable')
  const bytes = await unfold(Buffer.from(lst, 'base64url'), { maxOutputLength: largestUnfolded }) as Buffer
  return { bits, bytes, issuedAt, expiresAt, freshFor: ttl ?? usualFreshness }
}

/** @throws Refused where the list has no such entry, or one with a meaning of the issuer's own */
export function statusAt({ bits, bytes }: Pick<StatusList, 'bits' | 'bytes'>, index: number): Status {
  const byte = bytes[Math.floor((index * bits) / 8)]
  if (byte === undefined) throw new Refused('status-unavailable')
  switch ((byte >> ((index * bits) % 8)) & (2 ** bits - 1)) {
    case 0: return 'valid'
    case 1: return 'revoked'
    case 2: return 'suspended'
    default: throw new Refused('status-unavailable')
  }
}
