/** What is counted of a cohort, apart by its keys, and added up exactly. */
import type { FactValue } from '../contract.ts'

/** `sum` over those of whom the condition holds and the amount is known, in digits: no reader rounds it. `unknown`: of how many of them it is not. */
export interface CohortSum { name: string; sum: string; unknown: number }
export interface CohortCount { holds: number; fails: number; unknown: number; sums: CohortSum[] }
export interface CohortGroup extends CohortCount { key: FactValue[] }

export interface Counter { key: FactValue[]; holds: number; fails: number; unknown: number; sums: bigint[]; open: number[] }

export interface Counters {
  of(key: FactValue[]): Counter
  groups(): CohortGroup[]
  total(): CohortCount
}

/** @param sums names of what is added up */
export function createCounters(sums: readonly string[]): Counters {
  const counters = new Map<string, Counter>()
  const start = (key: FactValue[]): Counter => ({ key, holds: 0, fails: 0, unknown: 0, sums: sums.map(() => 0n), open: sums.map(() => 0) })
  const plain = ({ holds, fails, unknown, sums: own, open }: Counter): CohortCount =>
    ({ holds, fails, unknown, sums: own.map((sum, index) => ({ name: sums[index]!, sum: String(sum), unknown: open[index]! })) })
  return {
    of(key) {
      const name = JSON.stringify(key)
      const own = counters.get(name) ?? start(key)
      counters.set(name, own)
      return own
    },
    groups: () => [...counters].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, counter]) => ({ key: counter.key, ...plain(counter) })),
    total() {
      const all = start([])
      for (const one of counters.values()) {
        for (const count of ['holds', 'fails', 'unknown'] as const) all[count] += one[count]
        for (const index of sums.keys()) {
          all.sums[index]! += one.sums[index]!
          all.open[index]! += one.open[index]!
        }
      }
      return plain(all)
    },
  }
}
