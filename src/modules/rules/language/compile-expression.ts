/** Expressions become closures. Unknown is null and spreads by Kleene's logic; nothing loops, so everything ends. */
import { monthsOn, yearsOn, addPeriod } from '../../../kernel/dates/ages.ts'
import type { FactSet, FactValue } from '../contract.ts'
import { isTable, lookUp, pickVersion, ratioOf, valueOfConstant } from './pick-version.ts'
import { compare, type Exact, minus, over, plus, round, times, toInteger, whole } from './ratio.ts'
import type { Duration, Expression, Operator, Parameter } from './syntax.ts'
import type { Type, Value, Vocabulary } from './types.ts'

export interface Environment {
  facts: FactSet
  /** The newborn or child that is meant here. */
  members: Record<string, Record<string, FactValue>>
  on: string
  knownAt: string
  /** Named values that were computed already, with what they asked for in vain. */
  lets: Map<string, { value: Value; unknown: ReadonlySet<string> }>
  /** Collects the names of facts that were asked for and are not known. */
  unknown: Set<string>
}
export type Compiled = (env: Environment) => Value

export interface Names {
  vocabulary: Vocabulary
  parameters: ReadonlyMap<string, Parameter>
  lets: ReadonlyMap<string, Compiled>
}

export function compile(node: Expression, names: Names): Compiled {
  switch (node.kind) {
    case 'literal': return constant(node)
    case 'codes': throw new Error('codes stand only behind "is one of"')
    case 'fact': return readFact(node.entity, node.name, names.vocabulary.typeOf(node.entity, node.name) ?? 'text')
    case 'name': return readName(node.name, names)
    case 'lookup': return readTable(node.name, compile(node.keys[0]!, names), names)
    case 'not': {
      const value = compile(node.value, names)
      return (env) => { const known = value(env); return known === null ? null : !known }
    }
    case 'operation': return operation(node, names)
    case 'if': {
      const [condition, then, otherwise] = [compile(node.condition, names), compile(node.then, names), compile(node.otherwise, names)]
      return (env) => { const known = condition(env); return known === null ? null : known ? then(env) : otherwise(env) }
    }
    case 'aggregate': return node.how === 'count' ? count(node.group, node.where && compile(node.where, names)) : extreme(node, names)
    case 'elapsed': {
      const [from, on] = [compile(node.from, names), compile(node.on, names)]
      const reckon = node.unit === 'years' ? yearsOn : monthsOn
      return both(from, on, (start, end) => whole(reckon(start as Temporal.PlainDate, end as Temporal.PlainDate)))
    }
    case 'choose': {
      const sign = node.which === 'smaller' ? -1 : 1
      return both(compile(node.left, names), compile(node.right, names), (a, b) => (order(a, b) === sign ? a : b))
    }
    case 'span': {
      const [count, unit] = [compile(node.count, names), node.unit]
      return (env) => { const known = count(env); return known === null ? null : { count: toInteger(known as Exact), unit } }
    }
    case 'shift': return both(compile(node.span, names), compile(node.date, names), (span, date) => {
      const { count, unit } = span as Duration
      return addPeriod(date as Temporal.PlainDate, { [unit]: count })
    })
    case 'today': case 'edge': case 'calendar': case 'working-day': throw new Error(`${node.kind} is refused by the checker`)
    case 'rounded': {
      const value = compile(node.value, names)
      return (env) => { const known = value(env); return known === null ? null : round(known as Exact, node.direction, node.unit) }
    }
    default: return node satisfies never
  }
}

function constant(node: Expression & { kind: 'literal' }): Compiled {
  const value = node.type === 'rate' ? ratioOf(node.value) : node.type === 'number' || node.type === 'date' ? valueOfConstant(node.value) : node.value
  return () => value
}

type Known = Exclude<Value, null>
const both = (left: Compiled, right: Compiled, combine: (a: Known, b: Known) => Value): Compiled => (env) => {
  const a = left(env)
  const b = right(env)
  return a === null || b === null ? null : combine(a, b)
}

function readFact(entity: string, name: string, type: Type): Compiled {
  return (env) => {
    const holder = env.members[entity] ?? env.facts[entity]
    const raw = holder === undefined || Array.isArray(holder) ? null : holder[name] ?? null
    const value = raw === null ? null : parse(raw, type)
    if (value === null) env.unknown.add(`${entity}.${name}`)
    return value
  }
}

/** What does not fit its type is not known: nonsense from a register never becomes an amount. */
function parse(raw: string | number | boolean, type: Type): Value {
  if (typeof type === 'object') return typeof raw === 'string' && type.codes.includes(raw) ? raw : null
  switch (type) {
    case 'bool': return typeof raw === 'boolean' ? raw : null
    case 'int': case 'money': return Number.isSafeInteger(raw) ? whole(raw as number) : null
    case 'date': return typeof raw === 'string' && /^\d{4}-\d\d-\d\d$/.test(raw) ? dateOrNull(raw) : null
    case 'text': return typeof raw === 'string' ? raw : null
    default: return null
  }
}

