/** Exact arithmetic as JavaScript. A term whose range leaves the safe integers is guarded; nothing is ever rounded unasked. */
import type { Emitter } from './emitter.ts'
import { always, answered, both, constantOf, either, fraction, gcd, isKnown, literal, safe, truth, unknownNumber, type Bool, type Numeric } from './terms.ts'

type Range = [min: number, max: number]
const rangeOf = ({ min, max }: Numeric): Range => [min, max]
const divisorOf = ({ dMin, dMax }: Numeric): Range => [dMin, dMax]

function productRange([a, b]: Range, [c, d]: Range): Range {
  const products = [a * c, a * d, b * c, b * d].map((value) => (Number.isNaN(value) ? 0 : value))
  return [Math.min(...products), Math.max(...products)]
}

const constantDivisor = ({ dMin, dMax }: Numeric) => (dMin === dMax ? dMin : undefined)

/** Code, range → the code, guarded if it may leave the safe integers. */
function guarded(emitter: Emitter, code: string, [min, max]: Range): { code: string; range: Range } {
  if (min >= -safe && max <= safe) return { code: min === max ? literal(min) : code, range: [min, max] }
  return { code: emitter.guard(code), range: [Math.max(min, -safe), Math.min(max, safe)] }
}

function times(emitter: Emitter, left: string, leftRange: Range, right: string, rightRange: Range) {
  if (left === '1') return { code: right, range: rightRange }
  if (right === '1') return { code: left, range: leftRange }
  return guarded(emitter, `(${left} * ${right})`, productRange(leftRange, rightRange))
}

function make(n: { code: string; range: Range }, d: { code: string; range: Range }, known: string): Numeric {
  if (known === always && n.range[0] === n.range[1] && d.range[0] === d.range[1]) return fraction(n.range[0], d.range[0])
  return { type: 'number', n: n.code, min: n.range[0], max: n.range[1], d: d.code, dMin: d.range[0], dMax: d.range[1], known }
}

/** Both over one denominator. */
function align(emitter: Emitter, a: Numeric, b: Numeric) {
  const [da, db] = [constantDivisor(a), constantDivisor(b)]
  if (da !== undefined && db !== undefined) {
    const common = (da / gcd(da, db)) * db
    const scaled = (term: Numeric, factor: number) => times(emitter, term.n, rangeOf(term), literal(factor), [factor, factor])
    return { left: scaled(a, common / da), right: scaled(b, common / db), d: { code: literal(common), range: [common, common] as Range } }
  }
  return {
    left: times(emitter, a.n, rangeOf(a), b.d, divisorOf(b)), right: times(emitter, b.n, rangeOf(b), a.d, divisorOf(a)),
    d: times(emitter, a.d, divisorOf(a), b.d, divisorOf(b)),
  }
}

export function plus(emitter: Emitter, a: Numeric, b: Numeric, sign: 1 | -1 = 1): Numeric {
  const { left, right, d } = align(emitter, a, b)
  const range: Range = sign === 1 ? [left.range[0] + right.range[0], left.range[1] + right.range[1]] : [left.range[0] - right.range[1], left.range[1] - right.range[0]]
  if (right.code === '0') return make(left, d, both(a.known, b.known))
  if (left.code === '0' && sign === 1) return make(right, d, both(a.known, b.known))
  return make(guarded(emitter, `(${left.code} ${sign === 1 ? '+' : '-'} ${right.code})`, range), d, both(a.known, b.known))
}

export function product(emitter: Emitter, a: Numeric, b: Numeric): Numeric {
  const [first, second] = [cancel(a, b), cancel(b, a)]
  return make(times(emitter, first.n, rangeOf(first), second.n, rangeOf(second)), times(emitter, first.d, divisorOf(first), second.d, divisorOf(second)), both(a.known, b.known))
}

/** A constant numerator loses what it shares with the other's constant denominator, and the other way round. */
function cancel(term: Numeric, other: Numeric): Numeric {
  const [n, d] = [constantOf(term), constantDivisor(other)]
  const [own, foreign] = [constantDivisor(term), constantOf(other)]
  let result = term
  if (n !== undefined && d !== undefined && n !== 0) {
    const shared = gcd(Math.abs(n), d)
    result = { ...result, n: literal(n / shared), min: n / shared, max: n / shared }
  }
  if (own !== undefined && foreign !== undefined && foreign !== 0) {
    const shared = gcd(own, Math.abs(foreign))
    result = { ...result, d: literal(own / shared), dMin: own / shared, dMax: own / shared }
  }
  return result
}

