/** A request becomes possible by becoming public: its text stands in the transparency log before anybody can be asked. */
import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { demandReceipts } from '../../../kernel/transparency/transparency.ts'
import type { PublicLog } from '../log/public-log.ts'
import type { RequestTemplate } from './request-template.ts'
import type { PresentTables } from './tables.ts'

/** What the log holds of a template: its whole text, which says nothing of any person. */
const textOf = (template: RequestTemplate) => JSON.stringify({ type: 'request-template', template })

/**
 * The same text again is the same registration; another text under a known name is another entry, and replaces it.
 * @param by who registers: an official, or the pack
 */
export async function registerTemplate(db: RoomDatabase<PresentTables>, log: PublicLog, template: RequestTemplate, by: string): Promise<void> {
  await log.open()
  const logged = textOf(template)
  const entry = { id: newId(), entry: Buffer.from(logged) }
  const added = await db.transaction(async (tx) => {
    // Two processes that start together register once: the second waits here and finds the row of the first.
    await sql`select pg_advisory_xact_lock(${lockOf(template.id)})`.execute(tx)
    const known = await tx.selectFrom('request_template').select(['logged', 'withdrawn_at']).where('id', '=', template.id).executeTakeFirst()
    if (known?.logged === logged && known.withdrawn_at === null) return false
    const row = { agency: template.agency, content: JSON.stringify(template), logged, entry: entry.id, registered_by: by, withdrawn_at: null }
    await tx.insertInto('request_template').values({ id: template.id, ...row }).onConflict((conflict) => conflict.column('id').doUpdateSet({ ...row, registered_at: new Date() })).execute()
    await log.add(tx, [entry])
    return true
  })
  if (added) demandReceipts(await log.receipts([entry.id]), [entry])
}

/** Any number that is the same for the same name. */
const lockOf = (id: string) => hash('sha256', `request-template ${id}`, 'buffer').readInt32BE()
