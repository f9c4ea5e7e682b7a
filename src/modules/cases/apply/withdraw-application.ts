import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { casesFaults, Withdrawn } from '../contract.ts'
import { objectionTo } from '../decide/open-objection.ts'
import { movePart, tell } from '../parts/move-part.ts'
import type { CasesTables } from '../tables.ts'
import { undecided, unsettledLine } from '../parts/transitions.ts'

/** The person takes back what is not decided yet; decided lines stay as they are. */
export async function withdrawApplication(db: RoomDatabase<CasesTables>, person: string, receipt: string) {
  await db.transaction(async (tx) => {
    const row = await tx.selectFrom('application').select(['id', 'status']).where('receipt', '=', receipt).where('person', '=', person).forUpdate().executeTakeFirst()
    if (!row) throw new Fault(casesFaults.noSuchApplication)
    if (row.status !== 'submitted') throw new Fault(casesFaults.tooLate)
    const lines = await tx.updateTable('line').set({ status: 'withdrawn' }).where('application_id', '=', row.id).where('status', 'in', unsettledLine).returning(['id', 'service', 'part_id']).execute()
    if (lines.length > 0) await tx.updateTable('proposal').set({ ended: 'withdrawn', ended_at: new Date() }).where('line_id', 'in', lines.map(({ id }) => id)).where('ended', 'is', null).execute()
    const parts = await tx.selectFrom('part').select(['id', 'application_id', 'agency', 'objection_to', 'reclaim']).where('application_id', '=', row.id).where('status', 'in', undecided).execute()
    for (const part of parts) await movePart(tx, part, 'withdraw')
    await tx.updateTable('application').set({ status: 'withdrawn', changed_at: new Date() }).where('id', '=', row.id).execute()
    await tell(tx, row.id, 'withdrawn', null)
    await emit(tx, Withdrawn, { caseId: row.id, receipt, person, lines: lines.map(({ id, service, part_id }) => {
      const part = parts.find((one) => one.id === part_id)
      const against = part ? objectionTo(part) : null
      return { line: id, service, ...(against === null ? {} : { objectionTo: against }) }
    }) })
  })
}
