/** Operations that every kind of term has. */
import type { Value } from '../evaluate/value.ts'
import type { ValueType } from '../ir/ir.ts'
import { compare, select } from './arithmetic.ts'
import type { Scope } from './scope.ts'
import { fraction, quoted, SqlFault, truth, unknownBool, unknownCode, unknownNumber, units, whole, type BoolTerm, type SqlTerm } from './terms.ts'

export function unknownTerm(type: ValueType): SqlTerm {
  if (typeof type === 'object' || type === 'text') return unknownCode
  if (type === 'bool') return unknownBool
  return type === 'duration' ? { type: 'duration', count: unknownNumber, unit: '0' } : unknownNumber
}

/** A value that is the same for everybody. */
export function constantTerm(value: Value, type: ValueType): SqlTerm {
  if (value === null) return unknownTerm(type)
  if (typeof value === 'boolean') return truth(value)
  if (typeof value === 'number') return whole(value)
  if (typeof value === 'string') return { type: 'code', code: quoted(value) }
  return 'unit' in value ? { type: 'duration', count: whole(value.count), unit: String(units.indexOf(value.unit)) } : fraction(value.n, value.d)
}

/** The branch that a condition chooses; of a condition that nobody knows, what both say. */
export function selectTerm(scope: Scope, condition: string, then: SqlTerm, otherwise: SqlTerm): SqlTerm {
  if (condition === 'TRUE') return then
  if (condition === 'FALSE') return otherwise
  if (then.type === 'number' && otherwise.type === 'number') return select(scope, condition, then, otherwise)
  if (then.type === 'duration' && otherwise.type === 'duration') {
    const test = scope.bind(condition)
    const settled = scope.bind(`coalesce(${test}, ${sameTerm(scope, then, otherwise).code}, FALSE)`)
    const known = `CASE WHEN ${test} IS NULL AND NOT ${settled} THEN NULL ELSE ${settled} END`
    const count = select(scope, scope.bind(known), then.count, otherwise.count)
    return { type: 'duration', count, unit: then.unit === otherwise.unit ? then.unit : scope.bind(`CASE WHEN ${settled} THEN ${then.unit} ELSE ${otherwise.unit} END`) }
  }
  if ((then.type === 'bool' && otherwise.type === 'bool') || (then.type === 'code' && otherwise.type === 'code')) {
    const [test, one, other] = [scope.bind(condition), scope.bind(then.code), scope.bind(otherwise.code)]
    return { type: then.type, code: `CASE WHEN ${test} THEN ${one} WHEN NOT ${test} THEN ${other} WHEN ${one} = ${other} THEN ${one} END` }
  }
  throw new SqlFault('The branches of a choice are of two kinds.')
}

export function sameTerm(scope: Scope, a: SqlTerm, b: SqlTerm): BoolTerm {
  if (a.type === 'number' && b.type === 'number') return compare(scope, '=', a, b)
  if (a.type === 'duration' && b.type === 'duration') return { type: 'bool', code: `(${compare(scope, '=', a.count, b.count).code} AND ${a.unit} = ${b.unit})` }
  if ((a.type === 'bool' && b.type === 'bool') || (a.type === 'code' && b.type === 'code')) return { type: 'bool', code: `(${a.code} = ${b.code})` }
  throw new SqlFault('What is compared is of two kinds.')
}

/** The value given for a definition where there is one, and its formula elsewhere. */
export function givenOr(scope: Scope, given: SqlTerm, formula: SqlTerm): SqlTerm {
  const known = given.type === 'number' ? given.n : given.type === 'duration' ? given.count.n : given.code
  return selectTerm(scope, scope.bind(`${known} IS NOT NULL`), given, formula)
}

/** Each part under a name of its own, so that what is read twice is reckoned once. */
export function keepTerm(scope: Scope, term: SqlTerm): SqlTerm {
  switch (term.type) {
    case 'number': return { ...term, n: scope.bind(term.n), d: scope.bind(term.d) }
    case 'duration': return { ...term, count: keepTerm(scope, term.count) as typeof term.count, unit: scope.bind(term.unit) }
    case 'bool': case 'code': return { ...term, code: scope.bind(term.code) }
    default: return term satisfies never
  }
}
