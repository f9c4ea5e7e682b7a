import { Fault } from '../../kernel/faults/faults.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { casesFaults } from './contract.ts'
import type { CasesTables } from './tables.ts'

/** Only the person's own: another's application does not exist for them. */
export async function loadOwn(tx: Tx<CasesTables>, person: string, id: string) {
  const row = await tx.selectFrom('application').selectAll().where('id', '=', id).where('person', '=', person).executeTakeFirst()
  if (!row) throw new Fault(casesFaults.noSuchApplication)
  return row
}

/** Locked, and still a draft: whoever comes second after the sending finds it sent. */
export async function lockDraft(tx: Tx<CasesTables>, person: string, id: string) {
  const row = await tx.selectFrom('application').selectAll().where('id', '=', id).where('person', '=', person).forUpdate().executeTakeFirst()
  if (!row) throw new Fault(casesFaults.noSuchApplication)
  if (row.status !== 'draft') throw new Fault(casesFaults.alreadySubmitted)
  return row
}
