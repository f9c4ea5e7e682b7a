/** Parameters have two time axes: in force from, and known from. */
import { type Exact, plus, ratio, times, whole } from './ratio.ts'
import type { Constant, Parameter, Ratio, Table, Version } from './syntax.ts'
import type { Value } from './types.ts'

/**
 * The value in force on a day, as far as it was published by another. Of several, the one that began
 * last counts; of those that began together, the one published last.
 */
export function pickVersion({ versions }: Parameter, on: string, knownAt: string): Version | undefined {
  let best: Version | undefined
  for (const version of versions) {
    if (version.from > on || version.known > knownAt) continue
    if (!best || version.from > best.from || (version.from === best.from && version.known >= best.known)) best = version
  }
  return best
}

export const isTable = (value: Version['value']): value is Table => typeof value === 'object' && 'kind' in value

export function valueOfConstant(constant: Constant): Exclude<Value, null> {
  if (typeof constant === 'number') return whole(constant)
  if (typeof constant === 'boolean') return constant
  if (typeof constant === 'string') return /^\d{4}-\d\d-\d\d$/.test(constant) ? Temporal.PlainDate.from(constant) : constant
  return 'count' in constant ? constant : ratioOf(constant)
}

export const ratioOf = ({ n, d }: Ratio) => ratio(BigInt(n), BigInt(d))

/** A row by its key; beyond the last row, `8 and each more` adds its value for the eighth and every further one. */
export function lookUp({ rows }: Table, key: string): Value {
  const exact = rows.find((row) => row.keys[0] === key && !row.more)
  if (exact) return valueOfConstant(exact.value)
  const more = rows.find((row) => row.more)
  const before = rows[rows.indexOf(more!) - 1]
  if (!more || !before || !/^\d+$/.test(key) || Number(key) < Number(more.keys[0])) return null
  const steps = whole(Number(key) - Number(more.keys[0]) + 1)
  return plus(valueOfConstant(before.value) as Exact, times(steps, valueOfConstant(more.value) as Exact))
}
