/** The compact serialization of RFC 7515, as far as it is needed to check one: split, read, compare with the key. */
import type { KeyObject } from 'node:crypto'
import { isSignedEs256 } from '../../../../kernel/jws/es256.ts'
import { keepRecent } from '../keep-recent.ts'
import { isObject, readJsonObject, type JsonObject } from '../read-json.ts'
import { Refused } from '../refusal.ts'

export interface Jws { header: JsonObject; payload: JsonObject; input: string; signature: string }

const part = /^[\w-]+$/

const textOf = (encoded: string) => Buffer.from(encoded, 'base64url').toString('utf8')

/** Headers of one issuer are all alike, and the longest part with their certificate. */
const readHeader = keepRecent(500, (encoded) => readJsonObject(textOf(encoded)))

export function readJws(token: string): Jws {
  const [header, payload, sign, ...more] = token.split('.')
  if (header === undefined || payload === undefined || sign === undefined || more.length > 0 || !part.test(header) || !part.test(payload)) throw new Refused('unreadable')
  return { header: readHeader(header), payload: readJsonObject(textOf(payload)), input: token.slice(0, header.length + 1 + payload.length), signature: sign }
}

/** The algorithm is ours to choose, never the sender's: ES256 with the type expected here, and nothing critical that we do not know. */
export function demandHeader({ header }: Jws, type: string) {
  if (header['alg'] !== 'ES256') throw new Refused('wrong-algorithm')
  if (header['typ'] !== type) throw new Refused('wrong-type')
  if ('crit' in header || header['b64'] === false) throw new Refused('unreadable')
}

export const isSigned = ({ input, signature }: Jws, key: KeyObject): boolean => isSignedEs256(input, signature, key)

/** NumericDate (RFC 7519); absent where the claim is. */
export function dateIn(payload: JsonObject, name: string): number | undefined {
  const value = payload[name]
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Refused('unreadable')
  return value
}

export function textIn(payload: JsonObject, name: string): string {
  const value = payload[name]
  if (typeof value !== 'string') throw new Refused('unreadable')
  return value
}

export function objectIn(payload: JsonObject, name: string): JsonObject | undefined {
  const value = payload[name]
  if (value !== undefined && !isObject(value)) throw new Refused('unreadable')
  return value
}
