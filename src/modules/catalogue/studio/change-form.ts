/** Changes to the questions of a form. What a new question asks for becomes a fact, and the agency that decides may see the answer. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { LifeEvent, Question, Step } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import type { ServiceFiles } from './service-files.ts'

/** Where a question stands: on a page there is, or on a new one at the end. */
export type Place = { step: string } | { title: Text }

export interface Asked { question: Question; place: Place }

const kindOf = { 'text': 'text', 'date': 'date', 'yes-no': 'bool', 'choice': 'enum' } as const

/** Pages whose questions are asked once: an answer belongs to the application, not to one of several children. */
export const ownSteps = ({ steps }: LifeEvent): Step[] => steps.filter(({ repeat }) => !repeat)

export const questionsOf = (event: LifeEvent): { step: Step; question: Question }[] => ownSteps(event).flatMap((step) => step.questions.map((question) => ({ step, question })))

/** Puts it in, or in the place of the one that asks for the same. */
export function putQuestion(files: ServiceFiles, { question, place }: Asked): ServiceFiles {
  const { event } = files
  const before = event.steps.find(({ questions }) => questions.some(({ fact }) => fact === question.fact))
  const stays = before !== undefined && 'step' in place && place.step === before.id
  const steps = stays
    ? event.steps.map((step) => (step === before ? { ...step, questions: step.questions.map((one) => (one.fact === question.fact ? question : one)) } : step))
    : withQuestion(withoutQuestion(event.steps, question.fact), question, place)
  return { ...files, event: { ...event, steps }, facts: withFact(files.facts, question), purposes: withAnswer(files, question.fact) }
}

/** What new pages ask for becomes facts, and the agency that decides may see the answers. */
export const declareAnswers = (files: ServiceFiles, questions: readonly Question[]): ServiceFiles =>
  questions.reduce((before, question) => ({ ...before, facts: withFact(before.facts, question), purposes: withAnswer(before, question.fact) }), files)

function withQuestion(steps: readonly Step[], question: Question, place: Place): Step[] {
  if ('step' in place) return steps.map((step) => (step.id === place.step ? { ...step, questions: [...step.questions, question] } : step))
  const taken = new Set(steps.map(({ id }) => id))
  let number = steps.length + 1
  while (taken.has(`page-${number}`)) number += 1
  return [...steps, { id: `page-${number}`, title: place.title, questions: [question] }]
}

/** A page on which nothing is asked any more goes with its last question. */
const withoutQuestion = (steps: readonly Step[], fact: string): Step[] =>
  steps.map((step) => ({ ...step, questions: step.questions.filter((question) => question.fact !== fact) })).filter(({ questions }) => questions.length > 0)

/** What others may be asked goes with its last question. */
function withAskedContributions({ contributions, ...event }: LifeEvent): LifeEvent {
  const left = contributions?.filter(({ id }) => event.steps.some(({ questions }) => questions.some(({ contribution }) => contribution === id))) ?? []
  return left.length === 0 ? event : { ...event, contributions: left }
}

/** @param known facts of the running pack: what others may rest on stays */
export function removeQuestion(files: ServiceFiles, fact: string, known: ReadonlySet<string>): ServiceFiles {
  const event = withAskedContributions({ ...files.event, steps: withoutQuestion(files.event.steps, fact) })
  if (known.has(fact)) return { ...files, event }
  return { ...files, event, facts: files.facts.filter((one) => one.fact !== fact), purposes: files.purposes.map((purpose) => (purpose.facts.includes(fact) ? { ...purpose, facts: purpose.facts.filter((one) => one !== fact) } : purpose)) }
}

/** One place earlier or later; beyond the edge of its page, onto the next one. */
export function moveQuestion(files: ServiceFiles, fact: string, by: -1 | 1): ServiceFiles {
  const steps = files.event.steps.map((step) => ({ ...step, questions: [...step.questions] }))
  const at = steps.findIndex(({ questions }) => questions.some((question) => question.fact === fact))
  const own = steps[at]
  if (!own) return files
  const index = own.questions.findIndex((question) => question.fact === fact)
  const [question] = own.questions.splice(index, 1)
  const next = index + by
  if (next >= 0 && next <= own.questions.length) own.questions.splice(next, 0, question!)
  else {
    const other = steps[at + by]
    if (!other || other.repeat) return files
    other.questions.splice(by < 0 ? other.questions.length : 0, 0, question!)
  }
  return { ...files, event: { ...files.event, steps: steps.filter(({ questions }) => questions.length > 0) } }
}

/** A fact that others know keeps its label; one that this question brought follows its words. */
function withFact(facts: readonly Fact[], { fact, type, label, choices }: Question): Fact[] {
  const values = choices && Object.fromEntries(choices.map((choice) => [choice.value, choice.label]))
  const own: Fact = { fact, label, type: kindOf[type], ...(values ? { values } : {}) }
  const known = facts.find((one) => one.fact === fact)
  if (!known) return [...facts, own]
  return known.from || known.question ? [...facts] : facts.map((one) => (one === known ? { ...known, ...own } : one))
}

function withAnswer({ service, event, purposes }: ServiceFiles, fact: string): ServiceFiles['purposes'] {
  return purposes.map((purpose) => (purpose.agency === service.agency && event.purposes.includes(purpose.id) && !purpose.covert && !purpose.facts.includes(fact) ? { ...purpose, facts: [...purpose.facts, fact] } : purpose))
}
