/**
 * The intermediate form as formulas about one household whose facts are all known and may be anything. `closed`: it has some members and
 * every sum over them is exact; what is satisfied can be shown. `open`: sums may be anything, and what cannot be satisfied then can
 * never be. What has no formula (days between two dates, working days) may be anything as well.
 */
import type { Figures } from '../evaluate/figures.ts'
import type { Value } from '../evaluate/value.ts'
import type { Ir, Node, NodeId } from '../ir/ir.ts'
import { isTable, pickVersion } from '../language/pick-version.ts'
import { valueOfConstant } from '../evaluate/value.ts'
import { choose, constantSymbol, createCodes, isDay, isSpan, orderOf, same, type Day, type Number, type Span, type Symbol, type Test, type Z } from './symbols.ts'

/** Whose value: a person or entry by its place, and the member beside them. */
export interface Whose { self: number | null; member: number | null }
export const nobody: Whose = { self: null, member: null }

export interface Setting { z: Z; ir: Ir; day: { on: string; knownAt: string }; figures: Figures; constant(id: NodeId): Value; members: number; isOpen: boolean }
export interface Encoded {
  of(id: NodeId, whose?: Whose): Symbol
  /** What every fact of a household keeps to: amounts that occur, days that exist. */
  facts: Test[]
  /** Tables have a row, divisors are not zero. */
  defined: Test[]
  /** Whole numbers of a household count something: there is at least one. */
  counts: Test[]
  symbols: ReadonlyMap<string, { fact: string; row: number | null; symbol: Symbol }>
  codeOf(number: number): string
}

const most = 100_000_000_000
const longestLife = 110 * 12

