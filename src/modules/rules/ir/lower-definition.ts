/** A value with a name: its formula, later texts in its place, and the exceptions to it. */
import type { Define, Exception, InsteadOf, Let } from '../language/syntax.ts'
import type { Type } from '../language/types.ts'
import type { Condition, NodeId, Variable } from './ir.ts'
import { expect } from './expect-type.ts'
import { sourceOf } from './lower-figures.ts'
import { lowerSays } from './lower-sentence.ts'
import { inForce } from './lower-time.ts'
import { orderExceptions, type Placed } from './order-exceptions.ts'
import { fail, type Names, type Scope, type Typed } from './scope.ts'
import type { Tell } from './tell.ts'

export interface Definition {
  define: Placed<Define>
  instead: Placed<InsteadOf>[]
  exceptions: Placed<Exception>[]
}

export interface LoweredDefinition { variable: Omit<Variable, 'node'>; formula: NodeId; exclusions: { left: NodeId; right: NodeId; first: Placed<Exception>; second: Placed<Exception> }[] }

/** Lets see those before them. */
export function withLets(scope: Scope, lets: readonly Let[]): Scope {
  const known = new Map(scope.lets)
  const inside = { ...scope, lets: known }
  for (const { name, value } of lets) {
    const lowered = scope.names.lower(value, inside)
    if (lowered) known.set(name, lowered)
  }
  return inside
}

export function lowerDefinition({ define, instead, exceptions }: Definition, names: Names, tell: Tell): LoweredDefinition | null {
  const { graph } = names
  const { item, statute } = define
  const scopeIn = (placed: Placed<unknown>): Scope => ({ names, entity: item.entity, lets: new Map<string, Typed>(), over: null, mistakes: tell.list(placed.statute) })
  const scope = withLets(scopeIn(define), item.lets)
  let formula = expect(item.value, item.type, scope)?.node
  for (const later of instead.toSorted((a, b) => (a.item.from < b.item.from ? -1 : 1))) {
    const value = expect(later.item.value, item.type, withLets(scopeIn(later), later.item.lets))
    if (formula !== undefined && value) formula = graph.choose(inForce(graph, later.item), value.node, formula)
  }
  const ordered = orderExceptions(exceptions, tell.one)
  const lowered = ordered.exceptions.map((exception) => lowerException(exception, item, scopeIn(exception)))
  if (formula === undefined || lowered.includes(null)) return null
  const values = lowered.filter((one) => one !== null)
  formula = values.reduceRight((below, { applies, value }) => graph.choose(applies, value, below), formula)
  const during = inForce(graph, item)
  if (item.from !== null || item.until !== null) {
    const none = outsideItsTime(item, scope)
    if (none === undefined) return null
    formula = graph.choose(during, formula, none)
  }
  return {
    formula,
    variable: {
      entity: item.entity, name: item.name, type: item.type, called: item.called, says: item.says && lowerSays(item.says, item.at, scope),
      exceptions: values, source: sourceOf(statute, item.article, item.unverified), place: { file: statute.file, ...item.at }, text: item.text,
    },
    exclusions: ordered.unordered.map(([i, j]) => ({ left: values[i]!.applies, right: values[j]!.applies, first: ordered.exceptions[i]!, second: ordered.exceptions[j]! })),
  }
}

function lowerException({ item, statute }: Placed<Exception>, { type, name }: Define, outside: Scope): Variable['exceptions'][number] | null {
  const { graph } = outside.names
  for (const part of item.parts) if (part.kind === 'pays' || part.kind === 'deadline') fail(part, `${name} is a value and pays nothing.`, 'Write: = and the value that counts instead.', outside)
  if (item.value === null) return fail(item, 'This exception says no value.', 'Write: = and the value that counts instead.', outside) ?? null
  const scope = withLets(outside, item.parts.filter((part) => part.kind === 'let'))
  const source = sourceOf(statute, item.article, item.unverified)
  const conditions = item.parts.filter((part) => part.kind === 'when').map((part): Condition | undefined => {
    const test = expect(part.condition, 'bool', scope)
    const says = part.holds && part.fails && lowerSays({ holds: part.holds, fails: part.fails }, part.at, scope)
    return test && { test: test.node, says: says ?? null, source, place: { file: statute.file, ...part.at } }
  })
  const value = expect(item.value, type, scope)
  if (!value || conditions.includes(undefined)) return null
  const known = conditions.filter((condition) => condition !== undefined)
  const applies = graph.all([inForce(graph, item), ...known.map(({ test }) => test)])
  return { name: item.name, applies, value: value.node, conditions: known, source, place: { file: statute.file, ...item.at } }
}

/** Before and after its time a sum is nothing, and what is asked does not hold. */
function outsideItsTime({ type, at, name }: Define, scope: Scope): NodeId | undefined {
  const zero: Type[] = ['money', 'int']
  if (zero.includes(type)) return scope.names.graph.add({ op: 'constant', type, value: 0 })
  if (type === 'rate') return scope.names.graph.add({ op: 'constant', type, value: { n: 0, d: 1 } })
  if (type === 'bool') return scope.names.graph.bool(false)
  return fail({ at }, `${name} has no value outside of its time.`, 'Leave out from and until, or make it money, int, rate or bool.', scope)
}
