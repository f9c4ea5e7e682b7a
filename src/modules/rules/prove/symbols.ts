/** What a value is while nobody is known: terms of Z3. A civil day is a month since January 1600 and a day of it from 1 to 28. */
import type { Arith, Bool, Context } from 'z3-solver'
import { packedDate } from '../kernels/day-number.ts'
import type { Value } from '../evaluate/value.ts'

export type Z = Context<'law'>
export type Number = Arith<'law'>
export type Test = Bool<'law'>
export interface Day { month: Number; day: Number }
export interface Span { months: Number; days: Number }
export type Symbol = Number | Test | Day | Span

export const isDay = (symbol: Symbol): symbol is Day => 'month' in symbol
export const isSpan = (symbol: Symbol): symbol is Span => 'months' in symbol

/** Codes of all facts by one number each, so that equal words are equal. */
export function createCodes() {
  const numbers = new Map<string, number>()
  return (code: string) => {
    if (!numbers.has(code)) numbers.set(code, numbers.size)
    return numbers.get(code)!
  }
}

export function constantSymbol(z: Z, value: Exclude<Value, null>, isDate: boolean, numberOf: (code: string) => number): Symbol {
  if (typeof value === 'boolean') return z.Bool.val(value)
  if (typeof value === 'string') return z.Int.val(numberOf(value))
  if (typeof value === 'number') {
    if (!isDate) return z.Int.val(value)
    const packed = packedDate(value) - 1600 * 384
    return { month: z.Int.val(Math.floor(packed / 32)), day: z.Int.val(Math.min(28, packed % 32)) }
  }
  if ('unit' in value) return { months: z.Int.val(value.unit === 'days' ? 0 : value.count * (value.unit === 'years' ? 12 : 1)), days: z.Int.val(value.unit === 'days' ? value.count : 0) }
  return z.Real.val({ numerator: value.n, denominator: value.d })
}

export function choose(z: Z, test: Test, then: Symbol, otherwise: Symbol): Symbol {
  if (isDay(then) && isDay(otherwise)) return { month: z.If(test, then.month, otherwise.month), day: z.If(test, then.day, otherwise.day) }
  if (isSpan(then) && isSpan(otherwise)) return { months: z.If(test, then.months, otherwise.months), days: z.If(test, then.days, otherwise.days) }
  return z.If(test, then as Number, otherwise as Number)
}

export const orderOf = (symbol: Symbol): Number => (isDay(symbol) ? symbol.month.mul(32).add(symbol.day) : symbol as Number)

export function same(a: Symbol, b: Symbol): Test {
  if (isDay(a) && isDay(b)) return orderOf(a).eq(orderOf(b))
  if (isSpan(a) && isSpan(b)) return a.months.mul(32).add(a.days).eq(b.months.mul(32).add(b.days))
  return (a as Number).eq(b as Number)
}
