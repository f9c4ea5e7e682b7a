import { Fault } from '../../../kernel/faults/faults.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { casesFaults } from '../contract.ts'
import type { CasesTables } from '../tables.ts'

/**
 * An agency's own part, locked; another agency's does not exist for it. The application's row is locked
 * first, everywhere in the same order, so that two agencies and the person never wait for each other.
 */
export async function lockPart(tx: Tx<CasesTables>, agency: string, partId: string) {
  const found = await tx.selectFrom('part').select('application_id').where('id', '=', partId).where('agency', '=', agency).executeTakeFirst()
  if (!found) throw new Fault(casesFaults.noSuchPart)
  const application = await tx.selectFrom('application').select(['id', 'person', 'receipt', 'event', 'draft', 'language', 'status'])
    .where('id', '=', found.application_id).forUpdate().executeTakeFirstOrThrow()
  const part = await tx.selectFrom('part').selectAll().where('id', '=', partId).forUpdate().executeTakeFirstOrThrow()
  if (part.status === 'arriving') throw new Fault(casesFaults.noSuchPart)
  return { part, application, about: { caseId: application.id, receipt: application.receipt ?? '', person: application.person } }
}
