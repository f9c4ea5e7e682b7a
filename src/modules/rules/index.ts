/** The law of a pack, ready to answer. Decisions are reproducible: the edition names every rule and parameter they rest on. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Rules } from './contract.ts'
import { compileService } from './evaluate/compile-service.ts'
import { openLaw } from './evaluate/open-law.ts'
import { wordingOf } from './evaluate/wording-of.ts'
import { buildIr } from './ir/build-ir.ts'
import { readRules } from './language/read-rules.ts'

export type { Amount, FactSet, FactValue, Finding, Rules } from './contract.ts'
export { checkRules } from './check-rules.ts'

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
  return {
    edition: ir.edition,
    evaluate({ event, facts, ...day }) {
      const asked = event === undefined ? [...services.values()] : (pack.lifeEvents.find(({ id }) => id === event)?.services ?? []).flatMap((service) => services.get(service) ?? [])
      return law.within(facts, day, (run) => asked.map((answer) => answer(run)))
    },
  }
}
