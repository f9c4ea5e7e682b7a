/** Over the members of a household, or the entries of a list: sums of a group of rows, and what they are worth. */
import { mostMembers } from '../columns/store.ts'
import type { Node } from '../ir/ir.ts'
import { constantDivisor, literal, ranged, safe, SqlFault, type BoolTerm, type NumberTerm, type SqlTerm } from './terms.ts'

export type Aggregate = Extract<Node, { op: 'aggregate' }>

/** Makes a column of a sum over the rows. @returns its name; NULL where there is nobody */
export type Column = (code: string) => string

const most = BigInt(mostMembers)

/** @param where of whom it is counted; @param aside sets the household aside where a sum says so */
export function fold({ how }: Aggregate, where: string, value: SqlTerm | null, column: Column, aside: (condition: string) => void): SqlTerm {
  const count = (test: string) => column(`count(*) FILTER (WHERE ${test})`)
  const bool = (code: string): BoolTerm => ({ type: 'bool', code })
  const settles = (test: string, settling: string, other: string) => bool(`CASE WHEN ${count(test)} > 0 THEN ${settling} WHEN ${count(`(${test}) IS NULL`)} > 0 THEN NULL ELSE ${other} END`)
  switch (how) {
    case 'any': return settles(`(${where}) AND (${(value as BoolTerm).code})`, 'TRUE', 'FALSE')
    case 'all': return settles(`(${where}) AND NOT (${(value as BoolTerm).code})`, 'FALSE', 'TRUE')
    case 'count': return ranged(`CASE WHEN ${count(`(${where}) IS NULL`)} > 0 THEN NULL ELSE coalesce(${count(where)}, 0) END::HUGEINT`, 0n, most)
    case 'sum': {
      const { n, ...number } = constantly(value as NumberTerm)
      const open = count(`(${where}) IS NULL OR ((${where}) AND (${n}) IS NULL)`)
      const sum = column(`sum(${n}) FILTER (WHERE ${where})`)
      // A sum that leaves the whole numbers on its way is an overflow, though it may come back.
      const [least, largest] = [number.min < 0n ? number.min * most : 0n, number.max > 0n ? number.max * most : 0n]
      if (largest > safe * number.dMax || least < -safe * number.dMax) aside(`${column(`sum(abs(${n})) FILTER (WHERE ${where})`)} > ${literal(safe * number.dMax)}`)
      return { ...number, n: `CASE WHEN ${open} > 0 THEN NULL ELSE coalesce(${sum}, 0) END::HUGEINT`, min: least, max: largest }
    }
    case 'min': case 'max': {
      const { n, ...number } = constantly(value as NumberTerm)
      const open = count(`(${where}) IS NULL OR ((${where}) AND (${n}) IS NULL)`)
      return { ...number, n: `CASE WHEN ${open} > 0 THEN NULL ELSE ${column(`${how}(${n}) FILTER (WHERE ${where})`)} END` }
    }
    case 'the': {
      const one = `${count(where)} = 1 AND ${count(`(${where}) IS NULL`)} = 0`
      return only(value!, one, (code) => column(`any_value(${code}) FILTER (WHERE ${where})`))
    }
    default: return how satisfies never
  }
}

/** The value of the one who fits. */
function only(value: SqlTerm, one: string, held: Column): SqlTerm {
  switch (value.type) {
    case 'number': return { ...value, n: `CASE WHEN ${one} THEN ${held(value.n)} END`, d: constantDivisor(value) === undefined ? `coalesce(${held(value.d)}, 1)` : value.d }
    case 'duration': return { ...value, count: only(value.count, one, held) as NumberTerm, unit: /^\d$/.test(value.unit) ? value.unit : `coalesce(${held(value.unit)}, 0)` }
    case 'bool': case 'code': return { ...value, code: `CASE WHEN ${one} THEN ${held(value.code)} END` }
    default: return value satisfies never
  }
}

function constantly(value: NumberTerm): NumberTerm {
  if (constantDivisor(value) === undefined) throw new SqlFault('Fractions with different denominators are neither added up nor compared over the members in SQL.')
  return value
}
