/** Worked examples are tests: the law's own arithmetic, by hand, beside the rule. */
import type { FactSet } from '../contract.ts'
import { chooseBest } from './choose-best.ts'
import { compileRule } from './compile-rule.ts'
import type { Wording } from './fill-sentence.ts'
import type { RuleBook } from './read-rules.ts'
import type { Example } from './syntax.ts'
import type { Mistake, Vocabulary } from './types.ts'

export function runExample(example: Example, book: RuleBook, vocabulary: Vocabulary, wording: Wording): Mistake[] {
  const { target } = example
  if (!('service' in target)) return []
  const facts = factsOf(example)
  const date = (facts['application'] as Record<string, unknown> | undefined)?.['date']
  if (typeof date !== 'string') return [{ at: example.at, message: 'The example has no day.', advice: 'Add: given application.date = 2026-11-02' }]
  const day = { on: date, knownAt: date }
  const run = (service: string) => book.rules.filter(({ rule }) => rule.service === service)
    .map(({ rule, statute }) => compileRule(rule, statute, book.parameters, vocabulary, wording)(facts, day))
  const rivals = book.bestOf.filter(({ bestOf }) => bestOf.services.includes(target.service))
  let findings = [...new Set([target.service, ...rivals.flatMap(({ bestOf }) => bestOf.services)])].flatMap(run)
  for (const { bestOf, statute } of rivals) findings = chooseBest(findings, bestOf, { law: statute.law.title, article: '', asOf: statute.law.asOf })
  const finding = findings.find(({ service }) => service === target.service)
  if (!finding) return [{ at: example.at, message: `No rule decides ${target.service}.`, advice: 'Name a service that has a rule.' }]
  const got = inWords(finding.outcome, finding.amounts)
  const wanted = inWords(example.expect.outcome ?? 'a value', example.expect.amounts)
  if (got === wanted) return []
  const missing = finding.missing.length > 0 ? ` Not given: ${finding.missing.join(', ')}.` : ''
  return [{ at: example.at, message: `“${example.title}” gives: ${got}. Expected: ${wanted}.${missing}`, advice: 'Correct the rule, or the example, by the text of the law.' }]
}

const inWords = (outcome: string, amounts: { value: number; per: string }[]) =>
  outcome === 'owed' ? ['owed', amounts.map(({ value, per }) => `${value} ${per === 'once' ? per : `a ${per}`}`).join(', ')].filter(Boolean).join(' ') : outcome

function factsOf({ givens }: Example): FactSet {
  const facts: FactSet = { child: [], newborn: [] }
  for (const given of givens) {
    if (given.item) facts[given.entity] = [...((facts[given.entity] as Record<string, never>[] | undefined) ?? []), given.attributes as Record<string, never>]
    else facts[given.entity] = { ...(facts[given.entity] as Record<string, never> | undefined), [given.name]: given.value }
  }
  return facts
}
