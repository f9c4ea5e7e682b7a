/** A page of the law as an author has it now, tried against the rest of the pack; nothing is written. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { BackPay } from '../back-pay/reckon-back-pay.ts'
import { checkRules } from '../check-rules.ts'
import type { FactSet, Finding } from '../contract.ts'
import { RulesFault } from '../evaluate/faults.ts'
import type { FactMistake } from '../facts/check-facts.ts'
import { createRules } from '../index.ts'
import type { RuleProblem } from '../language/read-statute.ts'
import { prepareExamples, type RanExample } from '../prepare-examples.ts'

export interface Tried {
  /** Of this page first. */
  problems: RuleProblem[]
  examples: RanExample[]
  /** Null where no household was given, or the page cannot be asked. */
  household: Household | null
}
export type Household = { findings: Finding[]; past: BackPay[] } | { noJson: string } | { mistakes: FactMistake[] } | { fault: string }

/** @param facts JSON, or nothing @param on `YYYY-MM-DD` */
export function tryPage(pack: Pack, path: string, text: string, facts: string, on: string): Tried {
  const changed: Pack = { ...pack, rules: pack.rules.map((page) => (page.path === path ? { path, text } : page)) }
  const problems = checkRules(changed).toSorted((a, b) => Number(b.file === path) - Number(a.file === path))
  const examples = askable(() => prepareExamples(changed)().filter(({ file }) => file === path)) ?? []
  const rules = facts.trim() === '' ? null : askable(() => createRules(changed))
  return { problems, examples, household: rules && ask(rules, path, facts, on) }
}

/** Null where the pack has a mistake that stops it; `problems` names it. */
function askable<Result>(make: () => Result): Result | null {
  try {
    return make()
  } catch {
    return null
  }
}

function ask(rules: ReturnType<typeof createRules>, path: string, text: string, on: string): Household {
  let facts: unknown
  try {
    facts = JSON.parse(text)
  } catch (cause) {
    return { noJson: (cause as Error).message }
  }
  const mistakes = rules.checkFacts(facts)
  if (mistakes.length > 0) return { mistakes }
  try {
    const situation = { facts: facts as FactSet, on }
    return { findings: rules.evaluate(situation).filter(({ rule }) => rule.file === path), past: rules.backPay(situation) }
  } catch (cause) {
    if (cause instanceof RulesFault) return { fault: cause.message }
    throw cause
  }
}
