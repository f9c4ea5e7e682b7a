/**
 * Values at which an answer may turn: every code, both truths, and for numbers what the law compares them with, a step to either side.
 * Sums and shares have their turning points elsewhere; a ladder of round numbers finds the interval, and halving it the point.
 */
import type { FactValue } from '../contract.ts'
import type { Amount } from '../evaluate/exact.ts'
import type { Run } from '../evaluate/frame.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import type { Value } from '../evaluate/value.ts'
import { textOfDay } from '../evaluate/value.ts'
import { addMonths } from '../kernels/day-number.ts'
import { reach, rootsOf } from '../ir/reach.ts'
import type { Input, Ir, NodeId, ServiceRule } from '../ir/ir.ts'

const comparisons = new Set(['lt', 'le', 'gt', 'ge', 'eq', 'ne', 'min', 'max'])
const ladder = [1, 3, 10, 30, 100, 300, 1e3, 3e3, 1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7, 3e7, 1e8, 3e8, 1e9, 1e10]
const counts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 18, 19, 24, 34, 60, 65, 70, 100]
/** Ages in years, for a date of which nothing is known. */
const ages = [0, 1, 3, 8, 16, 18, 30, 40, 64, 66, 80]
const daysOfYear = 365.2425
/** In months: a number compared with an age in years, months or days is one up to here. */
const oldest = 130 * 12

/** Nodes whose value the law compares with something of the same kind. */
export function comparedIn(ir: Ir, rule: ServiceRule): NodeId[] {
  const below = reach(ir.nodes, rootsOf(rule))
  return [...new Set([...below].filter((id) => comparisons.has(ir.nodes[id]!.op)).flatMap((id) => ir.nodes[id]!.args))]
}

/** What the compared nodes are worth in this household. */
export function thresholds(compared: readonly NodeId[], law: OpenLaw, run: Run): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  for (const id of compared) {
    const { type, entity } = law.ir.nodes[id]!
    if (typeof type === 'object') continue
    for (const frame of entity === 'person' || entity.startsWith('list:') ? run.members(entity.replace('list:', '')) ?? [] : entity === 'pair' ? [] : [run.home]) {
      const value = law.reads[id]!(frame)
      if (isAmount(value)) found.getOrInsert(kindOf(type), new Set()).add(typeof value === 'number' ? value : Math.floor(Number(value.n) / Number(value.d)))
    }
  }
  return found
}

const kindOf = (type: string) => (type === 'fraction' ? 'money' : type)
const isAmount = (value: Value): value is Amount => typeof value === 'number' || (typeof value === 'object' && value !== null && 'd' in value)

/** @param today day number, for dates */
export function candidateValues({ type }: Input, near: ReadonlyMap<string, ReadonlySet<number>>, today: number): FactValue[] {
  if (typeof type === 'object') return [...type.codes]
  switch (type) {
    case 'bool': return [true, false]
    case 'int': return [...new Set([...counts, ...beside(near.get('int'))])]
    case 'money': return [...new Set([0, ...ladder, ...beside(near.get('money')), ...beside(near.get('int'))])]
    case 'date': return [...new Set([...ages.map((age) => today - Math.round(age * daysOfYear) - (age > 0 ? 7 : 0)), today + 100, ...days(near, today)])].map(textOfDay)
    case 'text': return ['a', 'b']
    case 'rate': case 'fraction': case 'duration': return []
    default: return type satisfies never
  }
}

/** Days with which a day is compared, and those as many years, months or days ago as a number that is compared; a day to either side. */
function days(near: ReadonlyMap<string, ReadonlySet<number>>, today: number): number[] {
  const ago = (months: number) => (months <= oldest ? [addMonths(today, -months)] : [])
  const spans = [...near.get('int') ?? []].filter((span) => span >= 0 && span <= oldest * 31)
  const turning = [...near.get('date') ?? [], ...spans.flatMap((span) => [...ago(12 * span), ...ago(span), today - span])]
  return turning.flatMap((day) => [day - 1, day, day + 1])
}

const beside = (values: ReadonlySet<number> | undefined) =>
  [...values ?? []].filter((value) => value >= 0 && Number.isSafeInteger(value + 1)).flatMap((value) => [value - 1, value, value + 1]).filter((value) => value >= 0)
