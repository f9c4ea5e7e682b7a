/** One household from outside, answered or refused with the place of what is wrong. */
import type { Fact } from '../../../packages/pack-kit/schema/fact.ts'
import { Fault, type FaultType } from '../../kernel/faults/faults.ts'
import type { EvaluateBody, EvaluateReply } from './api-contract.ts'
import type { Amount, FactSet, Finding, Rules, Situation } from './contract.ts'
import { RulesFault, type RulesFaultKind } from './evaluate/faults.ts'
import type { Turn } from './explore/counterfactual.ts'
import type { FactMistake } from './facts/check-facts.ts'
import { fillCounted } from './facts/fill-counted.ts'
import { rulesFaults } from './rules-faults.ts'

const ofMistake: Record<FactMistake['kind'], FaultType> = {
  'no-such-entity': rulesFaults.noSuchEntity, 'no-such-fact': rulesFaults.noSuchFact, 'wrong-value': rulesFaults.wrongValue,
  'one-not-several': rulesFaults.oneNotSeveral, 'several-not-one': rulesFaults.severalNotOne,
}
const ofKind: Record<RulesFaultKind, FaultType> = {
  'overflow': rulesFaults.overflow, 'exceptions-meet': rulesFaults.exceptionsMeet, 'no-such-day': rulesFaults.noSuchDay, 'contradiction': rulesFaults.contradiction,
}

/**
 * @param known facts of the pack
 * @param inWords a sentence in the language of whoever asks
 * @throws Fault with a JSON pointer
 */
export function answerHousehold(rules: Rules, body: EvaluateBody, known: readonly Fact[], today: string, inWords: (texts: Record<string, string>) => string): EvaluateReply {
  const [mistake] = rules.checkFacts(body.facts)
  if (mistake) throw new Fault(ofMistake[mistake.kind], { pointer: `/facts${mistake.pointer}`, values: { wanted: mistake.wanted } })
  const strange = body.services?.findIndex((service) => !rules.services.includes(service)) ?? -1
  if (strange >= 0) throw new Fault(rulesFaults.noSuchService, { pointer: `/services/${strange}`, values: { service: body.services![strange]! } })
  const on = body.on ?? today
  const situation: Situation = { facts: fillCounted(body.facts as FactSet, known), on, knownAt: body.knownAt ?? on }
  try {
    refuseContradiction(rules, situation, inWords)
    return replyOf(rules, situation, body)
  } catch (cause) {
    if (!(cause instanceof RulesFault)) throw cause
    throw new Fault(ofKind[cause.kind], { cause, values: { of: cause.of }, ...(cause.kind === 'no-such-day' ? { pointer: '/on' } : {}) })
  }
}

function refuseContradiction(rules: Rules, situation: Situation, inWords: (texts: Record<string, string>) => string) {
  const [found] = rules.contradictions(situation)
  if (!found) return
  if (found.kind === 'two-of-one-role') throw new Fault(rulesFaults.twoOfOneRole, { pointer: `/facts/person/${found.at[1]!}/${found.fact.split('.')[1]!}`, values: { role: found.role } })
  throw new Fault(rulesFaults.contradiction, { pointer: found.at === null ? '/facts' : `/facts/person/${found.at}`, values: { sentence: inWords(found.sentence) } })
}

function replyOf(rules: Rules, situation: Situation, { services = [...rules.services], turns = false, questions: wanted = 0 }: EvaluateBody): EvaluateReply {
  const findings = rules.evaluate({ ...situation, services })
  const asked = wanted === 0 ? { lists: [], questions: [] } : rules.questions(situation, services, wanted)
  return {
    edition: rules.edition, on: situation.on, knownAt: situation.knownAt ?? situation.on,
    findings: findings.map((finding) => told(finding, turns && finding.outcome === 'not-owed' ? rules.turns(finding.service, situation) : [])),
    backPay: rules.backPay(situation, services), lists: asked.lists.map(({ list }) => list),
    listQuestions: asked.lists.map(({ list, services: of, witness: { service, households } }) => ({ list, services: of, decides: { service, households } })),
    questions: asked.questions.map(({ fact, at, services: of, witness }) => ({ fact, at, services: of, decides: { service: witness.service, values: witness.values, facts: witness.facts } })),
  }
}

type ToldFinding = EvaluateReply['findings'][number]

function told({ service, outcome, amounts, law, reasons, deadline, missing, gaps = [], instead, rule }: Finding, turns: readonly Turn[]): ToldFinding {
  return {
    service, outcome, amounts: amounts.map(toldAmount), law: { ...law, unverified: law.unverified === true }, deadline, missing, gaps, instead: instead ?? null, rule: { file: rule.file, hash: rule.hash },
    reasons: reasons.map(({ source, ...reason }) => ({ ...reason, source: { ...source, unverified: source.unverified === true } })),
    turns: turns.map(({ outcome: then, changes }) => ({
      outcome: then, facts: changes.flatMap((change) => (change.kind === 'fact' ? [{ fact: change.fact, at: change.at, from: change.from, to: change.to }] : [])),
      on: changes.find((change) => change.kind === 'day')?.on ?? null,
    })),
  }
}

const toldAmount = ({ value, per, upTo, voucher, from, until, of, sentence }: Amount): ToldFinding['amounts'][number] =>
  ({ value, per, upTo: upTo === true, voucher: voucher === true, from: from ?? null, until: until ?? null, of: of ?? null, sentence: sentence ?? null })
