/** Exact arithmetic in SQL. Nothing is ever rounded unasked, and nothing leaves 128 bits. */
import type { Scope } from './scope.ts'
import { constantDivisor, constantOf, divisorCode, fraction, gcd, literal, ranged, safe, truth, unknownNumber, widest, type BoolTerm, type NumberTerm } from './terms.ts'

interface Part { code: string; min: bigint; max: bigint }
const top = ({ n, min, max }: NumberTerm): Part => ({ code: n, min, max })
const bottom = ({ d, dMin, dMax }: NumberTerm): Part => ({ code: d, min: dMin, max: dMax })
const fixed = (value: bigint): Part => ({ code: literal(value), min: value, max: value })
const isFixed = ({ code, min, max }: Part) => min === max && code === literal(min)
const largest = ({ min, max }: Pick<Part, 'min' | 'max'>) => (-min > max ? -min : max)

/** NULL, and the household set aside, where it leaves ±limit. */
function within(scope: Scope, part: Part, limit: bigint): Part {
  if (largest(part) <= limit) return part
  const code = scope.bind(part.code)
  const range = `BETWEEN ${literal(-limit)} AND ${literal(limit)}`
  scope.aside(`${code} NOT ${range}`)
  return { code: `CASE WHEN ${code} ${range} THEN ${code} END`, min: part.min < -limit ? -limit : part.min, max: part.max > limit ? limit : part.max }
}

function times(scope: Scope, left: Part, right: Part): Part {
  if (isFixed(left) && isFixed(right)) return fixed(left.min * right.min)
  if (left.code === '1' || left.code === literal(1n)) return right
  if (right.code === '1' || right.code === literal(1n)) return left
  const fits = largest(left) * largest(right) <= widest
  const [a, b] = fits ? [left, right] : [within(scope, left, 2n ** 62n), within(scope, right, 2n ** 62n)]
  const products = [a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max]
  return { code: `(${a.code} * ${b.code})`, min: least(products), max: most(products) }
}

const least = (values: readonly bigint[]) => values.reduce((one, other) => (other < one ? other : one))
const most = (values: readonly bigint[]) => values.reduce((one, other) => (other > one ? other : one))

const make = (n: Part, d: Part): NumberTerm =>
  (isFixed(n) && d.min === d.max ? fraction(n.min, d.min) : { type: 'number', n: n.code, min: n.min, max: n.max, d: d.code, dMin: d.min, dMax: d.max })

/** Both over one denominator. */
export function align(scope: Scope, a: NumberTerm, b: NumberTerm) {
  const [da, db] = [constantDivisor(a), constantDivisor(b)]
  if (da !== undefined && db !== undefined) {
    const common = (da / gcd(da, db)) * db
    const scaled = (term: NumberTerm, divisor: bigint) => times(scope, top(term), fixed(common / divisor))
    return { left: scaled(a, da), right: scaled(b, db), d: { code: divisorCode(common), min: common, max: common } }
  }
  return { left: times(scope, top(a), bottom(b)), right: times(scope, top(b), bottom(a)), d: times(scope, bottom(a), bottom(b)) }
}

export function plus(scope: Scope, a: NumberTerm, b: NumberTerm, sign: 1 | -1 = 1): NumberTerm {
  const aligned = align(scope, a, b)
  const [left, right] = [within(scope, aligned.left, widest), within(scope, aligned.right, widest)]
  if (isFixed(left) && isFixed(right)) return make(fixed(left.min + BigInt(sign) * right.min), aligned.d)
  const [min, max] = sign === 1 ? [left.min + right.min, left.max + right.max] : [left.min - right.max, left.max - right.min]
  return make({ code: `(${left.code} ${sign === 1 ? '+' : '-'} ${right.code})`, min, max }, aligned.d)
}

export const product = (scope: Scope, a: NumberTerm, b: NumberTerm): NumberTerm => {
  const [n, d] = [times(scope, top(a), top(b)), times(scope, bottom(a), bottom(b))]
  return make(n, d)
}

