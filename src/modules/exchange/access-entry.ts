/** What a row of the access log is in the transparency log: a salted commitment, which tells nobody anything. */
import { hash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { NewEntry } from '../../kernel/transparency/transparency.ts'
import type { ExchangeTables } from './tables.ts'

/** A row of the access log that has its entry. */
export type AccessRow = Omit<Selectable<ExchangeTables['access_log']>, 'key'>

/** Canonical JSON (RFC 8785): the names stand in order, and there are no numbers. Names of fields, never their values. */
export const accessText = ({ id, at, person, recipient, recipient_role, purpose, register, fields, case_id, consent_id }: AccessRow) => JSON.stringify({
  at: at.toISOString(), case: case_id, consent: consent_id, fields, id, person, purpose, recipient, register, role: recipient_role,
})

/** The first byte tells the kind of entry; then SHA-256 over the salt and the text. */
export const entryOf = (salt: Buffer, text: string) => Buffer.concat([Buffer.of(1), hash('sha256', Buffer.concat([salt, Buffer.from(text)]), 'buffer')])

export function accessEntry(row: AccessRow): NewEntry {
  if (!row.salt) throw new Error(`the look ${row.id} is older than the transparency log`)
  return { id: row.id, entry: entryOf(row.salt, accessText(row)) }
}
