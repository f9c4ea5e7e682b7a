/**
 * What a node becomes in SQL. NULL is what nobody knows, and SQL's `and`, `or`, `not` are Kleene's. Numbers are exact: a numerator over a
 * denominator, both 128 bits wide, with the range they can take; where a range leaves 128 bits or the safe integers, the household is set
 * aside (`Scope.aside`) and answered by the scalar evaluation.
 */

/** A date is a whole number: days since 1970-01-01. */
export interface NumberTerm {
  type: 'number'
  n: string
  min: bigint
  max: bigint
  /** Above zero, and never NULL. */
  d: string
  dMin: bigint
  dMax: bigint
}
export interface BoolTerm { type: 'bool'; code: string }
export interface CodeTerm { type: 'code'; code: string }
/** `unit` is the place in `units`. */
export interface DurationTerm { type: 'duration'; count: NumberTerm; unit: string }
export type SqlTerm = NumberTerm | BoolTerm | CodeTerm | DurationTerm

export const units = ['days', 'months', 'years'] as const

/** What the language can say and this output cannot: nothing is asked rather than something else. */
export class SqlFault extends Error {
  override name = 'SqlFault'
}

export const safe = BigInt(Number.MAX_SAFE_INTEGER)
/** Within 128 bits, with room for one addition. */
export const widest = 2n ** 125n

export const literal = (value: bigint) => (value < 0n ? `(${value})::HUGEINT` : `${value}::HUGEINT`)
export const unknownNumber: NumberTerm = { type: 'number', n: 'NULL::HUGEINT', min: 0n, max: 0n, d: '1', dMin: 1n, dMax: 1n }
export const unknownBool: BoolTerm = { type: 'bool', code: 'NULL::BOOLEAN' }
export const unknownCode: CodeTerm = { type: 'code', code: 'NULL::VARCHAR' }

/** @param d above zero */
export function fraction(n: bigint, d: bigint): NumberTerm {
  const divisor = gcd(n < 0n ? -n : n, d)
  return { type: 'number', n: literal(n / divisor), min: n / divisor, max: n / divisor, d: divisorCode(d / divisor), dMin: d / divisor, dMax: d / divisor }
}
export const whole = (n: bigint | number) => fraction(BigInt(n), 1n)
export const ranged = (n: string, min: bigint, max: bigint): NumberTerm => ({ type: 'number', n, min, max, d: '1', dMin: 1n, dMax: 1n })
export const truth = (value: boolean): BoolTerm => ({ type: 'bool', code: value ? 'TRUE' : 'FALSE' })

export const divisorCode = (d: bigint) => (d === 1n ? '1' : literal(d))
export const isWhole = ({ dMin, dMax }: NumberTerm) => dMin === 1n && dMax === 1n
/** Its value where it is the same for everybody. */
export const constantOf = ({ n, min, max }: NumberTerm) => (min === max && n === literal(min) ? min : undefined)
export const constantDivisor = ({ dMin, dMax }: NumberTerm) => (dMin === dMax ? dMin : undefined)

export function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? 1n : a
}

/** Names of this output are `v` or `c` with a number; a text that holds one is cut, so that no text is taken for a name (`names.ts`). */
export const quoted = (text: string) => {
  const cut = `'${text.replaceAll("'", "''").replaceAll(/([vc])(?=\d)/g, "$1' || '")}'`
  return cut.includes(' || ') ? `(${cut})` : cut
}

export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`
