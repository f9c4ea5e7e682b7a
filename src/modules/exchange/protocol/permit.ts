/**
 * The permit that goes with a question to the register, and with the answer to the requester: what the look is, its salt, and the log's
 * receipt for the entry that holds both. Without it no register answers: no log, no data, whatever the platform's own code does.
 */
import { leafHash } from '../../../kernel/transparency/merkle/hash.ts'
import type { VerifierKey } from '../../../kernel/transparency/note/key.ts'
import { parseNote, verifiedBy } from '../../../kernel/transparency/note/note.ts'
import { type AccessRow, accessText, entryOf } from '../access-entry.ts'
import type { ExchangeQuestion } from './question.ts'

export interface Permit {
  /** Canonical JSON of the look, as the log's entry commits to it. */
  look: string
  /** base64 */
  salt: string
  /** Signed note of the log: this entry has this number, durably. */
  receipt: string
}

export interface Permitted {
  /** base64 */
  entry: string
  index: number
  origin: string
}

/** A receipt is for a question of the same minute: seconds. */
const longestAge = 60

export const permitOf = (row: AccessRow, receipt: string): Permit => ({ look: accessText(row), salt: row.salt!.toString('base64'), receipt })

export const writePermit = (permit: Permit) => Buffer.from(JSON.stringify(permit)).toString('base64url')

/** Long enough for fifty fields. */
const longest = 16 * 1024

function readPermit(text: unknown): Permit {
  if (typeof text !== 'string' || text.length > longest) throw new Error('there is no permit')
  const value = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Permit>
  const { look, salt, receipt } = value
  if (typeof look !== 'string' || typeof salt !== 'string' || typeof receipt !== 'string') throw new Error('the permit lacks a part')
  return { look, salt, receipt }
}

/**
 * @param asked what the permit has to be for
 * @throws Error that says what does not fit: the signature of the log, the entry, or the look
 */
export function demandPermit(text: unknown, asked: ExchangeQuestion & { requester: string }, logKeys: readonly VerifierKey[]): Permitted {
  const { look, salt, receipt } = readPermit(text)
  const entry = entryOf(Buffer.from(salt, 'base64'), look)
  const { index, origin, numberedAt } = demandReceipt(receipt, entry, logKeys)
  if (Math.abs(Date.now() - numberedAt) > longestAge * 1_000) throw new Error('the receipt is not of this minute')
  const told = JSON.parse(look) as Record<string, unknown>
  const fits = told['person'] === asked.subject && told['register'] === asked.register && told['purpose'] === asked.purpose && told['recipient'] === asked.requester
    && told['case'] === asked.case && isSame(told['fields'], asked.fields)
  if (!fits) throw new Error('the look in the log is not what is asked')
  return { entry: entry.toString('base64'), index, origin }
}

/** @throws Error unless a log known here has said, under its signature, that it holds this entry */
export function demandReceipt(receipt: string, entry: Buffer, logKeys: readonly VerifierKey[]): { index: number; origin: string; numberedAt: number } {
  const note = parseNote(receipt)
  const [kind, origin, index, leaf, numberedAt] = note.text.split('\n')
  const keys = logKeys.filter(({ name, type }) => name === origin && type === 1)
  if (kind !== 'receipt/v1' || verifiedBy(note, keys, (key, { bytes }) => key.isSigned(Buffer.from(note.text), bytes)).length === 0) throw new Error('no log known here has given this receipt')
  if (leaf !== leafHash(entry).toString('base64')) throw new Error('the receipt is for another look')
  return { index: Number(index), origin: origin!, numberedAt: Number(numberedAt) }
}

const isSame = (told: unknown, asked: readonly string[]) => Array.isArray(told) && told.length === asked.length && asked.every((field, at) => told[at] === field)
