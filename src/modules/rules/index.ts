/** The law of a pack, ready to answer. Decisions are reproducible: the edition names every rule and parameter they rest on. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Rules } from './contract.ts'
import { chooseBest } from './language/choose-best.ts'
import { compileRule } from './language/compile-rule.ts'
import { readRules, wordingOf } from './language/read-rules.ts'
import { vocabularyOf } from './language/types.ts'

export type { Amount, FactSet, FactValue, Finding, Rules } from './contract.ts'
export { checkRules } from './check-rules.ts'

type RulePack = Pick<Pack, 'rules' | 'facts' | 'languages' | 'currency' | 'timeZone' | 'lifeEvents'>

/** @throws Error with the first mistake of a page; `maru pack check` lists them all */
export function createRules(pack: RulePack): Rules {
  const book = readRules(pack)
  const problem = book.problems[0]
  if (problem) throw new Error(`${problem.file}:${problem.line}:${problem.column}: ${problem.message} ${problem.advice}`)
  const wording = wordingOf(pack)
  const vocabulary = vocabularyOf(pack.facts)
  const compiled = new Map(book.rules.map(({ rule, statute }) => [rule.service, compileRule(rule, statute, book.parameters, vocabulary, wording)]))
  return {
    edition: book.edition,
    evaluate({ event, facts, on, knownAt }) {
      const services = pack.lifeEvents.find(({ id }) => id === event)?.services ?? []
      const day = { on, knownAt: knownAt ?? on }
      const findings = services.flatMap((service) => { const run = compiled.get(service); return run ? [run(facts, day)] : [] })
      return book.bestOf.reduce((all, { bestOf, statute }) =>
        chooseBest(all, bestOf, { law: statute.law.title, article: '', asOf: statute.law.asOf, ...(statute.law.unverified ? { unverified: true } : {}) }), findings)
    },
  }
}
