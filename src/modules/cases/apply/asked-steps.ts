/**
 * The pages of questions that a person is asked: a question with a condition only where an earlier page gave that answer, none that
 * somebody else has been asked, and no page without questions.
 */
import type { Question, Step } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Draft } from './draft.ts'
import { lifeEventOf } from './subject.ts'

export function askedSteps(pack: Pack, event: string, draft: Answering): Step[] {
  return (lifeEventOf(pack, event)?.steps ?? []).map((step) => (step.questions.every((question) => isAsked(question, draft)) ? step : { ...step, questions: step.questions.filter((question) => isAsked(question, draft)) }))
    .filter(({ questions }) => questions.length > 0)
}

type Answering = Pick<Draft, 'answers' | 'entrusted'>

const isAsked = ({ fact, onlyIf }: Question, { answers, entrusted }: Answering) => entrusted?.[fact] === undefined && (onlyIf === undefined || answers[onlyIf.fact] === onlyIf.is)

/** Answers that a change of another one has left without a question are forgotten, and pages that now ask for more are open again. */
export function tidyDraft(pack: Pack, event: string, draft: Draft): Draft {
  const answers = { ...draft.answers }
  for (const { questions } of lifeEventOf(pack, event)?.steps ?? []) for (const question of questions) if (draft.entrusted?.[question.fact] === undefined && !isAsked(question, { answers })) delete answers[question.fact]
  const open = askedSteps(pack, event, { ...draft, answers }).filter((step) => !step.repeat && step.questions.some(({ fact, onlyIf }) => onlyIf !== undefined && answers[fact] === undefined)).map(({ id }) => id)
  return { ...draft, answers, done: draft.done.filter((step) => !open.includes(step)) }
}
