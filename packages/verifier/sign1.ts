/** COSE_Sign1 (RFC 9052 section 4.2) with ES256, by the browser's own cryptography. */
import { decode, encode, Tagged } from 'cborg'
import type { PublicKey } from './trust-bundle.ts'

const sign1Tag = 18
const labels = { alg: 1, kid: 4 }
const es256 = -7

export interface Sign1 { header: Uint8Array; kid: string; payload: Uint8Array | undefined; signature: Uint8Array }

/** @throws Error on anything but one such structure, with shortest lengths and nothing after it */
export function readSign1(bytes: Uint8Array): Sign1 {
  const tagged = decode(bytes, { strict: true, useMaps: true, rejectDuplicateMapKeys: true, allowIndefinite: false, tags: { [sign1Tag]: Tagged.decoder(sign1Tag) } }) as { tag: number; value: unknown }
  const parts = tagged.value
  if (!Array.isArray(parts) || parts.length !== 4) throw new Error('no COSE_Sign1')
  const [header, unsigned, payload, signature] = parts as unknown[]
  // Nothing stands there that the signature does not cover.
  if (!(unsigned instanceof Map) || unsigned.size > 0) throw new Error('something in it is not signed')
  if (!(header instanceof Uint8Array) || !(payload instanceof Uint8Array) || !(signature instanceof Uint8Array)) throw new Error('no COSE_Sign1')
  const map = decode(header, { strict: true, useMaps: true, rejectDuplicateMapKeys: true }) as Map<unknown, unknown>
  const kid = map.get(labels.kid)
  if (map.get(labels.alg) !== es256 || map.size !== 2 || !(kid instanceof Uint8Array)) throw new Error('not signed with ES256')
  return { header, kid: textOf(kid), payload, signature }
}

/** What a signer signs, and the structure that carries it. */
export const protectedHeader = (kid: string) => encode(new Map<number, unknown>([[labels.alg, es256], [labels.kid, bytesOf(kid)]]))
export const toBeSigned = (header: Uint8Array, payload: Uint8Array) => encode(['Signature1', header, new Uint8Array(0), payload])
export const writeSign1 = (header: Uint8Array, payload: Uint8Array, signature: Uint8Array) => encode(new Tagged(sign1Tag, [header, new Map(), payload, signature]))

export async function verifySign1({ header, payload, signature }: Sign1, key: PublicKey): Promise<boolean> {
  if (!payload || signature.length !== 64) return false
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, await importKey(key), signature as Uint8Array<ArrayBuffer>, toBeSigned(header, payload) as Uint8Array<ArrayBuffer>)
}

const imported = new WeakMap<PublicKey, Promise<CryptoKey>>()

/** Once for each key. */
export function importKey(key: PublicKey): Promise<CryptoKey> {
  const known = imported.get(key)
  if (known) return known
  const jwk = { kty: 'EC', crv: 'P-256', x: base64url(key.x), y: base64url(key.y) }
  const importing = crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
  imported.set(key, importing)
  return importing
}

export const base64url = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text)) throw new Error('no base64url')
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
}

const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes)
const bytesOf = (text: string) => new TextEncoder().encode(text)
