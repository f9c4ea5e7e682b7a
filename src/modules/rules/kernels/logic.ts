/** Kleene's logic as JavaScript: a value is the pair of what makes it true and what makes it false. */
import { always, both, either, isKnown, never, settled, type Bool } from './terms.ts'

export const not = ({ yes, no }: Bool): Bool => ({ type: 'bool', yes: no, no: yes })
export const and = (left: Bool, right: Bool): Bool => settle({ type: 'bool', yes: both(left.yes, right.yes), no: either(left.no, right.no) }, left, right)
export const or = (left: Bool, right: Bool): Bool => settle({ type: 'bool', yes: either(left.yes, right.yes), no: both(left.no, right.no) }, left, right)

/** The branch that a condition chooses; where the condition is not known, what both say. */
export function choose(condition: Bool, then: Bool, otherwise: Bool): Bool {
  const agreed = isKnown(condition) === always ? () => never : both
  const chosen = (left: string, right: string) => either(either(both(condition.yes, left), both(condition.no, right)), agreed(left, right))
  return settle({ type: 'bool', yes: chosen(then.yes, otherwise.yes), no: chosen(then.no, otherwise.no) }, condition, then, otherwise)
}

/** Of values that are always known, one side says it all. */
function settle(result: Bool, ...from: Bool[]): Bool {
  if (result.yes === always || result.no === always || !from.every((term) => isKnown(term) === always)) return result
  return { type: 'bool', yes: result.yes, no: result.yes === never ? always : `!(${result.yes})` }
}

/** True where it is true; false where it is false or not known. */
export const certain = ({ yes }: Bool): Bool => settled(yes)
