/** Each node becomes a term in the scope of whom it is about: the household, one of its members, or two of them. */
import type { FactValue } from '../contract.ts'
import type { Figures } from '../evaluate/figures.ts'
import { valueOfFact, type Value } from '../evaluate/value.ts'
import type { Ir, Node, NodeId, ValueType } from '../ir/ir.ts'
import { firstDay, lastDay } from '../kernels/day-number.ts'
import { pickVersion } from '../language/pick-version.ts'
import { checked, compare, extreme, plus, product, quotient, rounded } from './arithmetic.ts'
import { calendar, dayOfDate, edge, elapsed, shift, workingDay } from './dates.ts'
import { rowTerm, scaleTerm } from './figures.ts'
import { fold, type Aggregate } from './fold.ts'
import { renamed, stepOf, type Names, type Scope } from './scope.ts'
import { constantTerm, givenOr, keepTerm, sameTerm, selectTerm, unknownTerm } from './select-term.ts'
import { identifier, quoted, ranged, safe, SqlFault, units, type BoolTerm, type CodeTerm, type DurationTerm, type NumberTerm, type SqlTerm } from './terms.ts'

/** What is the same for everybody in a question. */
export interface Setting {
  ir: Ir
  day: { on: string; knownAt: string }
  figures: Figures
  holidays: ReadonlySet<number>
  /** Of a node that belongs to nobody. */
  constant(id: NodeId): Value
  /** Facts that the tables have a column for, by `entity.name`. */
  facts: ReadonlySet<string>
  /** Lists that the tables have. */
  lists: ReadonlySet<string>
  /** Facts that are the same for everybody, by `entity.name`. */
  given: ReadonlyMap<string, FactValue>
  levels: readonly number[]
  uses: ReadonlyMap<NodeId, number>
  names: Names
}

/** Of two members, while an aggregate compares a person with the others: rows `a` and `b` of one table. */
interface Pair { memo: Map<NodeId, SqlTerm>; scope: Scope; list: Scope }

/** The list whose rows a node has; null for the household's. */
export const listOf = (entity: string) => (entity === 'person' ? entity : entity.startsWith('list:') ? entity.slice('list:'.length) : null)

export function write(id: NodeId, setting: Setting, pair: Pair | null = null): SqlTerm {
  const { ir: { nodes }, names, levels, uses } = setting
  const node = nodes[id]!
  if (node.entity === 'none') return constantTerm(setting.constant(id), node.type)
  const memo = node.entity === 'pair' ? pair!.memo : names.memo
  const known = memo.get(id)
  if (known) return known
  const scope = node.entity === 'pair' ? pair!.scope : names.scope(listOf(node.entity), levels[id]!)
  const reckoned = compute(node, scope, setting, pair)
  const safeTerm = reckoned.type === 'number' && node.type !== 'date' ? checked(scope, reckoned) : reckoned
  const term = (uses.get(id) ?? 0) > 1 ? keepTerm(scope, safeTerm) : safeTerm
  memo.set(id, term)
  return term
}

