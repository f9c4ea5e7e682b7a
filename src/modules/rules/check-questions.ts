/** Whatever a rule may ask of people is written as a question, and every list with the question of how many there are. */
import type { Fact } from '../../../packages/pack-kit/schema/fact.ts'
import { legalDay } from './explore/days-ahead.ts'
import { inputsOf } from './explore/spots.ts'
import type { Ir } from './ir/ir.ts'
import type { RuleProblem } from './language/read-statute.ts'

export function checkQuestions(ir: Ir, facts: readonly Fact[]): RuleProblem[] {
  const asked = new Set(ir.rules.flatMap((rule) => inputsOf(ir, rule).map(({ fact }) => fact)))
  asked.delete(legalDay)
  const lists = new Set(facts.flatMap(({ fact, list }) => (list && asked.has(fact) ? [entityOf(fact)] : [])))
  const problem = (message: string, advice: string): RuleProblem => ({ file: 'facts.json', line: 1, column: 1, message, advice })
  return [
    ...facts.filter(({ fact, question }) => asked.has(fact) && question === undefined)
      .map(({ fact }) => problem(`Rules ask for ${fact}, and nobody is asked for it in words.`, 'Write a "question" in every language: “When were you born?”, not “Date of birth”.')),
    ...[...lists].filter((list) => !facts.some(({ fact, count }) => count !== undefined && entityOf(fact) === list))
      .map((list) => problem(`Nobody is asked in words how many there are: ${list}.`, 'Write a "count" beside the "entry" of one of its facts: “How many children do you have?”.')),
  ]
}

const entityOf = (fact: string) => fact.slice(0, fact.indexOf('.'))
