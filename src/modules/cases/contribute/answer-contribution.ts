/** What whoever was asked says: their answers, once, or that they do not answer. */
import { type Clock, momentOf } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import { demandForm } from '../apply/change-draft.ts'
import { checkAnswer } from '../apply/read-answers.ts'
import { casesFaults, ContributionSettled } from '../contract.ts'
import type { CasesTables } from '../tables.ts'
import { type ContributionDeps, statusOf } from './standing.ts'
import { settledEvent, settle } from './end-contribution.ts'
import { keepDraft, lockContribution, type Locked, tellContribution } from './lock-contribution.ts'
import { questionsFor, withGiven } from './parts-of-form.ts'

/** The same answers again are the same act; of two devices with others, one wins. */
export async function answerContribution({ db, editions, clock }: ContributionDeps, person: string, id: string, answers: Record<string, string>): Promise<void> {
  const at = momentOf(clock)
  await inTurn(db, person, id, async (tx, locked) => {
    const { application, contribution } = locked
    if (contribution.status === 'given' && sameAnswers(contribution.answers ?? {}, answers)) return
    demandOpen(locked, clock)
    await demandForm(editions, application)
    const pack = editions.packAt(application.pack_edition)
    const questions = questionsFor(pack, application.event, application.draft, id)
    if (questions.length === 0) throw new Fault(casesFaults.contributionOver)
    const [asked, said] = [questions.map(({ fact }) => fact).sort(), Object.keys(answers).sort()]
    if (asked.join() !== said.join()) throw new Fault(casesFaults.changedElsewhere)
    const today = clock.today().toString()
    const checked = Object.fromEntries(questions.map((question) => {
      const { value, mistake } = checkAnswer(question, answers[question.fact]!, today)
      if (mistake) throw new Fault(kernelFaults.invalidInput, { pointer: `/${question.fact}`, values: { reason: 'format', part: 'body', field: question.fact } })
      return [question.fact, value]
    }))
    await tx.updateTable('contribution').set({ status: 'given', answers: JSON.stringify(checked), settled_at: at }).where('id', '=', id).execute()
    await keepDraft(tx, application, withGiven(pack, application.event, application.draft, id, contribution.name!, checked), at)
    await tellContribution(tx, application, 'given', contribution.part, contribution.name!)
    await emit(tx, ContributionSettled, settledEvent(locked, 'given'))
    await pausePoint('cases.contribution.before-commit')
  })
  await pausePoint('cases.contribution.after-commit')
}

/** @param sentence why, for the applicant; may be empty */
export async function declineContribution({ db, editions, clock }: ContributionDeps, person: string, id: string, sentence: string): Promise<void> {
  await inTurn(db, person, id, async (tx, locked) => {
    if (locked.contribution.status === 'declined') return
    demandOpen(locked, clock)
    await editions.know(locked.application.pack_edition)
    await settle(tx, editions.packAt(locked.application.pack_edition), locked, 'declined', momentOf(clock), sentence)
  })
}

const inTurn = (db: RoomDatabase<CasesTables>, person: string, id: string, act: (tx: Tx<CasesTables>, locked: Locked) => Promise<void>) => db.transaction(async (tx) => {
  const locked = await lockContribution(tx, id)
  if (locked.contribution.person !== person) throw new Fault(casesFaults.noSuchContribution)
  await act(tx, locked)
})

function demandOpen({ application, contribution }: Locked, clock: Clock) {
  if (contribution.status === 'given') throw new Fault(casesFaults.contributionGiven)
  if (statusOf(contribution, clock) !== 'opened' || application.status !== 'draft') throw new Fault(casesFaults.contributionOver)
}

const sameAnswers = (one: Record<string, string>, other: Record<string, string>) =>
  Object.keys(one).length === Object.keys(other).length && Object.entries(one).every(([fact, answer]) => other[fact] === answer)