function compute(node: Node, scope: Scope, setting: Setting, pair: Pair | null): SqlTerm {
  // What a pair reads of the household stands in both rows.
  const ofPair = (id: NodeId) => ['pair', 'none'].includes(setting.ir.nodes[id]!.entity)
  const args = node.args.map((id) => () => (node.entity !== 'pair' ? write(id, setting) : ofPair(id) ? write(id, setting, pair) : beside(id, 'a', setting, pair!)))
  const term = (place: number) => args[place]!()
  const number = (place: number) => term(place) as NumberTerm
  const bool = (place: number) => (term(place) as BoolTerm).code
  const { ir, day, figures } = setting
  switch (node.op) {
    case 'input': {
      const { fact, type } = ir.inputs[node.input]!
      return setting.given.has(fact) ? constantTerm(valueOfFact(setting.given.get(fact), type), type) : cell(fact, type, scope, setting)
    }
    case 'variable': {
      const { entity, name, type } = ir.variables[node.variable]!
      return setting.facts.has(`${entity}.${name}`) ? givenOr(scope, cell(`${entity}.${name}`, type, scope, setting), term(0)) : term(0)
    }
    case 'parameter': {
      const parameter = ir.parameters[node.parameter]!
      const keys = args.map((key) => keepTerm(scope, key()))
      return rowTerm(scope, parameter, node.parameter, pickVersion(parameter.versions, day.on, day.knownAt), keys, figures)
    }
    case 'scale': return scaleTerm(scope, ir.scales[node.scale]!, pickVersion(ir.scales[node.scale]!.versions, day.on, day.knownAt), keepTerm(scope, number(0)) as NumberTerm)
    case 'and': return { type: 'bool', code: `(${bool(0)} AND ${bool(1)})` }
    case 'or': return { type: 'bool', code: `(${bool(0)} OR ${bool(1)})` }
    case 'not': return { type: 'bool', code: `(NOT ${bool(0)})` }
    case 'certain': return { type: 'bool', code: `coalesce(${bool(0)}, FALSE)` }
    case 'in': return { type: 'bool', code: `(${(term(0) as CodeTerm).code} IN (${node.codes.map(quoted).join(', ')}))` }
    case 'if': return selectTerm(scope, bool(0), term(1), term(2))
    case 'round': return rounded(scope, number(0), node.direction, node.unit)
    case 'elapsed': return elapsed(scope, number(0), number(1), node.unit)
    case 'span': return { type: 'duration', count: number(0), unit: String(units.indexOf(node.unit)) }
    case 'shift': return shift(scope, term(0) as DurationTerm, number(1), node.back)
    case 'edge': return edge(scope, number(0), node.which, node.unit)
    case 'calendar': return calendar(scope, number(0), node.unit)
    case 'working-day': return workingDay(scope, number(0), setting.holidays)
    case 'aggregate': return aggregate(node, scope, setting)
    case 'of-self': return beside(node.args[0]!, 'a', setting, pair!)
    case 'of-member': return beside(node.args[0]!, 'b', setting, pair!)
    case 'eq': return sameTerm(scope, term(0), term(1))
    case 'ne': return { type: 'bool', code: `(NOT ${sameTerm(scope, term(0), term(1)).code})` }
    case 'lt': return compare(scope, '<', number(0), number(1))
    case 'le': return compare(scope, '<=', number(0), number(1))
    case 'gt': return compare(scope, '>', number(0), number(1))
    case 'ge': return compare(scope, '>=', number(0), number(1))
    case 'add': return plus(scope, number(0), number(1))
    case 'sub': return plus(scope, number(0), number(1), -1)
    case 'mul': return product(scope, number(0), number(1))
    case 'div': return quotient(scope, number(0), number(1))
    case 'min': return extreme(scope, 'smaller', number(0), number(1))
    case 'max': return extreme(scope, 'larger', number(0), number(1))
    case 'constant': case 'today': throw new SqlFault('A value that is the same for everybody was asked for somebody.')
    default: return node satisfies never
  }
}

/** A cell of a table. What does not fit its type sets the household aside, and the scalar evaluation reports it. */
function cell(fact: string, type: ValueType, scope: Scope, { facts, lists, names }: Setting): SqlTerm {
  if (!facts.has(fact)) return unknownTerm(type)
  const own = names.next('c')
  // A cell belongs to the table: it stands in the first level of its scope.
  const base = names.scope(scope.list, 0)
  const held = (code: string) => { base.cells.push({ name: own, code }); names.place(own, base, -1); return own }
  const column = identifier(nameInTable(fact, lists))
  if (typeof type === 'object') {
    const code = held(column)
    const fits = `${code} IN (${type.codes.map(quoted).join(', ')})`
    base.aside(`NOT ${fits}`)
    return { type: 'code', code: base.bind(`CASE WHEN ${fits} THEN ${code} END`) }
  }
  if (type === 'bool') return { type: 'bool', code: held(column) }
  if (type === 'text') return { type: 'code', code: held(column) }
  if (type !== 'int' && type !== 'money' && type !== 'date') throw new SqlFault(`${fact} is a ${type}, and tables hold none.`)
  const [code, least, most] = type === 'date' ? [held(dayOfDate(column)), BigInt(firstDay), BigInt(lastDay)] : [held(`${column}::HUGEINT`), -safe, safe]
  base.aside(`${code} NOT BETWEEN ${least} AND ${most}`)
  return ranged(base.bind(`CASE WHEN ${code} BETWEEN ${least} AND ${most} THEN ${code} END::HUGEINT`), least, most)
}

