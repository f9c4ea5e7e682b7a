/** Where words of one operation inside another would be read wrongly without brackets. */
import type { Node } from '../ir/ir.ts'

type Binding = 'word' | 'call' | 'product' | 'sum' | 'comparison' | 'not' | 'and' | 'or' | 'choice'

/** `call`: an operation whose parts follow a colon, so that it has no end of its own. */
function bindingOf({ op, args }: Node): Binding {
  switch (op) {
    case 'mul': case 'div': return 'product'
    case 'add': case 'sub': return 'sum'
    case 'eq': case 'ne': case 'lt': case 'le': case 'gt': case 'ge': case 'in': return 'comparison'
    case 'not': case 'and': case 'or': return op
    case 'if': case 'round': return 'choice'
    case 'parameter': return args.length === 0 ? 'word' : 'call'
    case 'min': case 'max': case 'aggregate': case 'scale': case 'elapsed': case 'shift': case 'edge': case 'calendar': case 'working-day': return 'call'
    default: return 'word'
  }
}

/** What stands inside each without brackets. */
const bare: Record<Binding, readonly Binding[]> = {
  word: ['word', 'call'],
  call: ['word', 'product', 'sum', 'comparison', 'and', 'or'],
  product: ['word'],
  sum: ['word', 'product'],
  comparison: ['word', 'call', 'product', 'sum'],
  not: ['word', 'call', 'comparison'],
  and: ['word', 'call', 'comparison', 'not', 'and'],
  or: ['word', 'call', 'comparison', 'not', 'or'],
  choice: ['word', 'call', 'product', 'sum', 'comparison', 'not', 'and', 'or'],
}

export function needsBrackets(outer: Node, inner: Node): boolean {
  if (outer.op === 'add' && (inner.op === 'add' || inner.op === 'sub')) return false
  return !bare[bindingOf(outer)].includes(bindingOf(inner))
}
