/** Codes that one person gives another, and the name that goes with them: whoever finds a code is not called so. */
import { randomInt } from 'node:crypto'
import { mark } from '../../kernel/crypto/tokens.ts'

/** Crockford's alphabet without Z. Twelve signs are 59 bits: nobody guesses one in the week that it lasts. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXY'

/** @param groups of four signs */
export const newCode = (groups = 3) => Array.from({ length: groups }, () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')).join('-')

/** The same of bytes that nobody else has: 16 of them or more, so that no sign is likelier than another. */
export function codeFrom(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`)
  const signs = Array.from({ length: 12 }, () => {
    const sign = alphabet[Number(rest % BigInt(alphabet.length))]!
    rest /= BigInt(alphabet.length)
    return sign
  }).join('')
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`
}

/** What is kept of a code. @param use a code of one kind opens nothing of another */
export const hashOfCode = (key: Buffer, use: string, code: string) => Buffer.from(mark(key, `${use} ${code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')}`), 'base64url')

/** A name as it is compared: however its letters were composed, however often the space bar was pressed. */
export const plainName = (name: string) => name.normalize('NFC').replaceAll(/\s+/g, ' ').trim()

export const sameName = (one: string, other: string) => plainName(one) === plainName(other)
