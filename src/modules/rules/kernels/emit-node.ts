/** Each node becomes a term in the scope of whom it is about: the household, one of its members, or two of them. */
import type { ColumnHeader } from '../columns/column-header.ts'
import type { Figures } from '../evaluate/figures.ts'
import { valueOfFact, type Value } from '../evaluate/value.ts'
import type { FactValue } from '../contract.ts'
import { pickVersion } from '../language/pick-version.ts'
import type { Ir, Node, NodeId } from '../ir/ir.ts'
import { compare, extreme, plus, product, quotient, rounded } from './arithmetic.ts'
import { isOneOf } from './code-terms.ts'
import { columnTerm } from './column-term.ts'
import { constantTerm, unknownTerm } from './constant-term.ts'
import { calendar, edge, elapsed, shift, spanOf, workingDay } from './date-terms.ts'
import { createEmitter, type Emitter, type FunctionBody } from './emitter.ts'
import { rowTerm, scaleTerm } from './figure-terms.ts'
import { mostMembers } from '../columns/store.ts'
import { fold, type Aggregate } from './fold-terms.ts'
import { KernelFault } from './kernel-fault.ts'
import { givenOr, keepTerm, lengthOf, sameTerm, selectTerm } from './kinds.ts'
import { and, certain, not, or } from './logic.ts'
import { ranged, truth, type Bool, type CodeTerm, type DurationTerm, type Numeric, type Term } from './terms.ts'

/** What is the same for everybody in a run. */
export interface Setting {
  ir: Ir
  day: { on: string; knownAt: string }
  figures: Figures
  holidays: ReadonlySet<number>
  /** Of a node that belongs to nobody. */
  constant(id: NodeId): Value
  /** By `entity.name`. */
  columns: ReadonlyMap<string, ColumnHeader>
  /** Facts that are the same for everybody, by `entity.name`. */
  given: ReadonlyMap<string, FactValue>
  /** What an earlier kernel has reckoned, by the column that holds it. */
  done: ReadonlyMap<NodeId, ColumnHeader>
  levels: readonly number[]
}

/** Code that runs once for each of `row`. */
export interface Loop { list: string; row: string; emitter: Emitter; memo: Map<NodeId, Term> }
export interface At { loop: Loop | null; pair: { emitter: Emitter; memo: Map<NodeId, Term>; member: Loop } | null }
export interface Places {
  setting: Setting
  body: FunctionBody
  /** How often the nodes of this function are read: what is read once stands where it is read, and is reckoned only where it matters. */
  uses: ReadonlyMap<NodeId, number>
  /** Code of the household, before the loops of each level. */
  home(level: number): Emitter
  memo: Map<NodeId, Term>
  loop(list: string, level: number): Loop
}

export const endsOf = (list: string): [string, string] => [`first_${list}`, `end_${list}`]
export const listOf = (entity: string) => entity.replace('list:', '')

export function emit(id: NodeId, at: At, places: Places): Term {
  const { ir, levels } = places.setting
  const node = ir.nodes[id]!
  const { emitter, memo } = scopeOf(node, at, places, levels[id]!)
  const known = memo.get(id)
  if (known) return known
  const reckoned = reckon(node, emitter, at, places)
  const term = (places.uses.get(id) ?? 0) > 1 || lengthOf(reckoned) > longest ? keepTerm(emitter, reckoned) : reckoned
  memo.set(id, term)
  return term
}

/** Signs of an expression without names; beyond it nobody could read the function. */
const longest = 400

function reckon(node: Node, emitter: Emitter, at: At, places: Places): Term {
  const { constant, done } = places.setting
  if (node.entity === 'none') return constantTerm(constant(node.id), node.type)
  const column = done.get(node.id)
  if (!column) return compute(node, emitter, at, places)
  return columnTerm(emitter, column, `${columnName(`${column.entity}.${column.name}`, places.body)}[${rowOf(node.entity, at)}]`, node.type)
}

const rowOf = (entity: string, at: At) => (entity === 'household' || entity === 'case' ? 'h' : (at.pair?.member ?? at.loop!).row)

function scopeOf({ entity }: Node, at: At, places: Places, level: number): { emitter: Emitter; memo: Map<NodeId, Term> } {
  if (entity === 'none' || entity === 'case' || entity === 'household') return { emitter: places.home(level), memo: places.memo }
  if (entity === 'pair') return at.pair!
  return at.pair ? at.pair.member : at.loop!
}

