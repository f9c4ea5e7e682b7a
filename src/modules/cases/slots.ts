/** The questions of an application one at a time, in the order of its pages and with their checks: for those who fill it in by talking. */
import type { Question, Step } from '../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { checkApplicant, registeredAlready } from './check-applicant.ts'
import { withStepDone, type Draft, type Newborn } from './draft.ts'
import { type AnswerMistake, checkAnswer, fieldName } from './read-answers.ts'

export type Slot =
  /** Whether what the registers say is right. */
  | { kind: 'known' }
  | { kind: 'question'; field: string; step: Step; question: Question; index: number; value: string }
  /** Whether a page that repeats is needed once more. */
  | { kind: 'more'; step: Step }

export interface Slots {
  answered: Extract<Slot, { kind: 'question' }>[]
  /** Undefined: everything is asked, and the pages of consent and checking follow. */
  next: Slot | undefined
}

export type SlotMistake = Pick<AnswerMistake, 'values'> & { mistake: AnswerMistake['mistake'] | 'registered' }

export function slotsOf(pack: Pack, event: string, draft: Draft): Slots {
  const steps = pack.lifeEvents.find(({ id }) => id === event)?.steps ?? []
  const asked = steps.flatMap((step) => questionsOf(step, draft))
  const answered = asked.filter(({ value }) => value !== '')
  if (!draft.done.includes('known')) return { answered, next: { kind: 'known' } }
  const step = steps.find(({ id }) => !draft.done.includes(id))
  return { answered, next: step === undefined ? undefined : asked.find((slot) => slot.step === step && slot.value === '') ?? { kind: 'more', step } }
}

function questionsOf(step: Step, draft: Draft): Extract<Slot, { kind: 'question' }>[] {
  const count = step.repeat ? Math.max(1, draft.newborns.length) : 1
  return Array.from({ length: count }, (_, index) => step.questions.map((question) => ({
    kind: 'question' as const, field: fieldName(step, question, index), step, question, index,
    value: (step.repeat ? draft.newborns[index]?.[attributeOf(question)] : draft.answers[question.fact]) ?? '',
  }))).flat()
}

/** Puts one answer into the draft. A page is done with its last one; one that repeats, when it is not needed again. */
export function fillSlot(draft: Draft, slot: Slot, text: string, today: string): { draft: Draft } | SlotMistake {
  if (slot.kind === 'known') {
    checkApplicant(draft.known ?? [])
    return { draft: withStepDone(draft, 'known') }
  }
  if (slot.kind === 'more') {
    const full = draft.newborns.length >= (slot.step.repeat?.max ?? 1)
    return { draft: text === 'yes' && !full ? { ...draft, newborns: [...draft.newborns, blank] } : withStepDone(draft, slot.step.id) }
  }
  const { step, question, index } = slot
  const { value, mistake, values } = checkAnswer(question, text.trim().normalize('NFC'), today)
  if (mistake) return { mistake, ...(values ? { values } : {}) }
  if (!step.repeat) {
    const filled = { ...draft, answers: { ...draft.answers, [question.fact]: value } }
    return { draft: step.questions.every(({ fact }) => (filled.answers[fact] ?? '') !== '') ? withStepDone(filled, step.id) : filled }
  }
  const newborns = draft.newborns.length > index ? [...draft.newborns] : [...draft.newborns, blank]
  const child = newborns[index] = { ...newborns[index]!, [attributeOf(question)]: value }
  const register = registeredAlready(draft.known ?? [], child)
  if (register) return { mistake: 'registered', values: { name: child.name, date: child.birthDate, register: register.register } }
  return { draft: { ...draft, newborns } }
}

const blank: Newborn = { name: '', birthDate: '', sex: '' }

function attributeOf({ fact }: Question): keyof Newborn {
  switch (fact) {
    case 'newborn.name': return 'name'
    case 'newborn.birth_date': return 'birthDate'
    case 'newborn.sex': return 'sex'
    default: throw new Error(`nothing of a newborn is kept for ${fact}`)
  }
}