/** Not known where the divisor is zero: nobody knows the answer. */
export function quotient(scope: Scope, a: NumberTerm, b: NumberTerm): NumberTerm {
  const [n, d] = [constantOf(b), constantDivisor(b)]
  if (n === 0n) return unknownNumber
  if (n !== undefined && d !== undefined) return product(scope, a, n < 0n ? fraction(-d, -n) : fraction(d, n))
  const bound = scope.bind(b.n)
  const inverse: NumberTerm = {
    type: 'number', n: `CASE WHEN ${bound} > 0 THEN ${b.d} WHEN ${bound} < 0 THEN -(${b.d}) END::HUGEINT`, min: -b.dMax, max: b.dMax,
    d: `coalesce(nullif(abs(${bound}), 0), 1)::HUGEINT`, dMin: 1n, dMax: most([1n, largest(b)]),
  }
  return product(scope, a, inverse)
}

export type Comparison = '<' | '<=' | '>' | '>=' | '='

export function compare(scope: Scope, op: Comparison, a: NumberTerm, b: NumberTerm): BoolTerm {
  const { left, right } = align(scope, a, b)
  if (isFixed(left) && isFixed(right)) return truth({ '<': left.min < right.min, '<=': left.min <= right.min, '>': left.min > right.min, '>=': left.min >= right.min, '=': left.min === right.min }[op])
  return { type: 'bool', code: `(${left.code} ${op} ${right.code})` }
}

/** The smaller or larger of two; SQL's own `least` would leave out what is not known. */
export function extreme(scope: Scope, which: 'smaller' | 'larger', a: NumberTerm, b: NumberTerm): NumberTerm {
  const { left, right, d } = align(scope, a, b)
  const [one, other] = [scope.bind(left.code), scope.bind(right.code)]
  const pick = which === 'smaller' ? least : most
  const [first, second] = which === 'smaller' ? ['<=', '<'] : ['>=', '>']
  return make({ code: `CASE WHEN ${one} ${first} ${other} THEN ${one} WHEN ${other} ${second} ${one} THEN ${other} END`, min: pick([left.min, right.min]), max: pick([left.max, right.max]) }, d)
}

/** The branch that a condition chooses; of a condition that nobody knows, the value on which both agree. */
export function select(scope: Scope, condition: string, then: NumberTerm, otherwise: NumberTerm): NumberTerm {
  const { left, right, d } = align(scope, then, otherwise)
  const [test, one, other] = [scope.bind(condition), scope.bind(left.code), scope.bind(right.code)]
  const code = `CASE WHEN ${test} THEN ${one} WHEN NOT ${test} THEN ${other} WHEN ${one} = ${other} THEN ${one} END`
  return { type: 'number', n: code, min: least([left.min, right.min]), max: most([left.max, right.max]), d: d.code, dMin: d.min, dMax: d.max }
}

/** To a multiple of `unit`; half up means up at the half, on either side of zero. */
export function rounded(scope: Scope, value: NumberTerm, direction: 'down' | 'up' | 'half up', unit: number): NumberTerm {
  const divisor = times(scope, bottom(value), fixed(BigInt(unit)))
  const d = scope.bind(divisor.code)
  const lift = { down: '0', up: `(${d} - 1)`, 'half up': `(${d} // 2)` }[direction]
  const n = scope.bind(direction === 'down' ? value.n : `(${within(scope, top(value), widest).code} + ${lift})`)
  // Division cuts toward zero: below zero that is up.
  const floor = value.min >= 0n ? `(${n} // ${d})` : `((${n} - ((${n} % ${d} + ${d}) % ${d})) // ${d})`
  const multiple = BigInt(unit)
  const code = unit === 1 ? floor : `(${floor} * ${literal(multiple)})`
  // One step more on either side than the quotients that cut toward zero.
  return ranged(code, (value.min / (value.min < 0n ? divisor.min : divisor.max) - 1n) * multiple, (value.max / (value.max < 0n ? divisor.max : divisor.min) + 1n) * multiple)
}

/** An amount beyond ±(2^53 − 1) is an overflow, whatever comes of it: the scalar evaluation says so. */
export function checked(scope: Scope, term: NumberTerm): NumberTerm {
  if (largest({ min: term.min, max: term.max }) <= safe * term.dMin) return term
  const d = constantDivisor(term)
  if (d !== undefined) {
    const { code, min, max } = within(scope, top(term), safe * d)
    return { ...term, n: code, min, max }
  }
  // The quotient cuts toward zero, so that what passes may lie above by less than one.
  const n = scope.bind(term.n)
  scope.aside(`abs(${n}) // ${term.d} >= ${literal(safe)}`)
  return { ...term, n }
}
