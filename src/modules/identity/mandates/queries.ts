import type { Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { EndMandate, MandateBegun, MandateEnded } from '../contract.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import type { IdentityTables } from '../tables.ts'
import type { Ending, MandateRow } from './standing.ts'

type MandateTx = Tx<IdentityTables>

export const lockMandate = (tx: MandateTx, id: string) => tx.selectFrom('mandate').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** What an event says of a mandate. @param today a child is told from the pack's birthday on */
export const aboutMandate = ({ id, kind, actor, actor_name, subject, subject_name, tell_from }: MandateRow, today: string) => ({
  mandate: id, kind, actor: actor ?? '', actorName: actor_name, subject, subjectName: subject_name, tellSubject: tell_from === null || today >= tell_from,
})

/** Ends it once, for whatever comes first, and tells both. @param by `person:<id>`, `official:<id>` or `house` */
export async function endRow(tx: MandateTx, row: MandateRow, because: Ending, by: string, at: { now: Date; today: string }): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('mandate').set({ status: 'ended', ended_at: at.now, ended_because: because, ended_by: by }).where('id', '=', row.id).where('status', '<>', 'ended').executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await tx.deleteFrom('mandate_offer').where('mandate', '=', row.id).execute()
  if (row.actor !== null && row.status === 'active') await emit(tx, MandateEnded, { ...aboutMandate(row, at.today), because })
  return true
}

/** Tells both that it holds, and looks at it again when it is over. */
export async function begin(tx: MandateTx, row: MandateRow, today: string, timeZone: string) {
  await emit(tx, MandateBegun, aboutMandate(row, today))
  const after = row.until_on === null ? undefined : Temporal.PlainDate.from(row.until_on).add({ days: 1 }).toString()
  const over = [after, row.majority_on ?? undefined].filter((day) => day !== undefined).sort()[0]
  if (over === undefined) return
  const runAt = new Date(Temporal.PlainDate.from(over).toZonedDateTime(timeZone).epochMilliseconds)
  await enqueue(tx, EndMandate, { mandate: row.id }, { runAt, key: `mandate/${row.id}` })
}
