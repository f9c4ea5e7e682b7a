/**
 * The person deletes what they have not sent. Nothing of what it held is left; whoever was asked to fill in a part of it is told, no counter goes on with
 * it, and what was agreed to for it holds no more. That it was there stays for those that refer to it: the log of looks, a visit, whoever was asked.
 */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { type Clock, momentOf } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { defineJob, enqueue } from '../../../kernel/events/jobs.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import Type from 'typebox'
import type { Editions } from '../../catalogue/index.ts'
import type { Exchange } from '../../exchange/index.ts'
import { DraftDeleted } from '../contract.ts'
import { settle } from '../contribute/end-contribution.ts'
import { lockContribution } from '../contribute/lock-contribution.ts'
import type { CasesTables } from '../tables.ts'
import { emptyDraft } from './draft.ts'
import { lockDraft } from './load-application.ts'

export const EndConsents = defineJob('cases.end-consents', strict({ person: Type.String(), caseId: Uuid }))

export interface DeleteDeps { db: RoomDatabase<CasesTables>; editions: Editions; clock: Clock }

/** @throws noSuchApplication, also for one that is deleted already; alreadySubmitted */
export async function deleteDraft({ db, editions, clock }: DeleteDeps, person: string, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { event, pack_edition } = await lockDraft(tx, person, id)
    await editions.know(pack_edition)
    const at = momentOf(clock)
    for (const asked of await tx.selectFrom('contribution').select('id').where('application_id', '=', id).where('status', 'in', ['asked', 'opened', 'given']).execute()) {
      await settle(tx, editions.packAt(pack_edition), await lockContribution(tx, asked.id), 'taken-back', at)
    }
    await tx.updateTable('visit').set({ ended_at: at, ended_because: 'stopped' }).where('application_id', '=', id).where('ended_at', 'is', null).execute()
    await tx.deleteFrom('visit_code').where('application_id', '=', id).execute()
    await tx.updateTable('application').set({ status: 'deleted', draft: JSON.stringify(emptyDraft), subject: null, changed_at: at }).where('id', '=', id).execute()
    await noteAct(tx, `resident:${person}`, 'delete draft', `application:${id}`, { event })
    await emit(tx, DraftDeleted, { caseId: id, person, event })
    await enqueue(tx, EndConsents, { person, caseId: id })
  })
}

/** May be done again: what has ended stays as it ended. */
export async function endConsents(exchange: Pick<Exchange, 'consents' | 'withdrawConsent'>, { person, caseId }: { person: string; caseId: string }): Promise<void> {
  const standing = (await exchange.consents(person)).filter(({ case_id, agreed, withdrawn_at }) => case_id === caseId && agreed && withdrawn_at === null)
  for (const { id } of standing) await exchange.withdrawConsent(person, id)
}