function compute(node: Node, emitter: Emitter, at: At, places: Places): Term {
  const { setting } = places
  const args = () => node.args.map((id) => emit(id, at, places))
  const numbers = () => args() as [Numeric, Numeric]
  switch (node.op) {
    case 'input': return readInput(node, emitter, at, places)
    case 'variable': {
      const { entity, name, type } = setting.ir.variables[node.variable]!
      const given = readColumn(`${entity}.${name}`, type, entity, emitter, at, places)
      return given ? givenOr(emitter, given, args()[0]!) : args()[0]!
    }
    case 'parameter': {
      const { [node.parameter]: parameter } = setting.ir.parameters
      return rowTerm(emitter, parameter!, node.parameter, pickVersion(parameter!.versions, setting.day.on, setting.day.knownAt), args(), setting.figures)
    }
    case 'scale': {
      const { [node.scale]: scale } = setting.ir.scales
      return scaleTerm(emitter, scale!, pickVersion(scale!.versions, setting.day.on, setting.day.knownAt), numbers()[0])
    }
    case 'and': case 'or': {
      const [left, right] = args() as [Bool, Bool]
      return node.op === 'and' ? and(left, right) : or(left, right)
    }
    case 'not': return not(args()[0] as Bool)
    case 'certain': return certain(args()[0] as Bool)
    case 'in': return isOneOf(emitter, args()[0] as CodeTerm, node.codes)
    case 'if': {
      const [condition, then, otherwise] = args() as [Bool, Term, Term]
      return selectTerm(emitter, condition, then, otherwise)
    }
    case 'round': return rounded(emitter, numbers()[0], node.direction, node.unit)
    case 'elapsed': return elapsed(emitter, ...numbers(), node.unit)
    case 'span': return spanOf(emitter, numbers()[0], node.unit)
    case 'shift': {
      const [span, date] = args() as [DurationTerm, Numeric]
      return shift(emitter, span, date, node.back)
    }
    case 'edge': return edge(emitter, numbers()[0], node.which, node.unit)
    case 'calendar': return calendar(emitter, numbers()[0], node.unit)
    case 'working-day': return workingDay(emitter, numbers()[0], setting.holidays)
    case 'aggregate': return aggregate(node, emitter, at, places)
    case 'of-self': return emit(node.args[0]!, { loop: at.loop, pair: null }, places)
    case 'of-member': return emit(node.args[0]!, { loop: at.pair!.member, pair: null }, places)
    case 'eq': case 'ne': {
      const [left, right] = args() as [Term, Term]
      const same = sameTerm(emitter, left, right)
      return node.op === 'eq' ? same : not(same)
    }
    case 'lt': return compare(emitter, '<', ...numbers())
    case 'le': return compare(emitter, '<=', ...numbers())
    case 'gt': return compare(emitter, '>', ...numbers())
    case 'ge': return compare(emitter, '>=', ...numbers())
    case 'add': return plus(emitter, ...numbers())
    case 'sub': return plus(emitter, ...numbers(), -1)
    case 'mul': return product(emitter, ...numbers())
    case 'div': return quotient(emitter, ...numbers())
    case 'min': return extreme(emitter, 'smaller', ...numbers())
    case 'max': return extreme(emitter, 'larger', ...numbers())
    case 'constant': case 'today': throw new KernelFault('A value that is the same for everybody was asked for somebody.')
    default: return node satisfies never
  }
}

function readInput(node: Extract<Node, { op: 'input' }>, emitter: Emitter, at: At, places: Places): Term {
  const { fact, type, entity } = places.setting.ir.inputs[node.input]!
  const { given } = places.setting
  if (given.has(fact)) return constantTerm(valueOfFact(given.get(fact), type), type)
  if (type === 'text') throw new KernelFault(`${fact} is a text, and columns hold none.`)
  return readColumn(fact, type, entity, emitter, at, places) ?? unknownTerm(type)
}

function readColumn(fact: string, type: Node['type'], entity: string, emitter: Emitter, at: At, { setting, body }: Places): Term | null {
  const column = setting.columns.get(fact)
  if (!column) return null
  return columnTerm(emitter, column, `${columnName(fact, body)}[${rowOf(entity, at)}]`, type)
}

export function columnName(fact: string, { columns }: FunctionBody): string {
  const known = columns.indexOf(fact)
  return `c${known >= 0 ? known : columns.push(fact) - 1}`
}

function aggregate(node: Aggregate, emitter: Emitter, at: At, places: Places): Term {
  const list = listOf(node.over)
  // Nobody knows a list that the files do not have.
  if (!places.setting.columns.has(`household.${list}`)) return unknownTerm(node.type)
  places.body.lists.add(list)
  const [first, end] = endsOf(list)
  if (node.args.length === 0) return ranged(`(${end} - ${first})`, 0, mostMembers)
  const body = (inside: At): [Bool, Term | null] => [
    node.where === null ? truth(true) : emit(node.where, inside, places) as Bool,
    node.value === null ? null : emit(node.value, inside, places),
  ]
  if (node.entity !== 'person') {
    const level = Math.max(...node.args.map((arg) => places.setting.levels[arg]!))
    const loop = places.loop(list, level)
    const { before, result } = fold(node, loop.emitter, ...body({ loop, pair: null }))
    places.home(level).statements.push(...before)
    return result
  }
  const inner = createEmitter(places.body)
  const member: Loop = { list, row: 'm', emitter: inner, memo: new Map() }
  const { before, result } = fold(node, inner, ...body({ loop: at.loop, pair: { emitter: inner, memo: new Map(), member } }))
  emitter.statements.push(...before, `for (let m = ${first}; m < ${end}; m += 1) {`, ...inner.statements, '}')
  return result
}
