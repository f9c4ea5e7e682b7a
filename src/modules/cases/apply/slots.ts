/** The questions of an application a few at a time, in the order of its pages and with their checks: for those who fill it in by talking. */
import type { Question, Step } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { askedSteps } from './asked-steps.ts'
import { checkApplicant, registeredAlready } from './check-applicant.ts'
import { withStepDone, type Draft, type Newborn } from './draft.ts'
import { type AnswerMistake, checkAnswer, fieldName } from './read-answers.ts'
import { reportsBirth } from '../decide/register-births.ts'
import { stepsOf } from './steps.ts'
import { candidates, lifeEventOf, type Related, subjectStep } from './subject.ts'

export type Slot =
  /** Whether what the registers say is right. */
  | { kind: 'known' }
  /** Whom it happened to, where a register knows several. */
  | { kind: 'subject'; candidates: Related[] }
  | { kind: 'question'; field: string; step: Step; question: Question; index: number; value: string }
  /** Whether a page that repeats is needed once more. */
  | { kind: 'more'; step: Step }

export type QuestionSlot = Extract<Slot, { kind: 'question' }>

export interface Slots {
  answered: QuestionSlot[]
  /** Of all pages, in their order. */
  open: QuestionSlot[]
  /** What is asked at once. Empty: everything is asked, and the pages of consent and checking follow. */
  asked: Slot[]
  /** Those whom it may have happened to. */
  candidates: Related[]
  /** The registers know nobody to whom it could have happened: there is nothing to apply for. */
  nobody: boolean
}

export type SlotMistake = Pick<AnswerMistake, 'values'> & { mistake: AnswerMistake['mistake'] | 'registered' }

/** An application, and the pack's word for what it is about. */
export interface Filling { pack: Pack; event: string; draft: Draft }

/** Questions that are asked at once; what the registers say stands above them. */
const atOnce = 3

export function slotsOf({ pack, event, draft }: Filling): Slots {
  const { subject } = lifeEventOf(pack, event) ?? {}
  const steps = askedSteps(pack, event, draft)
  const all = steps.flatMap((step) => questionsOf(step, draft))
  const [answered, open] = [all.filter(({ value }) => value !== ''), all.filter(({ value }) => value === '')]
  const whom = subject ? candidates(subject, draft) : []
  const toDo = stepsOf(pack, event, draft).filter((step) => !draft.done.includes(step))
  const known: Slot[] = toDo.includes('known') ? [{ kind: 'known' }] : []
  const chosen: Slot[] = toDo.includes(subjectStep) ? [{ kind: 'subject', candidates: whom }] : []
  const questions = steps.filter(({ id }) => toDo.includes(id)).map((step): Slot[] => {
    const own = open.filter((slot) => slot.step === step)
    return own.length === 0 && step.repeat ? [{ kind: 'more', step }] : own
  })
  // Whether there is another child is asked when the one is complete, and what concerns the home with that.
  const childFirst = questions[0]?.some((slot) => slot.kind === 'question' && slot.step.repeat) ? questions[0] : questions.flat()
  return { answered, open, asked: [...known, ...[...chosen, ...childFirst].slice(0, atOnce)], candidates: whom, nobody: subject !== undefined && draft.known !== null && whom.length === 0 }
}

function questionsOf(step: Step, draft: Draft): QuestionSlot[] {
  const count = step.repeat ? Math.max(1, draft.newborns.length) : 1
  return Array.from({ length: count }, (_, index) => step.questions.map((question) => ({
    kind: 'question' as const, field: fieldName(step, question, index), step, question, index,
    value: (step.repeat ? draft.newborns[index]?.[attributeOf(question)] : draft.answers[question.fact]) ?? '',
  }))).flat()
}

/**
 * Puts one answer into the draft. A page is done with its last one; one that repeats, when it is not needed again.
 * @throws noParentalAuthority, fatherAlone where a birth is reported, as its page does
 */
export function fillSlot({ pack, event, draft }: Filling, slot: Slot, text: string, today: string): { draft: Draft } | SlotMistake {
  switch (slot.kind) {
    case 'known': {
      if (reportsBirth(pack, event)) checkApplicant(draft.known ?? [])
      return slotsOf({ pack, event, draft }).nobody ? { mistake: 'missing' } : { draft: withStepDone(draft, 'known') }
    }
    case 'subject': {
      const subject = lifeEventOf(pack, event)?.subject
      const one = subject && candidates(subject, draft).find(({ personId }) => personId === text)
      return one ? { draft: withStepDone({ ...draft, subject: text }, subjectStep) } : { mistake: 'choice' }
    }
    case 'more': return { draft: text === 'yes' && !isFull(slot.step, draft) ? { ...draft, newborns: [...draft.newborns, blank] } : withStepDone(draft, slot.step.id) }
    case 'question': return fillQuestion(draft, slot, text, today)
    default: return slot satisfies never
  }
}

function fillQuestion(draft: Draft, { step, question, index }: QuestionSlot, text: string, today: string): { draft: Draft } | SlotMistake {
  const { value, mistake, values } = checkAnswer(question, text.trim().normalize('NFC'), today)
  if (mistake) return { mistake, ...(values ? { values } : {}) }
  const doneWhenFull = (filled: Draft, repeats: boolean): Draft =>
    (!repeats && questionsOf(step, filled).every((slot) => slot.value !== '') ? withStepDone(filled, step.id) : filled)
  if (!step.repeat) return { draft: doneWhenFull({ ...draft, answers: { ...draft.answers, [question.fact]: value } }, false) }
  const newborns = draft.newborns.length > index ? [...draft.newborns] : [...draft.newborns, blank]
  const child = newborns[index] = { ...newborns[index]!, [attributeOf(question)]: value }
  const register = registeredAlready(draft.known ?? [], child)
  if (register) return { mistake: 'registered', values: { name: child.name, date: child.birthDate, register: register.register } }
  const filled = { ...draft, newborns }
  return { draft: doneWhenFull(filled, !isFull(step, filled)) }
}

const isFull = (step: Step, { newborns }: Draft) => newborns.length >= (step.repeat?.max ?? 1)

const blank: Newborn = { name: '', birthDate: '', sex: '' }

function attributeOf({ fact }: Question): keyof Newborn {
  switch (fact) {
    case 'newborn.name': return 'name'
    case 'newborn.birth_date': return 'birthDate'
    case 'newborn.sex': return 'sex'
    default: throw new Error(`nothing of a newborn is kept for ${fact}`)
  }
}