/** Not known where the divisor is zero: nobody knows the answer. */
export function quotient(emitter: Emitter, a: Numeric, b: Numeric): Numeric {
  const divisor = constantOf(b)
  if (divisor === 0) return unknownNumber
  if (divisor !== undefined && constantDivisor(b) !== undefined) return product(emitter, a, fraction(Math.sign(divisor) * constantDivisor(b)!, Math.abs(divisor)))
  if (b.min > 0) return product(emitter, a, { ...b, n: b.d, min: b.dMin, max: b.dMax, d: b.n, dMin: b.min, dMax: b.max })
  // The sign moves to the numerator; a divisor of zero stands as one and makes the answer unknown.
  const bound = emitter.bind(b.n)
  const largest = Math.max(Math.abs(b.min), Math.abs(b.max))
  const inverse: Numeric = {
    type: 'number', n: `(${bound} < 0 ? -${b.d} : ${b.d})`, min: -b.dMax, max: b.dMax,
    d: `(${bound} === 0 ? 1 : Math.abs(${bound}))`, dMin: 1, dMax: Math.max(1, largest), known: both(b.known, `${bound} !== 0`),
  }
  return product(emitter, a, inverse)
}

export type Comparison = '<' | '<=' | '>' | '>=' | '=' | '!='

export function compare(emitter: Emitter, op: Comparison, a: Numeric, b: Numeric): Bool {
  if (isFarther(a, b)) {
    const [one, other] = nearby(emitter, a, b)
    return answered(both(a.known, b.known), `(${one} ${op === '=' ? '===' : op === '!=' ? '!==' : op} ${other})`)
  }
  const { left, right } = align(emitter, a, b)
  return compareCodes(op, left.code, left.range, right.code, right.range, both(a.known, b.known))
}

export function compareCodes(op: Comparison, left: string, leftRange: Range, right: string, rightRange: Range, known: string): Bool {
  const decided = decide(op, leftRange, rightRange)
  if (decided !== undefined) return known === always ? truth(decided) : answered(known, String(decided))
  return answered(known, `(${left} ${op === '=' ? '===' : op === '!=' ? '!==' : op} ${right})`)
}

/** What the ranges alone decide. */
function decide(op: Comparison, [a, b]: Range, [c, d]: Range): boolean | undefined {
  switch (op) {
    case '<': return b < c ? true : a >= d ? false : undefined
    case '<=': return b <= c ? true : a > d ? false : undefined
    case '>': return a > d ? true : b <= c ? false : undefined
    case '>=': return a >= d ? true : b < c ? false : undefined
    case '=': return a === b && c === d && a === c ? true : b < c || a > d ? false : undefined
    case '!=': return a === b && c === d && a === c ? false : b < c || a > d ? true : undefined
    default: return op satisfies never
  }
}

/** Whether over one denominator the two might leave the safe integers, though each of them does not. */
function isFarther(a: Numeric, b: Numeric): boolean {
  if (constantDivisor(a) !== undefined && constantDivisor(b) !== undefined) return false
  const largest = (n: Range, d: Range) => Math.max(Math.abs(n[0]), Math.abs(n[1])) * d[1]
  return Math.max(largest(rangeOf(a), divisorOf(b)), largest(rangeOf(b), divisorOf(a))) > safe
}

/**
 * Two numbers that compare as the fractions do: their quotients, which are off by a share of 2^−53 at most, and where those lie too close to
 * tell, the exact products. Only if these are not safe either, the row is set aside.
 */
function nearby(emitter: Emitter, a: Numeric, b: Numeric): [string, string] {
  const [x, y] = [emitter.bind(`${a.n} / ${a.d}`), emitter.bind(`${b.n} / ${b.d}`)]
  const close = emitter.bind(`Math.abs(${x} - ${y}) <= (Math.abs(${x}) + Math.abs(${y})) * ${2 ** -51}`)
  const [left, right] = [emitter.bind(`${a.n} * ${b.d}`), emitter.bind(`${b.n} * ${a.d}`)]
  emitter.aside(`${close} && !(Math.abs(${left}) <= ${safe} && Math.abs(${right}) <= ${safe})`)
  return [emitter.bind(`${close} ? ${left} : ${x}`), emitter.bind(`${close} ? ${right} : ${y}`)]
}

/** One of two fractions as it stands. */
function oneOf(a: Numeric, b: Numeric, takesFirst: string, known: string): Numeric {
  const pick = (first: string, second: string) => (first === second ? first : `(${takesFirst} ? ${first} : ${second})`)
  return {
    type: 'number', known, n: pick(a.n, b.n), min: Math.min(a.min, b.min), max: Math.max(a.max, b.max),
    d: pick(a.d, b.d), dMin: Math.min(a.dMin, b.dMin), dMax: Math.max(a.dMax, b.dMax),
  }
}

