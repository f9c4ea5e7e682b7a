/** What a node is worth for somebody. Null is not known; a date is a day number, an amount a safe integer, a share or unrounded amount exact. */
import type { FactValue } from '../contract.ts'
import type { ValueType } from '../ir/ir.ts'
import { dayOf } from '../language/day-of.ts'
import type { Constant, Duration } from '../language/syntax.ts'
import { type Exact, ratio } from '../language/ratio.ts'
import { packedDate } from '../kernels/day-number.ts'

export type Value = boolean | number | string | Exact | Duration | null

/** `YYYY-MM-DD`, of a day of the years 0 to 9999. */
export function textOfDay(day: number): string {
  const packed = packedDate(day)
  const [year, month, date] = [Math.floor(packed / 384), Math.floor(packed / 32) % 12 + 1, packed % 32]
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}`
}

/** A figure, a literal or a given value as the law's text has it. */
export function valueOfConstant(constant: Constant, type: ValueType): Exclude<Value, null> {
  if (typeof constant === 'object') return 'unit' in constant ? constant : ratio(BigInt(constant.n), BigInt(constant.d))
  return type === 'date' && typeof constant === 'string' ? dayOf(constant)! : constant
}

/** What does not fit its type is not known: nonsense from a register never becomes an amount. */
export function valueOfFact(raw: FactValue | undefined, type: ValueType): Value {
  if (raw === null || raw === undefined) return null
  if (typeof type === 'object') return typeof raw === 'string' && type.codes.includes(raw) ? raw : null
  switch (type) {
    case 'bool': return typeof raw === 'boolean' ? raw : null
    case 'int': case 'money': return Number.isSafeInteger(raw) ? raw : null
    case 'date': return typeof raw === 'string' ? dayOf(raw) : null
    case 'text': return typeof raw === 'string' ? raw : null
    case 'rate': case 'fraction': case 'duration': return null
    default: return type satisfies never
  }
}

/** As it leaves the rules: a date as `YYYY-MM-DD`, a share as `n/d`. */
export function plainValue(value: Value, type: ValueType): FactValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return type === 'date' ? textOfDay(value) : value
  return 'unit' in value ? `${value.count} ${value.unit}` : `${value.n}/${value.d}`
}
