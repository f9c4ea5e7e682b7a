/** Identifiers. Sortable by time (UUIDv7, RFC 9562), and numbers that people read aloud. */
import { randomBytes, randomInt } from 'node:crypto'

export type Id<Of extends string> = string & { readonly __of?: Of }

/** RFC 9562 section 5.7: 48 bits of milliseconds, then version, variant and randomness. */
export function newId<Of extends string>(now = Date.now()): Id<Of> {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** No id that `newId` has made at this moment or later is smaller. @param at milliseconds since 1970 */
export function firstIdOf(at: number): string {
  const hex = Math.floor(at).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** Crockford's alphabet without Z: 31 signs, none that looks like another, a prime number of them. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXY'

/**
 * A number for the telephone: the day, eight random signs, and a check sign that catches one wrong or two swapped signs.
 * @param day `YYYY-MM-DD`
 */
export function newReceiptNumber(day: string): string {
  const signs = Array.from({ length: 8 }, () => alphabet[randomInt(31)]).join('')
  return `${day.slice(2).replaceAll('-', '')}-${signs.slice(0, 4)}-${signs.slice(4)}${checkSign(signs)}`
}

/** Weighted sum modulo 31 (prime, so every transposition of unequal signs shows). */
function checkSign(signs: string): string {
  let sum = 0
  for (const [index, sign] of Array.from(signs).entries()) sum += alphabet.indexOf(sign) * (index + 2)
  return alphabet[sum % 31]!
}

export function isReceiptNumber(text: string): boolean {
  const match = /^\d{6}-([0-9A-HJKMNP-TV-Y]{4})-([0-9A-HJKMNP-TV-Y]{4})([0-9A-HJKMNP-TV-Y])$/.exec(text)
  return match !== null && checkSign(match[1]! + match[2]!) === match[3]
}
