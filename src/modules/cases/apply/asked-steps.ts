/**
 * The pages of questions that a person is asked: nothing that a register has said of them, a question with a condition only where an
 * earlier page or a register fits it, none that somebody else has been asked, and no page without questions.
 */
import type { Question, Step } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { factOfRegisters } from '../../exchange/index.ts'
import type { Draft } from './draft.ts'
import { lifeEventOf } from './subject.ts'

export function askedSteps(pack: Pack, event: string, draft: Answering): Step[] {
  return (lifeEventOf(pack, event)?.steps ?? []).map((step) => {
    const questions = askedOf(pack, step, draft)
    return questions.length === step.questions.length ? step : { ...step, questions }
  }).filter(({ questions }) => questions.length > 0)
}

type Answering = Pick<Draft, 'answers' | 'entrusted'> & Partial<Pick<Draft, 'known'>>

/** Of one page. */
export const askedOf = (pack: Pack, { questions }: Step, draft: Answering) => questions.filter((question) => isAsked(pack, question, draft))

function isAsked(pack: Pack, { fact, onlyIf, unless }: Question, { answers, entrusted, known }: Answering) {
  if (entrusted?.[fact] !== undefined || heldOf(pack, fact, known) !== null) return false
  if (unless !== undefined && heldOf(pack, unless.fact, known) === unless.is) return false
  if (onlyIf === undefined) return true
  const said = heldOf(pack, onlyIf.fact, known) ?? answers[onlyIf.fact]
  // Whoever cannot be ruled out by a register is asked.
  return said === undefined ? isOfRegister(pack, onlyIf.fact) : said === onlyIf.is
}

const isOfRegister = ({ facts }: Pack, name: string) => facts.some(({ fact, from }) => fact === name && from !== undefined)

/** What a register says of the person, as an answer; null where it holds nothing, or was silent. */
function heldOf({ facts }: Pack, name: string, known: Draft['known'] = null): string | null {
  const fact = facts.find((one) => one.fact === name)
  const value = fact?.from && known ? factOfRegisters(fact, known) : null
  return value === null ? null : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}

/** Answers that a change of another one has left without a question are forgotten, and pages that now ask for more are open again. */
export function tidyDraft(pack: Pack, event: string, draft: Draft): Draft {
  const answers = { ...draft.answers }
  for (const { questions } of lifeEventOf(pack, event)?.steps ?? []) for (const question of questions) if (draft.entrusted?.[question.fact] === undefined && !isAsked(pack, question, { answers, known: draft.known })) delete answers[question.fact]
  const open = askedSteps(pack, event, { ...draft, answers }).filter((step) => !step.repeat && step.questions.some(({ fact, onlyIf }) => onlyIf !== undefined && answers[fact] === undefined)).map(({ id }) => id)
  return { ...draft, answers, done: draft.done.filter((step) => !open.includes(step)) }
}