function dateOrNull(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return null
  }
}

function readName(name: string, { lets, parameters }: Names): Compiled {
  const computed = lets.get(name)
  if (computed) {
    return (env) => {
      let known = env.lets.get(name)
      if (known === undefined) {
        const unknown = new Set<string>()
        env.lets.set(name, (known = { value: computed({ ...env, unknown }), unknown }))
      }
      for (const fact of known.unknown) env.unknown.add(fact)
      return known.value
    }
  }
  const parameter = parameters.get(name)
  if (!parameter) throw new Error(`nothing is called ${name}`)
  return (env) => {
    const version = pickVersion(parameter, env.on, env.knownAt)
    if (!version || isTable(version.value)) {
      env.unknown.add(name)
      return null
    }
    return valueOfConstant(version.value)
  }
}

function readTable(name: string, key: Compiled, { parameters }: Names): Compiled {
  const parameter = parameters.get(name)
  if (!parameter) throw new Error(`there is no table ${name}`)
  return (env) => {
    const at = key(env)
    if (at === null) return null
    const version = pickVersion(parameter, env.on, env.knownAt)
    const value = version && isTable(version.value) ? lookUp(version.value, typeof at === 'string' ? at : String(toInteger(at as Exact))) : null
    if (value === null) env.unknown.add(name)
    return value
  }
}

/** Who might belong and is not known leaves the count unknown, unless nobody's answer is open. */
function count(entity: string, where: Compiled | null): Compiled {
  return (env) => {
    const list = env.facts[entity]
    if (!Array.isArray(list)) {
      env.unknown.add(entity)
      return null
    }
    if (!where) return whole(list.length)
    let found = 0
    for (const member of list) {
      const known = where({ ...env, members: { ...env.members, [entity]: member }, lets: new Map() })
      if (known === null) return null
      if (known === true) found += 1
    }
    return whole(found)
  }
}

/** Not known as long as one of them is not. */
function extreme({ how, value }: Expression & { kind: 'aggregate' }, names: Names): Compiled {
  if (value?.kind !== 'fact') throw new Error('the checker asks for a fact of several')
  const { entity, name } = value
  const read = readFact(entity, name, names.vocabulary.typeOf(entity, name) ?? 'date')
  const sign = how === 'min' ? -1 : 1
  return (env) => {
    const list = env.facts[entity]
    const dates = Array.isArray(list) ? list.map((member) => read({ ...env, members: { ...env.members, [entity]: member } })) : []
    if (dates.length === 0) env.unknown.add(`${entity}.${name}`)
    if (dates.length === 0 || dates.includes(null)) return null
    return dates.reduce((best, date) => (order(date!, best!) === sign ? date : best))
  }
}

function operation(node: Expression & { kind: 'operation' }, names: Names): Compiled {
  const left = compile(node.left, names)
  if (node.op === 'in') {
    const codes = node.right.kind === 'codes' ? node.right.codes : []
    return (env) => { const known = left(env); return known === null ? null : codes.includes(known as string) }
  }
  const right = compile(node.right, names)
  if (node.op === 'and') return kleene(left, right, false)
  if (node.op === 'or') return kleene(left, right, true)
  return both(left, right, arithmetic[node.op])
}

/** `settling`: the value of either side that settles the whole, whatever the other is. */
const kleene = (left: Compiled, right: Compiled, settling: boolean): Compiled => (env) => {
  const a = left(env)
  if (a === settling) return settling
  const b = right(env)
  if (b === settling) return settling
  return a === null || b === null ? null : !settling
}

function order(a: Known, b: Known): -1 | 0 | 1 {
  if (a instanceof Temporal.PlainDate) return Temporal.PlainDate.compare(a, b as Temporal.PlainDate) as -1 | 0 | 1
  if (typeof a === 'object') return compare(a as Exact, b as Exact)
  return a === b ? 0 : 1
}

const arithmetic: Record<Exclude<Operator, 'and' | 'or' | 'in'>, (a: Known, b: Known) => Value> = {
  '=': (a, b) => order(a, b) === 0,
  '!=': (a, b) => order(a, b) !== 0,
  '<': (a, b) => order(a, b) < 0,
  '<=': (a, b) => order(a, b) <= 0,
  '>': (a, b) => order(a, b) > 0,
  '>=': (a, b) => order(a, b) >= 0,
  '+': (a, b) => plus(a as Exact, b as Exact),
  '-': (a, b) => minus(a as Exact, b as Exact),
  '*': (a, b) => times(a as Exact, b as Exact),
  '/': (a, b) => over(a as Exact, b as Exact),
}
