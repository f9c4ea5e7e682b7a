/** What is written down at a counter is written within the visit: in the same transaction it is asked whether that goes on, and the official counts among those who took the application down. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { takenDownAt } from '../../../kernel/http/acting-for.ts'
import { casesFaults } from '../contract.ts'
import { tell } from '../parts/move-part.ts'
import type { CasesTables } from '../tables.ts'

/** After the application's row has been locked. @throws visitOver where the person has stopped it, or it goes on at another counter */
export async function demandVisit(tx: Tx<CasesTables>, application: string): Promise<void> {
  const counter = takenDownAt()
  if (!counter) return
  const row = await tx.selectFrom('visit').select(['wrote', 'ended_because']).where('id', '=', counter.visit).where('application_id', '=', application).forUpdate().executeTakeFirst()
  if (!row || row.ended_because !== null) throw new Fault(casesFaults.visitOver, { values: { because: row?.ended_because ?? 'elsewhere' } })
  if (row.wrote) return
  await tx.updateTable('visit').set({ wrote: true }).where('id', '=', counter.visit).execute()
  await tell(tx, application, 'visit', null)
}

/**
 * The application is being sent: whoever sends it at a counter says that it was signed there as it stands. No counter goes on with it.
 * @throws notPrinted where something has changed since it was printed
 */
export async function settleVisits(tx: Tx<CasesTables>, application: string, version: number, at: Date): Promise<void> {
  const counter = takenDownAt()
  if (counter) {
    const { numUpdatedRows } = await tx.updateTable('visit').set({ ended_at: at, ended_because: 'signed' }).where('id', '=', counter.visit).where('printed', '=', version).where('ended_at', 'is', null).executeTakeFirst()
    if (numUpdatedRows !== 1n) throw new Fault(casesFaults.notPrinted)
    await noteAct(tx, `official:${counter.official}`, 'send what was signed at the counter', `application:${application}`, { visit: counter.visit, version })
  }
  await tx.updateTable('visit').set({ ended_at: at, ended_because: 'sent' }).where('application_id', '=', application).where('ended_at', 'is', null).execute()
  await tx.deleteFrom('visit_code').where('application_id', '=', application).execute()
}
