/** Every expression has a type before any rule runs; what does not fit is told with the place and the way out. */
import type { Expression } from '../language/syntax.ts'
import { nameOfType } from '../language/types.ts'
import { as, expect, stored } from './expect-type.ts'
import type { ValueType } from './ir.ts'
import { lowerAggregate } from './lower-aggregate.ts'
import { lowerFact, lowerLookup, lowerName } from './lower-name.ts'
import { join, lowerOperation } from './lower-operation.ts'
import { fail, type Of, type Scope, type Typed } from './scope.ts'

export function lower(node: Expression, scope: Scope): Typed | undefined {
  const { graph } = scope.names
  switch (node.kind) {
    case 'literal': return lowerLiteral(node, scope)
    case 'codes': return fail(node, 'Codes stand behind “is one of”.', 'Write: … is one of \'a\', \'b\'.', scope)
    case 'today': return { node: graph.add({ op: 'today', type: 'date' }), type: 'date' }
    case 'fact': return lowerFact(node, scope)
    case 'name': return lowerName(node, scope)
    case 'lookup': return lowerLookup(node, scope)
    case 'not': return made(expect(node.value, 'bool', scope), 'bool', (value) => graph.not(value.node))
    case 'operation': return lowerOperation(node, scope)
    case 'if': return lowerIf(node, scope)
    case 'aggregate': return lowerAggregate(node, scope)
    case 'elapsed': return both(expect(node.from, 'date', scope), expect(node.on, 'date', scope), 'int', (args) => graph.add({ op: 'elapsed', type: 'int', unit: node.unit, args }))
    case 'edge': return made(expect(node.date, 'date', scope), 'date', (date) => graph.add({ op: 'edge', type: 'date', which: node.which, unit: node.unit, args: [date.node] }))
    case 'calendar': return made(expect(node.date, 'date', scope), 'int', (date) => graph.add({ op: 'calendar', type: 'int', unit: node.unit, args: [date.node] }))
    case 'working-day': return made(expect(node.date, 'date', scope), 'date', (date) => graph.add({ op: 'working-day', type: 'date', args: [date.node] }))
    case 'span': return made(expect(node.count, 'int', scope), 'duration', (count) => graph.add({ op: 'span', type: 'duration', unit: node.unit, args: [count.node] }))
    case 'shift': return both(expect(node.span, 'duration', scope), expect(node.date, 'date', scope), 'date', (args) => graph.add({ op: 'shift', type: 'date', back: node.back, args }))
    case 'choose': return lowerChoose(node, scope)
    case 'rounded': return lowerRounded(node, scope)
    default: return node satisfies never
  }
}

const made = (value: Typed | undefined, type: ValueType, make: (value: Typed) => number): Typed | undefined =>
  value && { node: make(value), type }
const both = (left: Typed | undefined, right: Typed | undefined, type: ValueType, make: (args: [number, number]) => number): Typed | undefined =>
  left && right && { node: make([left.node, right.node]), type }

function lowerLiteral(node: Of<'literal'>, { names: { graph } }: Scope): Typed {
  const { type, value } = node
  if (type === 'number') return { node: graph.add({ op: 'constant', type: 'int', value }), type }
  const own: ValueType = type === 'code' ? { codes: [value] } : type
  return { node: graph.add({ op: 'constant', type: own, value }), type: own }
}

function lowerIf(node: Of<'if'>, scope: Scope): Typed | undefined {
  const condition = expect(node.condition, 'bool', scope)
  const [then, otherwise] = [lower(node.then, scope), lower(node.otherwise, scope)]
  const type = join(node, then?.type, otherwise?.type, scope)
  if (!condition || !then || !otherwise || type === undefined) return undefined
  const args = [condition.node, as(then, type, scope).node, as(otherwise, type, scope).node]
  return { node: scope.names.graph.add({ op: 'if', type: stored(type), args }), type }
}

function lowerChoose(node: Of<'choose'>, scope: Scope): Typed | undefined {
  const [left, right] = [lower(node.left, scope), lower(node.right, scope)]
  const type = join(node, left?.type, right?.type, scope)
  if (!left || !right || type === undefined) return undefined
  if (typeof type === 'object' || ['bool', 'text', 'duration'].includes(type)) return fail(node, `${nameOfType(type)} has no ${node.which} one.`, 'Compare numbers, amounts or dates.', scope)
  const args = [as(left, type, scope).node, as(right, type, scope).node]
  return { node: scope.names.graph.add({ op: node.which === 'smaller' ? 'min' : 'max', type: stored(type), args }), type }
}

/** Money stays money; a share of something counted becomes a whole number. */
function lowerRounded(node: Of<'rounded'>, scope: Scope): Typed | undefined {
  const value = lower(node.value, scope)
  if (!value) return undefined
  const type = value.type === 'fraction' || value.type === 'money' ? 'money' : value.type === 'rate' || value.type === 'int' ? 'int' : undefined
  if (type === undefined) return fail(node, `Only money and shares are rounded, and this is ${nameOfType(value.type)}.`, 'Round where a rate meets money.', scope)
  if (node.unit < 1) return fail(node, 'Nothing is rounded to a multiple of zero.', 'Write: rounded down to 10.', scope)
  return { node: scope.names.graph.add({ op: 'round', type, direction: node.direction, unit: node.unit, args: [value.node] }), type }
}
