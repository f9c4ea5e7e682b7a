/** The application's row first, as everywhere; then the contribution's. */
import type { Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { tell } from '../parts/move-part.ts'
import { casesFaults } from '../contract.ts'
import type { CasesTables } from '../tables.ts'
import type { Draft } from '../apply/draft.ts'

export async function lockContribution(tx: Tx<CasesTables>, id: string) {
  const found = await tx.selectFrom('contribution').select('application_id').where('id', '=', id).executeTakeFirst()
  if (!found) throw new Fault(casesFaults.noSuchContribution)
  const application = await tx.selectFrom('application').select(['id', 'person', 'event', 'status', 'draft', 'version', 'pack_edition']).where('id', '=', found.application_id).forUpdate().executeTakeFirstOrThrow()
  const contribution = await tx.selectFrom('contribution').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
  return { application, contribution }
}
export type Locked = Awaited<ReturnType<typeof lockContribution>>

export const keepDraft = (tx: Tx<CasesTables>, { id, version }: { id: string; version: number }, draft: Draft, at: Date) =>
  tx.updateTable('application').set({ draft: JSON.stringify(draft), version: version + 1, changed_at: at }).where('id', '=', id).execute()

/** A line of the timeline: which part of the form, and whose name belongs to it. */
export const tellContribution = (tx: Tx<CasesTables>, { id, event }: { id: string; event: string }, what: 'asked' | 'opened' | 'given' | 'declined' | 'expired' | 'taken-back', part: string, name: string) =>
  tell(tx, id, `contribution-${what}`, null, { event, contribution: part, name })
