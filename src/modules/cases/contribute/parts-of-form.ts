/** What others may be asked of a form, and what somebody has been asked of it. */
import type { Contribution, Question } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { tidyDraft } from '../apply/asked-steps.ts'
import type { Draft } from '../apply/draft.ts'
import { lifeEventOf } from '../apply/subject.ts'

export interface FormPart extends Contribution { questions: Question[] }

const questionsIn = (pack: Pack, event: string): Question[] => (lifeEventOf(pack, event)?.steps ?? []).flatMap(({ questions }) => questions)

export const partsOf = (pack: Pack, event: string): FormPart[] => (lifeEventOf(pack, event)?.contributions ?? [])
  .map((one) => ({ ...one, questions: questionsIn(pack, event).filter(({ contribution }) => contribution === one.id) }))

export const partOf = (pack: Pack, event: string, part: string): FormPart | undefined => partsOf(pack, event).find(({ id }) => id === part)

/** What one is asked now: nothing any more where the applicant has taken it back, or a newer form leaves it out. */
export const questionsFor = (pack: Pack, event: string, { entrusted = {} }: Draft, contribution: string): Question[] =>
  questionsIn(pack, event).filter(({ fact }) => entrusted[fact]?.contribution === contribution)

export const questionsOfFacts = (pack: Pack, event: string, facts: readonly string[]): Question[] => questionsIn(pack, event).filter(({ fact }) => facts.includes(fact))

/** What the applicant has answered of it is forgotten: it is somebody else's to say now. */
export function withEntrusted(pack: Pack, event: string, draft: Draft, { questions }: FormPart, contribution: string, label: string): Draft {
  const facts = questions.map(({ fact }) => fact)
  return tidyDraft(pack, event, {
    ...draft, answers: without(draft.answers, facts), entrusted: { ...draft.entrusted, ...Object.fromEntries(facts.map((fact) => [fact, { contribution, label }])) },
  })
}

/** The answers stand, with who gave them. What an agency would be shown is more than was agreed to: that is asked again. */
export function withGiven(pack: Pack, event: string, draft: Draft, contribution: string, by: string, answers: Readonly<Record<string, string>>): Draft {
  const entrusted = Object.fromEntries(Object.entries(draft.entrusted ?? {}).map(([fact, one]) => [fact, one.contribution === contribution ? { ...one, by } : one]))
  return openAgain(tidyDraft(pack, event, { ...draft, entrusted, answers: { ...draft.answers, ...answers } }), [])
}

/** The questions are the applicant's again, and unanswered. */
export function withoutContribution(pack: Pack, event: string, draft: Draft, contribution: string): Draft {
  const facts = Object.entries(draft.entrusted ?? {}).filter(([, one]) => one.contribution === contribution).map(([fact]) => fact)
  const pages = (lifeEventOf(pack, event)?.steps ?? []).filter(({ questions }) => questions.some(({ fact }) => facts.includes(fact))).map(({ id }) => id)
  const entrusted = Object.fromEntries(Object.entries(draft.entrusted ?? {}).filter(([fact]) => !facts.includes(fact)))
  return openAgain(tidyDraft(pack, event, { ...draft, entrusted, answers: without(draft.answers, facts) }), pages)
}

const without = (answers: Draft['answers'], facts: readonly string[]) => Object.fromEntries(Object.entries(answers).filter(([fact]) => !facts.includes(fact)))

const openAgain = (draft: Draft, pages: readonly string[]): Draft => ({ ...draft, done: draft.done.filter((step) => ![...pages, 'consent', 'owed'].includes(step)) })
