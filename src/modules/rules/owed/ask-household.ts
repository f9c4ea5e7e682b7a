/** What is said of a household so far, and what to ask next. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { BackPay } from '../back-pay/reckon-back-pay.ts'
import type { FactSet, Finding, Rules, Situation } from '../contract.ts'
import { legalDay } from '../explore/days-ahead.ts'
import type { Turn } from '../explore/counterfactual.ts'
import type { ListQuestion, Question, Questions } from '../explore/questions.ts'
import { withSpot } from '../explore/trial.ts'
import { fillCounted } from '../facts/fill-counted.ts'
import type { ContradictionFound } from '../facts/find-contradictions.ts'
import { type Answers, fieldOf } from './read-form.ts'

export interface Told { finding: Finding; turns: Turn[]; backPay?: BackPay | undefined }

/** With what is said of its witness: of the same household with the one answer, and with the other. */
export interface ProvenQuestion extends Question { said: readonly [Finding, Finding] }

export interface Asked {
  findings: Told[]
  /** Nothing is reckoned of a household that cannot be. */
  contradictions: ContradictionFound[]
  lists: ListQuestion[]
  questions: ProvenQuestion[]
  indifferent: Questions['indifferent']
}

/** So many on one page: few enough to see why each is asked. */
const atOnce = 3

/** @param nameOf what an entry is called of which nobody gave a name @param services among which it is asked and answered */
export function askHousehold(rules: Rules, given: FactSet, answers: Answers, facts: readonly Fact[], today: string, nameOf: (list: string, at: number) => string, services: readonly string[] = rules.services): Asked {
  const situation: Situation = { facts: withDefaults(fillCounted(given, facts), facts, today, nameOf), on: today }
  const contradictions = rules.contradictions(situation)
  if (contradictions.length > 0) return { findings: [], contradictions, lists: [], questions: [], indifferent: [] }
  const { lists, questions, indifferent } = rules.questions(situation, services, atOnce, (spot) => answers[fieldOf(spot)] !== undefined)
  const past = rules.backPay(situation, services)
  const findings = rules.evaluate({ ...situation, services }).map((finding): Told => ({ finding, backPay: past.find(({ service }) => service === finding.service), turns: finding.outcome === 'not-owed' && finding.instead === undefined ? rules.turns(finding.service, situation) : [] }))
  return { findings, contradictions, lists, indifferent, questions: questions.map((question) => prove(rules, question, today)) }
}

function prove(rules: Rules, question: Question, today: string): ProvenQuestion {
  const { service, facts, values } = question.witness
  const [one, other] = values.map((value) => rules.evaluate({ facts: withSpot(facts, question, value), on: today, services: [service] })[0]!)
  return { ...question, said: [one!, other!] }
}

function withDefaults(given: FactSet, facts: readonly Fact[], today: string, nameOf: (list: string, at: number) => string): FactSet {
  const isNamed = (entity: string) => facts.some(({ fact }) => fact === `${entity}.name`)
  const named = Object.fromEntries(Object.entries(given).map(([entity, held]) =>
    [entity, Array.isArray(held) && isNamed(entity) ? held.map((entry, at) => ({ ...entry, name: entry['name'] ?? nameOf(entity, at) })) : held]))
  return facts.some(({ fact }) => fact === legalDay) ? { ...named, application: { ...(named['application'] as Record<string, never> | undefined), date: today } } : named
}
