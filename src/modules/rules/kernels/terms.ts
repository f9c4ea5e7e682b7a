/**
 * What an expression becomes in a kernel: JavaScript, and what is known of it before any row is read. Numbers are
 * exact: a numerator over a denominator, both whole numbers that a double holds, with the range they can take; where a
 * range leaves the safe integers, the row is set aside (`Emitter.guard`) and answered by the scalar evaluation.
 */

/** `yes` and `no` are both false where the answer is not known. */
export interface Bool { type: 'bool'; yes: string; no: string }

export interface Numeric {
  type: 'number'
  n: string
  min: number
  max: number
  /** Above zero. */
  d: string
  dMin: number
  dMax: number
  known: string
}

/** Months and days: one of the two is zero. */
export interface DurationTerm { type: 'duration'; months: Numeric; days: Numeric; known: string }
/** Place in `codes`. */
export interface CodeTerm { type: 'code'; n: string; codes: readonly string[]; known: string }

/** A date is a number: days since 1970-01-01. */
export type Term = Bool | Numeric | DurationTerm | CodeTerm

export const safe = Number.MAX_SAFE_INTEGER
export const always = 'true'
export const never = 'false'

export const both = (...known: string[]) => {
  if (known.includes(never)) return never
  const open = [...new Set(known.filter((code) => code !== always))]
  return open.length === 0 ? always : open.length === 1 ? open[0]! : `(${open.join(' && ')})`
}

export const either = (left: string, right: string) => {
  if (left === always || right === always) return always
  if (left === never || left === right) return right
  return right === never ? left : `(${left} || ${right})`
}

export const negation = (code: string) => (code === always ? never : code === never ? always : /^\w+$/.test(code) ? `!${code}` : `!(${code})`)

export const literal = (value: number) => (value < 0 || Object.is(value, -0) ? `(${value + 0})` : String(value))

/** @param d above zero */
export function fraction(n: number, d: number): Numeric {
  const divisor = gcd(Math.abs(n), d) || 1
  return { type: 'number', n: literal(n / divisor), min: n / divisor, max: n / divisor, d: literal(d / divisor), dMin: d / divisor, dMax: d / divisor, known: always }
}
export const whole = (n: number) => fraction(n, 1)
export const unknownNumber: Numeric = { ...whole(0), known: never }
export const isWhole = ({ dMin, dMax }: Numeric) => dMin === 1 && dMax === 1
/** A whole number with a range. */
export const ranged = (n: string, min: number, max: number, known = always): Numeric => ({ type: 'number', n, min, max, d: '1', dMin: 1, dMax: 1, known })
export const truth = (value: boolean): Bool => ({ type: 'bool', yes: String(value), no: String(!value) })
export const unknownBool: Bool = { type: 'bool', yes: never, no: never }
export const settled = (yes: string): Bool => ({ type: 'bool', yes, no: negation(yes) })
/** Answered only where `known` holds. */
export const answered = (known: string, yes: string): Bool => (known === always ? settled(yes) : { type: 'bool', yes: both(known, yes), no: both(known, negation(yes)) })
/** Whether a Kleene value is known. */
export const isKnown = ({ yes, no }: Bool) => (no === negation(yes) ? always : either(yes, no))

export const constantOf = ({ min, max, known }: { min: number; max: number; known: string }) => (min === max && known === always ? min : undefined)

export function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b]
  return a
}