export function encode({ z, ir, day, figures, constant, members, isOpen }: Setting): Encoded {
  const numberOf = createCodes()
  const codes = new Map<number, string>()
  const code = (word: string) => { const number = numberOf(word); codes.set(number, word); return number }
  const facts: Test[] = []
  const defined: Test[] = []
  const counts: Test[] = []
  const symbols = new Map<string, { fact: string; row: number | null; symbol: Symbol }>()
  const memo = new Map<string, Symbol>()
  const today = constantSymbol(z, constant(ir.nodes.find(({ op }) => op === 'today')?.id ?? -1) ?? 0, true, code) as Day
  const zero = z.Int.val(0)
  let fresh = 0

  const anything = (type: Node['type']): Symbol => symbolOf(`any ${fresh += 1}`, type)
  function symbolOf(name: string, type: Node['type']): Symbol {
    if (type === 'bool') return z.Bool.const(name)
    if (type === 'date') {
      const [month, of] = [z.Int.const(`${name} month`), z.Int.const(`${name} day`)]
      facts.push(month.ge(today.month.sub(longestLife)), month.le(today.month.add(24)), of.ge(1), of.le(28))
      return { month, day: of }
    }
    if (type === 'duration') return { months: z.Int.const(`${name} months`), days: zero }
    if (type === 'rate' || type === 'fraction') return z.Real.const(name)
    const number = z.Int.const(name)
    if (typeof type === 'object') facts.push(z.Or(...type.codes.map((one) => number.eq(code(one)))))
    else facts.push(number.ge(0), number.le(most))
    if (type === 'int') counts.push(number.ge(1))
    return number
  }

  function of(id: NodeId, whose: Whose = nobody): Symbol {
    const node = ir.nodes[id]!
    const isOne = node.entity === 'person' || node.entity.startsWith('list:')
    const own: Whose = node.entity === 'pair' ? whose : isOne ? { self: whose.member ?? whose.self, member: null } : nobody
    const key = `${id} ${own.self} ${own.member}`
    const known = memo.get(key)
    if (known) return known
    const symbol = reckon(node, own)
    memo.set(key, symbol)
    return symbol
  }

  function reckon(node: Node, whose: Whose): Symbol {
    if (node.entity === 'none') {
      const value = constant(node.id)
      return value === null ? anything(node.type) : constantSymbol(z, value, node.type === 'date', code)
    }
    const args = node.args.map((arg) => (node.op === 'aggregate' || node.op === 'of-self' || node.op === 'of-member' ? null : of(arg, whose)))
    const [a, b, c] = args as [Symbol, Symbol, Symbol]
    const [x, y] = [a as Number, b as Number]
    switch (node.op) {
      case 'input': {
        const { fact, type } = ir.inputs[node.input]!
        const name = `${fact} ${whose.self ?? ''}`
        const known = symbols.get(name)
        if (known) return known.symbol
        const symbol = symbolOf(name, type === 'text' ? 'int' : type)
        symbols.set(name, { fact, row: whose.self, symbol })
        return symbol
      }
      case 'variable': case 'certain': return a
      case 'parameter': return lookUp(node, args as Symbol[])
      case 'scale': return climb(node, x)
      case 'and': return z.And(a as Test, b as Test)
      case 'or': return z.Or(a as Test, b as Test)
      case 'not': return z.Not(a as Test)
      case 'in': return z.Or(...node.codes.map((word) => x.eq(code(word))))
      case 'if': return isNumber(b) && isNumber(c) ? choose(z, a as Test, liftTo(b, c), liftTo(c, b)) : choose(z, a as Test, b, c)
      case 'round': return round(x, node.direction, node.unit)
      case 'elapsed': return node.unit === 'days' ? anything('fraction') : elapsed(a as Day, b as Day, node.unit)
      case 'span': return node.unit === 'days' ? { months: zero, days: x } : { months: x.mul(node.unit === 'years' ? 12 : 1), days: zero }
      case 'shift': {
        const [span, date] = [a as Span, b as Day]
        // A number of days leads anywhere close by.
        const off = z.Int.const(`off ${fresh += 1}`)
        const hasDays = isSpan(span) && span.days.sexpr() !== '0'
        const moved = { month: node.back ? date.month.sub(span.months) : date.month.add(span.months), day: date.day }
        return hasDays ? { month: moved.month.add(off), day: moved.day } : moved
      }
      case 'edge': {
        const { month } = a as Day
        const first = node.unit === 'month' ? month : month.sub(month.mod(12))
        return node.which === 'start' ? { month: first, day: z.Int.val(1) } : { month: node.unit === 'month' ? month : first.add(11), day: z.Int.val(28) }
      }
      case 'calendar': return node.unit === 'year' ? (a as Day).month.div(12).add(1600) : (a as Day).month.mod(12).add(1)
      case 'working-day': return anything('date')
      case 'aggregate': return aggregate(node, whose)
      case 'of-self': return of(node.args[0]!, { self: whose.self, member: null })
      case 'of-member': return of(node.args[0]!, { self: whose.member, member: null })
      case 'eq': return node.args.every((arg) => ir.nodes[arg]!.type === 'bool') ? (a as Test).eq(b as Test) : same(a, b)
      case 'ne': return z.Not(node.args.every((arg) => ir.nodes[arg]!.type === 'bool') ? (a as Test).eq(b as Test) : same(a, b))
      case 'lt': case 'le': case 'gt': case 'ge': {
        const [left, right] = [liftTo(orderOf(a), orderOf(b)), liftTo(orderOf(b), orderOf(a))]
        return node.op === 'lt' ? left.lt(right) : node.op === 'le' ? left.le(right) : node.op === 'gt' ? left.gt(right) : left.ge(right)
      }
      case 'add': case 'sub': case 'mul': {
        const [left, right] = [liftTo(x, y), liftTo(y, x)]
        return node.op === 'add' ? left.add(right) : node.op === 'sub' ? left.sub(right) : left.mul(right)
      }
      case 'div': {
        defined.push(y.neq(0))
        return real(x).div(real(y))
      }
      case 'min': case 'max': {
        const [left, right] = isDay(a) ? [a, b] : [liftTo(a as Number, b as Number), liftTo(b as Number, a as Number)]
        return choose(z, node.op === 'min' ? orderOf(left).le(orderOf(right)) : orderOf(left).ge(orderOf(right)), left, right)
      }
      case 'constant': case 'today': return anything(node.type)
      default: return node satisfies never
    }
  }

  function isNumber(symbol: Symbol): symbol is Number { return !isDay(symbol) && !isSpan(symbol) && z.isArith(symbol) }
  const real = (term: Number): Number => (z.isReal(term) ? term : z.ToReal(term))
  /** Shares and unrounded amounts are reals; what meets them becomes one. */
  function liftTo(term: Number, other: Number): Number { return z.isReal(other) && !z.isReal(term) ? z.ToReal(term) : term }

  function elapsed(from: Day, on: Day, unit: 'months' | 'years'): Number {
    const count = on.month.sub(from.month).sub(z.If(on.day.lt(from.day), z.Int.val(1), zero))
    return unit === 'years' ? count.div(12) : count
  }

  function round(value: Number, direction: 'down' | 'up' | 'half up', unit: number): Number {
    const scaled = real(value).div(unit)
    const whole = direction === 'up' ? z.ToInt(scaled.neg()).neg() : z.ToInt(direction === 'down' ? scaled : scaled.add(z.Real.val('1/2')))
    return whole.mul(unit)
  }

  function lookUp(node: Extract<Node, { op: 'parameter' }>, keys: readonly Symbol[]): Symbol {
    const { versions, type } = ir.parameters[node.parameter]!
    const version = pickVersion(versions, day.on, day.knownAt)
    if (!version || !isTable(version.value) || keys.length === 0) return anything(type)
    const isKey = (key: Symbol, at: number, row: string) => {
      const by = ir.parameters[node.parameter]!.by[at]
      return by === 'number' ? (key as Number).eq(globalThis.Number(row)) : (key as Number).eq(code(row))
    }
    const none = anything(type)
    const rows = version.value.rows.filter(({ more, keys: own }) => more === null && !own.includes('others'))
    const open = version.value.rows.some(({ more, keys: own }) => more !== null || own.includes('others'))
    const fits = rows.map(({ keys: own }) => z.And(...own.map((row, at) => isKey(keys[at]!, at, row))))
    if (!open) defined.push(z.Or(...fits))
    return rows.reduceRight<Symbol>((below, { keys: own }, index) => {
      const value = figures.figure(node.parameter, own)
      return value === null ? below : choose(z, fits[index]!, constantSymbol(z, value, type === 'date', code), below)
    }, none)
  }

  function climb(node: Extract<Node, { op: 'scale' }>, argument: Number): Symbol {
    const { how, type, versions } = ir.scales[node.scale]!
    const version = pickVersion(versions, day.on, day.knownAt)
    if (!version) return anything(type)
    const each = how === 'marginal' ? 'rate' : type
    const steps = version.steps.map(({ from, value }) => ({ from, value: constantSymbol(z, valueOfConstant(value, each), type === 'date', code) as Number }))
    if (how === 'step') return steps.reduce<Symbol>((below, { from, value }) => choose(z, argument.ge(from), value, below), anything(type))
    return steps.reduce<Number>((sum, { from, value }, index) => {
      const end = steps[index + 1]?.from
      const upper = end === undefined ? argument : z.If(argument.lt(end), argument, z.isReal(argument) ? z.Real.val(end) : z.Int.val(end)) as Number
      const [above, least] = [upper.sub(from), z.isReal(upper) ? z.Real.val(0) : zero]
      return sum.add(real(z.If(upper.gt(from), above, least) as Number).mul(real(value)))
    }, z.Real.val(0))
  }

  function aggregate(node: Extract<Node, { op: 'aggregate' }>, whose: Whose): Symbol {
    if (isOpen) return anything(node.type)
    const each = Array.from({ length: members }, (_, place) => (node.entity === 'person' ? { self: whose.self, member: place } : { self: place, member: null }))
    const wheres = each.map((who) => (node.where === null ? z.Bool.val(true) : of(node.where, who) as Test))
    const values = each.map((who) => (node.value === null ? null : of(node.value, who)))
    const sum = (terms: Number[]) => terms.reduce((total, term) => total.add(term), zero)
    switch (node.how) {
      case 'any': return z.Or(...wheres.map((where, at) => z.And(where, values[at] as Test)))
      case 'all': return z.And(...wheres.map((where, at) => z.Implies(where, values[at] as Test)))
      case 'count': return sum(wheres.map((where) => z.If(where, z.Int.val(1), zero) as Number))
      case 'sum': return sum(wheres.map((where, at) => z.If(where, values[at] as Number, zero) as Number))
      case 'min': case 'max': case 'the': return wheres.reduce<Symbol>((best, where, at) => {
        const value = values[at]!
        if (node.how === 'the') return choose(z, where, value, best)
        const isBetter = node.how === 'min' ? orderOf(value).lt(orderOf(best)) : orderOf(value).gt(orderOf(best))
        return choose(z, z.And(where, isBetter), value, best)
      }, values[0] ?? anything(node.type))
      default: return node.how satisfies never
    }
  }
  return { of, facts, defined, counts, symbols, codeOf: (number) => codes.get(number)! }
}