/** The household and each list have a table; facts of the application stand in the household's under their whole name. */
export function nameInTable(fact: string, lists: ReadonlySet<string>): string {
  const entity = fact.slice(0, fact.indexOf('.'))
  return entity === 'household' || lists.has(entity) ? fact.slice(entity.length + 1) : fact
}

function aggregate(node: Aggregate, scope: Scope, setting: Setting): SqlTerm {
  const list = listOf(node.over)!
  // Nobody knows a list that the tables do not have.
  if (!setting.lists.has(list)) return unknownTerm(node.type)
  const { names, levels } = setting
  if (node.entity === 'person') return overPairs(node, scope, setting)
  const level = node.args.length === 0 ? 0 : Math.max(...node.args.map((arg) => levels[arg]!))
  const inside = names.scope(list, level)
  const where = node.where === null ? 'TRUE' : inside.bind((write(node.where, setting) as BoolTerm).code)
  const value = node.value === null ? null : keepTerm(inside, write(node.value, setting))
  const sums = foldOf(scope, list)
  const column = (code: string) => {
    const known = sums.find((one) => one.code === code)?.name
    if (known !== undefined) return known
    const own = names.next('v')
    sums.push({ name: own, code })
    names.place(own, scope, -1)
    return own
  }
  return fold(node, where, value, column, scope.aside)
}

function foldOf({ folds }: Scope, list: string) {
  let own = folds.find((one) => one.list === list)
  if (!own) folds.push(own = { list, columns: [] })
  return own.columns
}

function overPairs(node: Aggregate, scope: Scope, setting: Setting): SqlTerm {
  const { names } = setting
  // Within two rows nothing has a name: code stands where it is read.
  const asides: string[] = []
  const both: Scope = { ...scope, bind: (code) => `(${code})`, aside: (condition) => void asides.push(condition) }
  const pair: Pair = { memo: new Map(), scope: both, list: scope }
  const inPair = (id: NodeId) => (setting.ir.nodes[id]!.entity === 'pair' ? write(id, setting, pair) : beside(id, 'a', setting, pair))
  const where = node.where === null ? 'TRUE' : (inPair(node.where) as BoolTerm).code
  const value = node.value === null ? null : inPair(node.value)
  const found: { name: string; code: string }[] = []
  const column = (code: string) => {
    const known = found.find((one) => one.code === code)?.name
    if (known !== undefined) return known
    const own = names.next('v')
    const step = names.stepFor(code, scope)
    stepOf(scope, step).pairs.push({ name: own, code })
    names.place(own, scope, step)
    found.push({ name: own, code })
    return own
  }
  const result = fold(node, where, value, column, scope.aside)
  for (const condition of asides) scope.aside(column(`bool_or(${condition})`))
  return result
}

/** A value of one of two members: a name in their table, read from the row `a` or `b`. */
function beside(id: NodeId, row: 'a' | 'b', setting: Setting, { list }: Pair): SqlTerm {
  const kept = keepTerm(list, write(id, setting))
  switch (kept.type) {
    case 'number': return { ...kept, n: renamed(kept.n, row), d: renamed(kept.d, row) }
    case 'duration': return { ...kept, count: { ...kept.count, n: renamed(kept.count.n, row), d: renamed(kept.count.d, row) }, unit: renamed(kept.unit, row) }
    case 'bool': case 'code': return { ...kept, code: renamed(kept.code, row) }
    default: return kept satisfies never
  }
}

