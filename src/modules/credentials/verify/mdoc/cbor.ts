/** CBOR (RFC 8949) as mobile documents have it: every length the shortest, no key twice, nothing left over. */
import { decode, encode, Tagged } from 'cborg'
import { Refused } from '../refusal.ts'

/** Tag 24: bytes that are CBOR themselves, kept as they came, since digests and signatures are made over them. */
export class Embedded {
  readonly bytes: Uint8Array
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
}

type Content = () => unknown
const strict = {
  useMaps: true, strict: true, rejectDuplicateMapKeys: true, allowIndefinite: false, allowUndefined: false, allowNaN: false, allowInfinity: false,
  tags: {
    0: (content: Content) => content(), 1004: (content: Content) => content(),
    24(content: Content) {
      const bytes = content()
      if (!(bytes instanceof Uint8Array)) throw new Refused('unreadable')
      return new Embedded(bytes)
    },
  },
}

export const readCbor = (bytes: Uint8Array): unknown => decode(bytes, strict)

/** What comes before so many embedded bytes; asked of the library once for each length. */
const heads = new Map<number, Buffer>()

/** `#6.24(bstr)`: with shortest lengths only, these are the very bytes that came. */
export function embeddedBytes(content: Uint8Array): Buffer {
  let head = heads.get(content.length)
  if (!head) {
    const whole = encode(new Tagged(24, content))
    head = Buffer.from(whole.subarray(0, whole.length - content.length))
    if (heads.size < 4_096) heads.set(content.length, head)
  }
  return Buffer.concat([head, content])
}

export function mapIn(value: unknown): Map<unknown, unknown> {
  if (!(value instanceof Map)) throw new Refused('unreadable')
  return value
}

export function listIn(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Refused('unreadable')
  return value
}

export function bytesIn(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Refused('unreadable')
  return value
}

export function embeddedIn(value: unknown): Uint8Array {
  if (!(value instanceof Embedded)) throw new Refused('unreadable')
  return value.bytes
}

export function stringIn(value: unknown): string {
  if (typeof value !== 'string') throw new Refused('unreadable')
  return value
}

/** An element's value as JSON has it, for whoever reads it next: maps by their names, bytes in base64url. */
export function plainOf(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64url')
  if (Array.isArray(value)) return value.map(plainOf)
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, one]) => [stringIn(name), plainOf(one)]))
  if (value instanceof Embedded) return plainOf(value.bytes)
  return typeof value === 'bigint' ? String(value) : value
}
