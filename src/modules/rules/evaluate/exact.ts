/** Arithmetic in which whole numbers stay plain and everything else is an exact fraction. Leaving the safe integers is no answer. */
import { compare as compareExact, type Exact, minus, over, plus, round as roundExact, times, whole } from '../language/ratio.ts'
import { Overflow } from './faults.ts'

export type Amount = number | Exact

const exact = (value: Amount): Exact => (typeof value === 'number' ? whole(value) : value)
const isWhole = (value: number) => Number.isSafeInteger(value)

/** @throws Overflow beyond ±(2^53 − 1) */
export function safe(value: number): number {
  if (!isWhole(value)) throw new Overflow()
  return value
}

export const add = (a: Amount, b: Amount): Amount => (typeof a === 'number' && typeof b === 'number' ? safe(a + b) : plus(exact(a), exact(b)))
export const sub = (a: Amount, b: Amount): Amount => (typeof a === 'number' && typeof b === 'number' ? safe(a - b) : minus(exact(a), exact(b)))
// Two safe integers whose rounded product is one have it exactly: what is off by rounding lies above 2^53.
export const mul = (a: Amount, b: Amount): Amount => (typeof a === 'number' && typeof b === 'number' ? safe(a * b) : times(exact(a), exact(b)))
/** Null where the divisor is zero. */
export const div = (a: Amount, b: Amount): Exact | null => over(exact(a), exact(b))

export const compare = (a: Amount, b: Amount): number =>
  (typeof a === 'number' && typeof b === 'number' ? Math.sign(a - b) : compareExact(exact(a), exact(b)))

/** To a multiple of `unit`, as `language/ratio.ts` has it. */
export function round(value: Amount, direction: 'down' | 'up' | 'half up', unit: number): number {
  if (typeof value === 'number' && unit === 1) return value
  return safe(Number(roundExact(exact(value), direction, unit).n))
}

/** Rate × the part of the argument that lies in each step. */
export function marginal(argument: Amount, steps: readonly { from: number; value: Amount }[]): Amount {
  let sum: Amount = 0
  for (const [index, { from, value }] of steps.entries()) {
    const end = steps[index + 1]?.from
    const upper = end !== undefined && compare(argument, end) > 0 ? end : argument
    if (compare(upper, from) > 0) sum = add(sum, mul(value, sub(upper, from)))
  }
  return sum
}


/** For words alone: the nearest double. */
export const asNumber = (value: Amount): number => (typeof value === 'number' ? value : Number(value.n) / Number(value.d))
