/** Nobody is asked any more: the applicant has taken it back, whoever was asked has declined, or its time is over. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { momentOf } from '../../../kernel/clock/clock.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { defineJob } from '../../../kernel/events/jobs.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import { casesFaults, ContributionSettled } from '../contract.ts'
import type { CasesTables } from '../tables.ts'
import { type ContributionDeps, statusOf } from './standing.ts'
import { keepDraft, lockContribution, type Locked, tellContribution } from './lock-contribution.ts'
import { withoutContribution } from './parts-of-form.ts'

export const ExpireContribution = defineJob('cases.expire-contribution', strict({ contribution: Uuid }))

type Ended = 'declined' | 'expired' | 'taken-back'

export const settledEvent = ({ application, contribution }: Locked, how: Ended | 'given') => ({
  caseId: application.id, contribution: contribution.id, event: application.event, how,
  asker: application.person, askerName: contribution.asker, asked: contribution.person, askedName: contribution.name ?? contribution.label,
})

export async function settle(tx: Tx<CasesTables>, pack: Pack, locked: Locked, how: Ended, at: Date, sentence = ''): Promise<void> {
  const { application, contribution } = locked
  await tx.updateTable('contribution').set({ status: how, code_hash: null, answers: null, sentence: sentence === '' ? null : sentence, settled_at: at }).where('id', '=', contribution.id).execute()
  await keepDraft(tx, application, withoutContribution(pack, application.event, application.draft, contribution.id), at)
  await tellContribution(tx, application, how, contribution.part, contribution.name ?? contribution.label)
  await emit(tx, ContributionSettled, settledEvent(locked, how))
}

/** Twice is once. */
export async function endContribution({ db, editions, clock }: ContributionDeps, person: string, application: string, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const locked = await lockContribution(tx, id)
    if (locked.application.id !== application || locked.application.person !== person) throw new Fault(casesFaults.noSuchContribution)
    if (locked.application.status !== 'draft') throw new Fault(casesFaults.alreadySubmitted)
    const status = statusOf(locked.contribution, clock)
    if (locked.contribution.settled_at !== null && status !== 'given') return
    await editions.know(locked.application.pack_edition)
    await settle(tx, editions.packAt(locked.application.pack_edition), locked, status === 'expired' ? 'expired' : 'taken-back', momentOf(clock))
  })
}

export async function expireContribution({ db, editions, clock }: ContributionDeps, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const locked = await lockContribution(tx, id)
    if (locked.contribution.settled_at !== null || statusOf(locked.contribution, clock) !== 'expired' || locked.application.status !== 'draft') return
    await editions.know(locked.application.pack_edition)
    await settle(tx, editions.packAt(locked.application.pack_edition), locked, 'expired', momentOf(clock))
  })
}
