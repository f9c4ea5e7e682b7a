/** Exact rational numbers: a rate never meets money through a float. */
export interface Exact {
  readonly n: bigint
  /** Above zero; the fraction is in lowest terms. */
  readonly d: bigint
}

export const whole = (value: number | bigint): Exact => ({ n: BigInt(value), d: 1n })

export function ratio(n: bigint, d: bigint): Exact {
  const sign = d < 0n ? -1n : 1n
  const divisor = gcd(n < 0n ? -n : n, d * sign)
  return divisor === 0n ? { n: 0n, d: 1n } : { n: (n * sign) / divisor, d: (d * sign) / divisor }
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}

export const plus = (a: Exact, b: Exact) => ratio(a.n * b.d + b.n * a.d, a.d * b.d)
export const minus = (a: Exact, b: Exact) => ratio(a.n * b.d - b.n * a.d, a.d * b.d)
export const times = (a: Exact, b: Exact) => ratio(a.n * b.n, a.d * b.d)
/** Null where the divisor is zero: nobody knows the answer. */
export const over = (a: Exact, b: Exact) => (b.n === 0n ? null : ratio(a.n * b.d, a.d * b.n))

export function compare(a: Exact, b: Exact): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** To a multiple of `unit`; half up means up at the half, on either side of zero. */
export function round(value: Exact, direction: 'down' | 'up' | 'half up', unit: number): Exact {
  const scaled = ratio(value.n, value.d * BigInt(unit))
  const floor = scaled.n < 0n && scaled.n % scaled.d !== 0n ? scaled.n / scaled.d - 1n : scaled.n / scaled.d
  const remainder = scaled.n - floor * scaled.d
  const up = direction === 'up' ? remainder > 0n : direction === 'half up' && remainder * 2n >= scaled.d
  return whole((floor + (up ? 1n : 0n)) * BigInt(unit))
}
