import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/**
 * Notes a privileged act in the transaction that performs it. The table takes additions only.
 * @param actor who: `official:<id>`, `operator`, `system`
 * @param act verb and object kind, such as `appoint role`
 */
export async function noteAct<Tables>(tx: Tx<Tables>, actor: string, act: string, object: string, detail: object = {}) {
  await sql`select kernel.note_act(${actor}, ${act}, ${object}, ${JSON.stringify(detail)}::jsonb)`.execute(tx)
}

/** The same as part of a larger statement: an expression. @param detail as JSON text */
export const notingAct = (act: string, actor: string, object: string, detail: string): RawBuilder<unknown> =>
  sql`kernel.note_act(${actor}, ${sql.lit(act)}, ${object}, ${detail}::jsonb)`
