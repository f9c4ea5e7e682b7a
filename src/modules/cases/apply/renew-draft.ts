/** A form has changed, or is there no more, while somebody fills it in. What they have answered stays where it is still asked; what is new is asked; they see beforehand what becomes of each answer. */
import type { Question } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Editions, FormGone } from '../../catalogue/index.ts'
import { casesFaults } from '../contract.ts'
import type { CasesTables } from '../tables.ts'
import { askedSteps, tidyDraft } from './asked-steps.ts'
import type { Draft } from './draft.ts'
import { lockDraft, type StoredApplication } from './load-application.ts'
import { checkAnswer } from './read-answers.ts'
import { lifeEventOf } from './subject.ts'

export interface Renewal {
  gone: FormGone | undefined
  /** The life event can be applied for: there is a form to go on with. */
  offered: boolean
  /** Answers that stay. */
  carried: Question[]
  /** Asked for the first time, or again because the old answer is none any more. */
  asked: Question[]
  /** Facts whose answers are asked for no more. */
  dropped: string[]
}

type Begun = Pick<StoredApplication, 'event' | 'draft' | 'pack_edition'>

/** @returns undefined where the form is the one it began with */
export function planRenewal(editions: Editions, { event, draft, pack_edition }: Begun, today: string): Renewal | undefined {
  const gone = editions.formGone(pack_edition, event)
  if (!gone && !formChanged(editions, event, pack_edition)) return undefined
  const questions = questionsOf(editions.pack, event, draft)
  const fits = (question: Question) => stillFits(question, draft, today)
  // What the old form would still have asked is no news.
  const before = new Set(lifeEventOf(editions.packAt(pack_edition), event)?.steps.flatMap((step) => step.questions.map(({ fact }) => fact)))
  const isNews = (question: Question) => !fits(question) && (!before.has(question.fact) || draft.answers[question.fact] !== undefined)
  const offered = lifeEventOf(editions.pack, event)?.open === true
  return { gone, offered, carried: questions.filter(fits), asked: questions.filter(isNews), dropped: Object.keys(draft.answers).filter((fact) => !questions.some((question) => question.fact === fact)) }
}

/** Another edition may be another service's: what counts is whether this form asks for something else. */
export const formChanged = ({ pack, packAt }: Editions, event: string, edition: number) =>
  JSON.stringify(lifeEventOf(pack, event)?.steps) !== JSON.stringify(lifeEventOf(packAt(edition), event)?.steps)

/** @throws notOpenYet where the life event is offered no more */
export async function renewDraft(db: RoomDatabase<CasesTables>, editions: Editions, at: Date, today: string, person: string, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await lockDraft(tx, person, id)
    const renewal = planRenewal(editions, row, today)
    if (!renewal) return
    if (!renewal.offered) throw new Fault(casesFaults.notOpenYet)
    await tx.updateTable('application').set({ draft: JSON.stringify(renewed(editions.pack, row.event, row.draft, today)), pack_edition: editions.current, version: row.version + 1, changed_at: at }).where('id', '=', id).execute()
  })
}

/** Pages on which everything is answered stay done; agreement is asked for anew, because what an agency is shown may be more. */
export function renewed(pack: Pack, event: string, draft: Draft, today: string): Draft {
  const questions = questionsOf(pack, event, draft)
  const answers = Object.fromEntries(questions.filter((question) => stillFits(question, draft, today)).map(({ fact }) => [fact, draft.answers[fact]!]))
  // Whoever was asked goes on being asked, as far as the new form lets others be asked for it; what they have said must still be an answer.
  const entrusted = Object.fromEntries(Object.entries(draft.entrusted ?? {}).filter(([fact, { by }]) =>
    questions.some((question) => question.fact === fact && question.contribution !== undefined) && (by === undefined || answers[fact] !== undefined)))
  const pages = Object.groupBy(askedSteps(pack, event, { answers, entrusted, known: draft.known }).filter(({ repeat }) => !repeat), (step) => (step.questions.every(({ fact }) => answers[fact] !== undefined) ? 'answered' : 'open'))
  const again = new Set([...(pages.open ?? []).map(({ id }) => id), 'consent', 'owed'])
  const done = new Set([...draft.done, ...(pages.answered ?? []).map(({ id }) => id)].filter((step) => !again.has(step)))
  return tidyDraft(pack, event, { ...draft, answers, ...(draft.entrusted ? { entrusted } : {}), consents: {}, renewed: true, done: [...done] })
}

/** Whoever answers them. */
const questionsOf = (pack: Pack, event: string, { answers, known }: Draft) => askedSteps(pack, event, { answers, known }).filter(({ repeat }) => !repeat).flatMap(({ questions }) => questions)

const stillFits = (question: Question, { answers }: Draft, today: string) => {
  const answer = answers[question.fact]
  return answer !== undefined && checkAnswer(question, answer, today).mistake === undefined
}
