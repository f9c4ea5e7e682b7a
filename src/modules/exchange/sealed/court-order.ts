/**
 * A court's order that looks stay sealed for longer: a signed note (C2SP) that names them by the hashes of their entries. It holds with the
 * signatures of as many of the court's keys as its own rule wants; nothing of the platform can make one.
 */
import { hashBytes } from '../../../kernel/transparency/merkle/hash.ts'
import type { Court } from '../../../kernel/config/read-court.ts'
import { parseNote, verifiedBy } from '../../../kernel/transparency/note/note.ts'

export interface CourtOrder {
  /** Origin of the log. */
  log: string
  /** YYYY-MM-DD, as both. */
  until: string
  /** After this day it can no longer be brought. */
  useBy: string
  /** Leaf hashes, base64. */
  looks: string[]
}

const header = 'maru/court-order/1'
const mostLooks = 64

export const orderText = ({ log, until, useBy, looks }: CourtOrder) => [header, `log ${log}`, `until ${until}`, `use-by ${useBy}`, ...looks.map((look) => `look ${look}`), ''].join('\n')

/** @throws Error when the text is no order; signatures are another question (`signersOf`) */
export function readOrder(note: string): CourtOrder {
  const [first, log, until, useBy, ...looks] = parseNote(note).text.slice(0, -1).split('\n')
  const value = (line: string | undefined, name: string) => (line?.startsWith(`${name} `) === true ? line.slice(name.length + 1) : '')
  const order = { log: value(log, 'log'), until: value(until, 'until'), useBy: value(useBy, 'use-by'), looks: looks.map((line) => value(line, 'look')) }
  const isDay = (day: string) => /^\d{4}-\d\d-\d\d$/.test(day) && Temporal.PlainDate.from(day).toString() === day
  if (first !== header || order.log === '' || !isDay(order.until) || !isDay(order.useBy)) throw new Error('not an order of a court')
  const areHashes = order.looks.every((look) => Buffer.from(look, 'base64').length === hashBytes && Buffer.from(look, 'base64').toString('base64') === look)
  if (order.looks.length === 0 || order.looks.length > mostLooks || !areHashes || new Set(order.looks).size < order.looks.length) throw new Error('an order that names no looks')
  return order
}

/** Names of the court's keys whose signatures hold; each key counts once. @throws Error when one of a known key does not hold */
export function signersOf(note: string, { keys }: Court): string[] {
  const parsed = parseNote(note)
  return verifiedBy(parsed, keys, (key, { bytes }) => key.isSigned(Buffer.from(parsed.text), bytes)).map(({ name }) => name)
}

/** What an order says while it holds: one that cannot be checked says nothing. */
export function readHolding(note: string, court: Court | undefined): CourtOrder | undefined {
  try {
    return court !== undefined && signersOf(note, court).length >= court.threshold ? readOrder(note) : undefined
  } catch {
    return undefined
  }
}
