/**
 * The permit that goes with a question to the register, and with the answer to the requester: what the look is, its salt, and the log's
 * receipt for the entry that holds both. Without it no register answers: no log, no data, whatever the platform's own code does. The permit of a
 * covert question is of a sealed entry, and no other: the two kinds never stand for each other.
 */
import { leafHash } from '../../../kernel/transparency/merkle/hash.ts'
import type { VerifierKey } from '../../../kernel/transparency/note/key.ts'
import { parseNote, verifiedBy } from '../../../kernel/transparency/note/note.ts'
import { type AccessRow, accessText, entryOf } from '../access-entry.ts'
import { commitmentTo, sealedBytes, type SealedRow, sealedText } from '../sealed/sealed-entry.ts'
import type { ExchangeQuestion } from './question.ts'

export interface Permit {
  /** Canonical JSON of the look, as the log's entry commits to it. */
  look: string
  /** base64 */
  salt: string
  /** Signed note of the log: this entry has this number, durably. */
  receipt: string
  /** Of a sealed look, what its entry says in public: by which day it opens at the latest. */
  latestOn?: string
}

export interface Permitted {
  /** base64 */
  entry: string
  index: number
  origin: string
  /** Of a sealed look: when it opens, YYYY-MM-DD. */
  opensOn?: string
}

/** A receipt is for a question of the same minute: seconds. */
const longestAge = 60

export const permitOf = (row: AccessRow, receipt: string): Permit => ({ look: accessText(row), salt: row.salt!.toString('base64'), receipt })

export const sealedPermitOf = (row: SealedRow, receipt: string): Permit => ({ look: sealedText(row), salt: row.salt.toString('base64'), receipt, latestOn: row.latest_on })

export const writePermit = (permit: Permit) => Buffer.from(JSON.stringify(permit)).toString('base64url')

/** Long enough for fifty fields. */
const longest = 16 * 1024

function readPermit(text: unknown): Permit {
  if (typeof text !== 'string' || text.length > longest) throw new Error('there is no permit')
  const value = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Permit>
  const { look, salt, receipt, latestOn } = value
  if (typeof look !== 'string' || typeof salt !== 'string' || typeof receipt !== 'string') throw new Error('the permit lacks a part')
  if (latestOn !== undefined && !isDay(latestOn)) throw new Error('the permit says no day by which the look opens')
  return { look, salt, receipt, ...(latestOn === undefined ? {} : { latestOn }) }
}

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

/**
 * @param asked what the permit has to be for
 * @throws Error that says what does not fit: the signature of the log, the entry, or the look
 */
export function demandPermit(text: unknown, asked: ExchangeQuestion & { requester: string }, logKeys: readonly VerifierKey[]): Permitted {
  const { look, salt, receipt, latestOn } = readPermit(text)
  if (asked.covert === undefined && latestOn !== undefined) throw new Error('the question is open, and its look in the log is sealed')
  if (asked.covert !== undefined && latestOn === undefined) throw new Error('the question is covert, and its look in the log is open')
  const entry = latestOn === undefined ? entryOf(Buffer.from(salt, 'base64'), look) : sealedBytes(commitmentTo(Buffer.from(salt, 'base64'), look), latestOn)
  const { index, origin, numberedAt } = demandReceipt(receipt, entry, logKeys)
  if (Math.abs(Date.now() - numberedAt) > longestAge * 1_000) throw new Error('the receipt is not of this minute')
  const told = JSON.parse(look) as Record<string, unknown>
  const fits = told['person'] === asked.subject && told['register'] === asked.register && told['purpose'] === asked.purpose && told['recipient'] === asked.requester
    && told['case'] === asked.case && isSame(told['fields'], asked.fields)
  if (!fits) throw new Error('the look in the log is not what is asked')
  return { entry: entry.toString('base64'), index, origin, ...(latestOn === undefined ? {} : { opensOn: demandOpening(told, latestOn, asked) }) }
}

/** @returns the day on which the sealed look opens */
function demandOpening({ warrant, opensOn }: Record<string, unknown>, latestOn: string, { covert }: ExchangeQuestion): string {
  if (warrant !== covert?.warrant) throw new Error('the look in the log names another warrant')
  if (!isDay(opensOn) || opensOn > latestOn) throw new Error('the look opens later than its entry says in public')
  return opensOn
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
