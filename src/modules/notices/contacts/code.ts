/** The six digits that show that an address is the person's own. Only a keyed mark of them is kept. */
import { randomInt } from 'node:crypto'
import { mark } from '../../../kernel/crypto/tokens.ts'

/** Milliseconds: long enough for a letter to be read, where it comes by letter. */
export const codeLife = { email: 3_600_000, push: 0, sms: 900_000, messenger: 900_000, letter: 21 * 86_400_000 }
/** One in a million, five times. */
export const codeTries = 5

export const newCode = () => String(randomInt(1_000_000)).padStart(6, '0')

export const markOfCode = (key: Buffer, contact: string, code: string) => Buffer.from(mark(key, `${contact}/${code}`))
