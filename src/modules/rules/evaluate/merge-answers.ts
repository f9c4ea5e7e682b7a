/** Twins are asked one by one: what is owed for either is owed, what is open for the other is named, and the earlier deadline counts. */
import type { Finding, Reason } from '../contract.ts'
import type { Texts } from '../language/syntax.ts'
import type { Answer } from './answer-for.ts'

type Merged = Pick<Finding, 'outcome' | 'reasons' | 'amounts' | 'deadline' | 'missing' | 'instead' | 'outOfForce' | 'nobody'> & {
  /** Names of figures that the law does not give. */
  figures: string[]
}

/** @param answers undefined when nobody knows whom the text asks; @param list whose entries are asked */
export function mergeAnswers(answers: readonly Answer[] | undefined, list: string): Merged {
  if (!answers) return { outcome: 'unknown', reasons: [], amounts: [], deadline: null, missing: [list], figures: [] }
  if (answers.length === 0) return { outcome: 'not-owed', reasons: [], amounts: [], deadline: null, missing: [], figures: [], nobody: true }
  const outcome = (['owed', 'unknown', 'not-owed'] as const).find((wanted) => answers.some((answer) => answer.outcome === wanted))!
  const chosen = answers.filter((answer) => answer.outcome === outcome)
  const reasons = withoutRepeats(chosen.flatMap((answer) => answer.reasons))
  const deadlines = chosen.flatMap(({ deadline }) => deadline ?? []).sort((a, b) => (a.date < b.date ? -1 : 1))
  const open = outcome === 'not-owed' ? [] : answers.flatMap(({ missing }) => missing ?? [])
  const [first] = chosen
  return {
    outcome, reasons, amounts: chosen.flatMap(({ amounts }) => amounts), deadline: deadlines[0] ?? null,
    missing: [...new Set(open.flatMap(({ facts, lists, figures }) => [...[...facts.values()].map(({ fact }) => fact), ...lists, ...figures]))],
    figures: [...new Set(open.flatMap(({ figures }) => [...figures]))],
    ...(first?.instead === undefined ? {} : { instead: first.instead }),
    ...(first?.outOfForce === undefined ? {} : { outOfForce: first.outOfForce }),
  }
}

/** Of several that say the same, the last; in the place of the first. There are few, and most differ in length: nothing is built to compare them. */
function withoutRepeats(reasons: readonly Reason[]): Reason[] {
  const kept: Reason[] = []
  const said: string[] = []
  for (const reason of reasons) {
    const says = firstOf(reason.sentence)
    let at = 0
    while (at < kept.length && (kept[at]!.holds !== reason.holds || said[at] !== says)) at += 1
    kept[at] = reason
    said[at] = says
  }
  return kept
}

function firstOf(sentence: Texts): string {
  for (const tag in sentence) return sentence[tag]!
  return ''
}