/** The smaller or larger of two. */
export function extreme(emitter: Emitter, which: 'smaller' | 'larger', a: Numeric, b: Numeric): Numeric {
  if (isFarther(a, b)) {
    const [one, other] = nearby(emitter, a, b)
    return oneOf(a, b, emitter.bind(`${one} ${which === 'smaller' ? '<=' : '>='} ${other}`), both(a.known, b.known))
  }
  const { left, right, d } = align(emitter, a, b)
  const pick = which === 'smaller' ? Math.min : Math.max
  const range: Range = [pick(left.range[0], right.range[0]), pick(left.range[1], right.range[1])]
  const decided = decide('<', left.range, right.range) ?? (decide('>', left.range, right.range) === true ? false : undefined)
  if (decided !== undefined) return make(decided === (which === 'smaller') ? left : right, d, both(a.known, b.known))
  const [one, other] = [emitter.bind(left.code), emitter.bind(right.code)]
  return make({ code: `Math.${which === 'smaller' ? 'min' : 'max'}(${one}, ${other})`, range }, d, both(a.known, b.known))
}

/** The branch that a condition chooses; where the condition is not known, the value on which both agree. */
export function select(emitter: Emitter, condition: Bool, then: Numeric, otherwise: Numeric): Numeric {
  if (condition.yes === always) return then
  if (condition.no === always) return otherwise
  if (isFarther(then, otherwise)) {
    const isSettled = isKnown(condition) === always
    const equal = isSettled ? always : nearby(emitter, then, otherwise).join(' === ')
    return oneOf(then, otherwise, condition.yes, chosenKnown(condition, then.known, otherwise.known, equal))
  }
  const { left, right, d } = align(emitter, then, otherwise)
  const range: Range = [Math.min(left.range[0], right.range[0]), Math.max(left.range[1], right.range[1])]
  if (left.code === right.code) return make({ code: left.code, range }, d, chosenKnown(condition, then.known, otherwise.known, always))
  const code = `(${condition.yes} ? ${left.code} : ${right.code})`
  return make({ code, range }, d, chosenKnown(condition, then.known, otherwise.known, `${left.code} === ${right.code}`))
}

/** @param equal whether the branches agree */
export function chosenKnown(condition: Bool, then: string, otherwise: string, equal: string): string {
  const settledCondition = isKnown(condition)
  if (settledCondition === always) {
    if (then === always && otherwise === always) return always
    return either(both(condition.yes, then), both(condition.no, otherwise))
  }
  return either(either(both(condition.yes, then), both(condition.no, otherwise)), both(then, otherwise, equal))
}

/** To a multiple of `unit`; half up means up at the half, on either side of zero, as `ratio.ts` has it. */
export function rounded(emitter: Emitter, value: Numeric, direction: 'down' | 'up' | 'half up', unit: number): Numeric {
  const divisor = times(emitter, value.d, divisorOf(value), literal(unit), [unit, unit])
  if (divisor.range[0] === 1 && divisor.range[1] === 1) return value
  // The quotient of two safe integers, rounded to the nearest double, never passes the next whole number (their sum is below 2^53).
  const n = value.min >= -safe / 2 && value.max <= safe / 2 && divisor.range[1] <= safe / 2 ? value.n : emitter.guard(value.n, safe / 2)
  const steps = (bound: number, towards: (quotient: number) => number) => towards(bound) * unit
  const range: Range = [
    Math.min(steps(value.min / divisor.range[0], Math.floor), steps(value.min / divisor.range[1], Math.floor)),
    Math.max(steps(value.max / divisor.range[0], Math.ceil), steps(value.max / divisor.range[1], Math.ceil)),
  ]
  const code = roundedCode(emitter, n, value, divisor, direction)
  const scaled = guarded(emitter, unit === 1 ? code : `(${code} * ${unit})`, range)
  return make(scaled, { code: '1', range: [1, 1] }, value.known)
}

function roundedCode(emitter: Emitter, n: string, { min, max }: Numeric, divisor: { code: string; range: Range }, direction: 'down' | 'up' | 'half up') {
  const isSmall = min >= 0 && max <= 1_073_741_823 && divisor.range[1] <= 1_073_741_823
  const floor = (top: string) => (isSmall ? `((${top}) / ${divisor.code} | 0)` : `Math.floor((${top}) / ${divisor.code})`)
  if (direction === 'down') return floor(n)
  const d = emitter.bind(divisor.code)
  const lift = direction === 'up' ? `${d} - 1` : `Math.floor(${d} / 2)`
  const top = divisor.range[0] === divisor.range[1] ? literal(direction === 'up' ? divisor.range[0] - 1 : Math.floor(divisor.range[0] / 2)) : lift
  return floor(`${n} + ${top}`)
}
