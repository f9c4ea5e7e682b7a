/** The law of a pack, ready to answer. Decisions are reproducible: the edition names every rule and parameter they rest on. */
import type { JWK } from 'jose'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Evaluation, Finding, Rules } from './contract.ts'
import { reckonBackPay } from './back-pay/reckon-back-pay.ts'
import { compileService } from './evaluate/compile-service.ts'
import { openLaw } from './evaluate/open-law.ts'
import { wordingOf } from './evaluate/wording-of.ts'
import { askOnce } from './explore/ask-once.ts'
import { createCounterfactual } from './explore/counterfactual.ts'
import { listStated } from './explore/list-stated.ts'
import { createQuestions } from './explore/questions.ts'
import { checkFacts } from './facts/check-facts.ts'
import { createContradictions } from './facts/find-contradictions.ts'
import { irOfPack } from './ir/ir-of-pack.ts'
import { readRule } from './reader/read-rule.ts'
import { readRecord, signRecord } from './records/sign-record.ts'
import { rerunRecord } from './records/rerun-record.ts'
import { writeRecord } from './records/write-record.ts'

export type { Amount, FactSet, FactValue, Finding, Rules, Situation } from './contract.ts'
export { RulesFault } from './evaluate/faults.ts'
export type { BackPay } from './back-pay/reckon-back-pay.ts'
export type { Change, Turn } from './explore/counterfactual.ts'
export type { Stated } from './explore/list-stated.ts'
export { statedInWords, type StatedInWords } from './explore/stated-in-words.ts'
export type { Question, Questions } from './explore/questions.ts'
export type { FactMistake } from './facts/check-facts.ts'
export type { ContradictionFound } from './facts/find-contradictions.ts'
export { formatPage } from './language/format-page.ts'
export type { Reading } from './reader/reading.ts'
export { shownAs, showReading, type ShownAs } from './reader/show-reading.tsx'
export { checkRules } from './check-rules.ts'
export { checkDuties } from './check-duties.ts'
export { checkCliffs } from './cliffs/check-cliffs.ts'
export { findCliffs, type Cliff } from './cliffs/find-cliffs.ts'
export { provePack } from './prove/prove-pack.ts'
export { prepareExamples } from './prepare-examples.ts'
export { parseGiven } from './population/parse-given.ts'
export { passElsewhere } from './pass/pass-elsewhere.ts'
export { dutiesElsewhere } from './pass/duties-elsewhere.ts'
export type { Due, Dues, DutiesOver, PickedDue, ToldDue } from './pass/due.ts'
export { passColumns, type ColumnsPassed } from './pass/pass-columns.ts'
export type { Days, PassOver, Picked, Standing, Standings, Told } from './pass/standing.ts'
export { simulate, type Simulation, type Study } from './simulate/simulate.ts'
export { marginsOf } from './people/margins.ts'
export { writePopulation } from './people/write-population.ts'
export { type CohortAnswer } from './cohort/ask-cohort.ts'
export { CohortFault, type Cohort } from './cohort/cohort-law.ts'
export { cohortInSql, countCohort } from './cohort/count-cohort.ts'
export { createCrew, type Crew } from './population/crew.ts'
export { runColumns, type ColumnsRun, type ColumnSummary } from './population/run-columns.ts'

export type RulePack = Pick<Pack, 'id' | 'rules' | 'facts' | 'languages' | 'currency' | 'timeZone' | 'lifeEvents' | 'holidays'>

/** Who signs decision records: the key that signs certificates. */
export interface Signer { issuer: string; key: JWK }

/** @throws Error with the first mistake of a page; `maru pack check` lists them all */
export function createRules(pack: RulePack, signer?: Signer): Rules {
  const ir = irOfPack(pack)
  const wording = wordingOf(pack)
  const law = openLaw(ir, pack.holidays)
  const ruleOf = new Map(ir.rules.map((rule) => [rule.service, rule]))
  const answers = new Map(ir.rules.map((rule) => [rule.service, compileService(rule, ir, law.reads, wording)]))
  const fixed = new Set(pack.facts.filter((fact) => fact.fixed).map(({ fact }) => fact))
  const turns = new Map(ir.rules.map((rule) => [rule.service, createCounterfactual(law, rule, fixed)]))
  const ask = askOnce(createQuestions(law), pack.facts)
  const definitions = ir.variables.map(({ entity, name }) => `${entity}.${name}`)
  const every = [...answers.keys()]
  const servicesOf = ({ event, services }: Partial<Evaluation>) =>
    (services ?? (event === undefined ? every : pack.lifeEvents.find(({ id }) => id === event)?.services ?? [])).filter((service) => answers.has(service))
  const evaluate = (evaluation: Evaluation): Finding[] =>
    law.within(evaluation.facts, evaluation, (run) => servicesOf(evaluation).map((service) => answers.get(service)!(run)))
  return {
    edition: ir.edition, services: every, evaluate,
    turns: (service, situation) => turns.get(service)?.(situation) ?? [],
    stated: (service, on) => { const rule = ruleOf.get(service); return rule && listStated(ir, rule, on) },
    read: (service, wording, on) => { const rule = ruleOf.get(service); return rule && readRule(ir, rule, wording, on) },
    backPay: (situation, among = every) => among.flatMap((service) => {
      const [rule, answer] = [ruleOf.get(service), answers.get(service)]
      return (rule && answer && reckonBackPay(law, rule, answer, situation)) ?? []
    }),
    questions: (situation, among = every, most = Number.POSITIVE_INFINITY, passed = () => false) => ask(situation, new Set(among), most, passed),
    checkFacts: (given) => checkFacts(given, pack.facts, definitions),
    contradictions: createContradictions(law, pack.facts, wording),
    async decide(evaluation) {
      if (!signer) throw new Error('a decision record needs a signing key')
      const findings = evaluate(evaluation)
      const record = writeRecord(pack.id, signer.issuer, ir, servicesOf(evaluation).map((service) => ruleOf.get(service)!), evaluation, findings)
      return { findings, record: await signRecord(record, signer.key) }
    },
    async rerun(token, keys) {
      const read = await readRecord(token, keys)
      if (read.record === null) return read
      const again = rerunRecord(read.record, (situation, services) => evaluate({ ...situation, services }), (service) => ruleOf.get(service)?.hash)
      return { ...read, ...again }
    },
  }
}
