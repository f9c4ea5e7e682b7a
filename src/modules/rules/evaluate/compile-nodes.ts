/** Each node becomes a function of whom it is asked for. What was reckoned once for somebody is not reckoned again. */
import type { BinaryOp, Ir, Node, NodeId } from '../ir/ir.ts'
import { readAggregate } from './aggregate.ts'
import { add, type Amount, compare, div, mul, round, sub } from './exact.ts'
import type { Frame } from './frame.ts'
import { calendar, edge, elapsed, nextWorkingDay, shift } from './reckon-dates.ts'
import type { Duration } from '../language/syntax.ts'
import { type Value, valueOfConstant, valueOfFact } from './value.ts'

export type Read = (frame: Frame) => Value
type Known = Exclude<Value, null>

/** @param holidays day numbers on which offices are closed */
export function compileNodes({ nodes, inputs, variables }: Pick<Ir, 'nodes' | 'inputs' | 'variables'>, holidays: ReadonlySet<number>): readonly Read[] {
  const reads: Read[] = []
  for (const node of nodes) reads.push(kept(node, compute(node, (id) => reads[id]!, inputs, variables, holidays)))
  return reads
}

/** What belongs to nobody or to the household is kept with the household. */
function kept(node: Node, read: Read): Read {
  const { id, entity } = node
  if (node.op === 'constant' || node.op === 'today') return read
  if (entity === 'none' || entity === 'case' || entity === 'household') return ({ run: { home } }) => keep(home, id, read)
  return (frame) => keep(frame, id, read)
}

function keep(frame: Frame, id: NodeId, read: Read): Value {
  if (frame.turns[id] === frame.turn) return frame.values[id]!
  const value = read(frame)
  frame.turns[id] = frame.turn
  frame.values[id] = value
  return value
}

function compute(node: Node, of: (id: NodeId) => Read, inputs: Ir['inputs'], variables: Ir['variables'], holidays: ReadonlySet<number>): Read {
  const args = node.args.map(of)
  const [first, second, third] = args as [Read, Read, Read]
  switch (node.op) {
    case 'constant': {
      const value = valueOfConstant(node.value, node.type)
      return () => value
    }
    case 'today': return ({ run }) => run.today
    case 'input': return readInput(inputs[node.input]!)
    case 'variable': return readGiven(variables[node.variable]!, node.type, first)
    case 'parameter': return (frame) => {
      const keys: string[] = []
      for (const arg of args) {
        const key = arg(frame)
        if (key === null) return null
        keys.push(String(key as string | number))
      }
      return frame.run.figures.figure(node.parameter, keys)
    }
    case 'scale': return (frame) => { const value = first(frame); return value === null ? null : frame.run.figures.scale(node.scale, value as Amount) }
    case 'and': return kleene(first, second, false)
    case 'or': return kleene(first, second, true)
    case 'not': return (frame) => { const value = first(frame); return value === null ? null : !value }
    case 'certain': return (frame) => first(frame) === true
    case 'in': return (frame) => { const value = first(frame); return value === null ? null : node.codes.includes(value as string) }
    case 'if': return choose(first, second, third)
    case 'round': return one(first, (value) => round(value as Amount, node.direction, node.unit))
    case 'elapsed': return both(first, second, (from, on) => elapsed(from as number, on as number, node.unit))
    case 'span': return one(first, (count) => ({ count: count as number, unit: node.unit }))
    case 'shift': return both(first, second, (span, date) => shift(date as number, span as Duration, node.back))
    case 'edge': return one(first, (date) => edge(date as number, node.which, node.unit))
    case 'calendar': return one(first, (date) => calendar(date as number, node.unit))
    case 'working-day': return one(first, (date) => nextWorkingDay(date as number, holidays))
    case 'aggregate': return readAggregate(node, node.where === null ? null : of(node.where), node.value === null ? null : of(node.value))
    case 'of-self': return ({ self }) => first(self!)
    case 'of-member': return ({ member }) => first(member!)
    default: return both(first, second, reckon[node.op])
  }
}

function readInput({ fact, entity, type }: Ir['inputs'][number]): Read {
  const dot = fact.indexOf('.')
  const [holder, name] = [fact.slice(0, dot), fact.slice(dot + 1)]
  if (entity === 'person' || entity.startsWith('list:')) return ({ facts }) => valueOfFact(facts?.[name], type)
  return ({ run: { facts } }) => {
    const record = facts[holder]
    return record === undefined || Array.isArray(record) ? null : valueOfFact(record[name], type)
  }
}

/** A value that somebody gives for a definition counts instead of its formula. */
function readGiven({ entity, name }: Ir['variables'][number], type: Node['type'], formula: Read): Read {
  return (frame) => {
    const holder = entity === 'person' ? frame.facts : frame.run.facts['household']
    const given = holder && !Array.isArray(holder) ? holder[name] : undefined
    return given === undefined ? formula(frame) : valueOfFact(given, type) ?? formula(frame)
  }
}

const one = (read: Read, use: (value: Known) => Value): Read => (frame) => { const value = read(frame); return value === null ? null : use(value) }
const both = (left: Read, right: Read, use: (a: Known, b: Known) => Value): Read => (frame) => {
  const a = left(frame)
  if (a === null) return null
  const b = right(frame)
  return b === null ? null : use(a, b)
}

/** `settling`: the value of either side that settles the whole, whatever the other is. */
const kleene = (left: Read, right: Read, settling: boolean): Read => (frame) => {
  const a = left(frame)
  if (a === settling) return settling
  const b = right(frame)
  if (b === settling) return settling
  return a === null || b === null ? null : !settling
}

/** Of a condition that nobody knows: what both branches say, where they say the same. */
const choose = (condition: Read, then: Read, otherwise: Read): Read => (frame) => {
  const known = condition(frame)
  if (known !== null) return known ? then(frame) : otherwise(frame)
  const [a, b] = [then(frame), otherwise(frame)]
  return a !== null && b !== null && same(a, b) ? a : null
}

const isAmount = (value: Known): value is Amount => typeof value === 'number' || (typeof value === 'object' && 'd' in value)

export function same(a: Known, b: Known): boolean {
  if (isAmount(a) && isAmount(b)) return compare(a, b) === 0
  if (typeof a === 'object' && typeof b === 'object') return 'unit' in a && 'unit' in b && a.unit === b.unit && a.count === b.count
  return a === b
}

const reckon: Record<Exclude<BinaryOp, 'and' | 'or'>, (a: Known, b: Known) => Value> = {
  eq: same,
  ne: (a, b) => !same(a, b),
  lt: (a, b) => compare(a as Amount, b as Amount) < 0,
  le: (a, b) => compare(a as Amount, b as Amount) <= 0,
  gt: (a, b) => compare(a as Amount, b as Amount) > 0,
  ge: (a, b) => compare(a as Amount, b as Amount) >= 0,
  add: (a, b) => add(a as Amount, b as Amount),
  sub: (a, b) => sub(a as Amount, b as Amount),
  mul: (a, b) => mul(a as Amount, b as Amount),
  div: (a, b) => div(a as Amount, b as Amount),
  min: (a, b) => (compare(a as Amount, b as Amount) <= 0 ? a : b),
  max: (a, b) => (compare(a as Amount, b as Amount) >= 0 ? a : b),
}
