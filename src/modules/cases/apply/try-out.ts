/** A form tried with somebody who does not exist: read, checked and assessed as an application is. Nothing is kept, and no register is asked. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import type { KnownValue } from '../../exchange/index.ts'
import type { Rules } from '../../rules/index.ts'
import { startClock } from '../clocks/legal-clock.ts'
import { askedOf } from './asked-steps.ts'
import { assess, purposeAt, servicesToSend } from './assess.ts'
import { emptyDraft, type Draft } from './draft.ts'
import { type AnswerMistake, fieldName, readAnswers, type Typed } from './read-answers.ts'
import { lifeEventOf } from './subject.ts'

/** Of the demonstration, made from the pack; none of them is in a register that this house asks. */
export interface FictitiousPeople {
  people(): readonly { id: string; name: string }[]
  /** What registers would say of one of them. @param fields register.field */
  known(person: string, fields: readonly string[]): KnownValue[]
}

export interface TriedPart { agency: string; dueOn: string | null; services: PublicService[]; answers: string[] }
export interface Tried { mistakes: AnswerMistake[]; parts: TriedPart[] }

export function tryOut(pack: Pack, rules: Rules, event: string, known: KnownValue[], typed: Typed, today: string): Tried {
  const draft: Draft = { ...emptyDraft, known, consents: Object.fromEntries(pack.purposes.map(({ id }) => [id, true])), answers: {} }
  const mistakes: AnswerMistake[] = []
  for (const step of lifeEventOf(pack, event)?.steps ?? []) {
    const questions = askedOf(pack, step, draft)
    const names = questions.map((question) => fieldName(step, question, 0))
    const read = readAnswers({ ...step, questions }, Object.fromEntries(names.map((name) => [name, typed[name] ?? ''])), 1, today)
    mistakes.push(...read.mistakes)
    const [answers = {}] = read.answers
    if (step.repeat) draft.newborns = [{ name: answers['newborn.name'] ?? '', birthDate: answers['newborn.birth_date'] ?? '', sex: answers['newborn.sex'] ?? '' }]
    else Object.assign(draft.answers, answers)
  }
  if (mistakes.length > 0) return { mistakes, parts: [] }
  const sent = servicesToSend(assess(pack, rules, event, draft, today), pack, event, draft)
  return {
    mistakes,
    parts: [...Map.groupBy(sent, ({ service }) => service.agency)].map(([agency, assessed]) => {
      const services = assessed.map(({ service }) => service)
      const facts = purposeAt(pack, event, agency)?.facts ?? []
      // The services of a version that is tried are not in the running pack: their clocks are those of the pack as it would be.
      return { agency, dueOn: startClock(pack, Temporal.PlainDate.from(today), services.map(({ id }) => id)).due_on, services, answers: Object.keys(draft.answers).filter((fact) => facts.includes(fact)) }
    }),
  }
}
