/** The law of a pack, ready to answer. Decisions are reproducible: the edition names every rule and parameter they rest on. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Rules } from './contract.ts'
import { compileService } from './evaluate/compile-service.ts'
import { openLaw } from './evaluate/open-law.ts'
import { wordingOf } from './evaluate/wording-of.ts'
import { createCounterfactual } from './explore/counterfactual.ts'
import { createQuestions } from './explore/questions.ts'
import { buildIr } from './ir/build-ir.ts'
import { readRules } from './language/read-rules.ts'

export type { Amount, FactSet, FactValue, Finding, Rules, Situation } from './contract.ts'
export type { Change, Turn } from './explore/counterfactual.ts'
export type { Question, Questions } from './explore/questions.ts'
export { checkRules } from './check-rules.ts'
export { prepareExamples } from './prepare-examples.ts'

type RulePack = Pick<Pack, 'rules' | 'facts' | 'languages' | 'currency' | 'timeZone' | 'lifeEvents' | 'holidays'>

/** @throws Error with the first mistake of a page; `maru pack check` lists them all */
export function createRules(pack: RulePack): Rules {
  const book = readRules(pack)
  const { ir, problems } = buildIr(book, pack.facts)
  const problem = [...book.problems, ...problems][0]
  if (problem) throw new Error(`${problem.file}:${problem.line}:${problem.column}: ${problem.message} ${problem.advice}`)
  const wording = wordingOf(pack)
  const law = openLaw(ir, pack.holidays)
  const services = new Map(ir.rules.map((rule) => [rule.service, compileService(rule, ir, law.reads, wording)]))
  const fixed = new Set(pack.facts.filter((fact) => fact.fixed).map(({ fact }) => fact))
  const turns = new Map(ir.rules.map((rule) => [rule.service, createCounterfactual(law, rule, fixed)]))
  const ask = createQuestions(law)
  return {
    edition: ir.edition,
    services: [...services.keys()],
    turns: (service, situation) => turns.get(service)?.(situation) ?? [],
    questions: (situation, among = [...services.keys()], most = Number.POSITIVE_INFINITY) => ask(situation, new Set(among), most),
    evaluate({ event, facts, ...day }) {
      const asked = event === undefined ? [...services.values()] : (pack.lifeEvents.find(({ id }) => id === event)?.services ?? []).flatMap((service) => services.get(service) ?? [])
      return law.within(facts, day, (run) => asked.map((answer) => answer(run)))
    },
  }
}
