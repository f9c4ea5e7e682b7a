/** What a row of the access log is in the transparency log: a salted commitment, which tells nobody anything. */
import type { Selectable } from 'kysely'
import type { NewEntry } from '../../kernel/transparency/transparency.ts'
import { commitmentTo, kinds, openedBytes } from './sealed/sealed-entry.ts'
import type { ExchangeTables } from './tables.ts'

export type AccessRow = Omit<Selectable<ExchangeTables['access_log']>, 'key'>

/**
 * Canonical JSON (RFC 8785): the names stand in order, and the only number is a whole one. Names of fields, never their values.
 * A row from before the chains has neither place nor entry before it, and says so by leaving them out; one that was never sealed leaves that out.
 */
export function accessText({ id, at, person, recipient, recipient_role, purpose, register, fields, case_id, consent_id, seq, prev, sealed }: AccessRow): string {
  const placed = seq !== null && prev !== null
  return JSON.stringify({
    at: at.toISOString(), case: case_id, consent: consent_id, fields, id, person, ...(placed ? { prev: prev.toString('base64') } : {}), purpose, recipient, register, role: recipient_role,
    ...(sealed ? { sealed: sealed.toString('base64') } : {}), ...(placed ? { seq } : {}),
  })
}

/** The same text in two parts, with room behind each for what only the locked chain knows: the entry before it, and its place. */
export function openText(look: Omit<AccessRow, 'seq' | 'prev' | 'sealed'>): { until_prev: string; until_seq: string } {
  // No value can hold these signs: within a string every quotation mark has a backslash before it.
  const [until, from] = accessText({ ...look, seq: 0, prev: Buffer.alloc(0), sealed: null }).split('"prev":""')
  return { until_prev: `${until}"prev":"`, until_seq: `"${from!.slice(0, -'0}'.length)}` }
}

/** The first byte tells the kind of entry; then SHA-256 over the salt and the text. */
export const entryOf = (salt: Buffer, text: string) => Buffer.concat([Buffer.of(kinds.look), commitmentTo(salt, text)])

export function accessEntry(row: AccessRow): NewEntry {
  if (!row.salt) throw new Error(`the look ${row.id} is older than the transparency log`)
  const text = accessText(row)
  return { id: row.id, entry: row.sealed ? openedBytes(row.sealed, commitmentTo(row.salt, text)) : entryOf(row.salt, text) }
}
