/** CPU time against people and against rules: the same question of ever more people, and ever more of it of the same people. */
import { performance } from 'node:perf_hooks'
import type { ColumnStore } from '../../src/modules/rules/columns/store.ts'
import type { OpenLaw } from '../../src/modules/rules/evaluate/open-law.ts'
import type { Crew } from '../../src/modules/rules/population/crew.ts'
import type { Prepared } from '../../src/modules/rules/population/prepare.ts'
import { runPopulation } from '../../src/modules/rules/population/run-population.ts'
import { round, tell } from './figures.ts'
import { firstHouseholds } from './first-households.ts'
import type { keepParts } from './keep-parts.ts'

export interface Took { people: number; rules: number; seconds: number; cpuSeconds: number; peakMb: number }
export interface Scaling { byPeople: Took[]; byRules: Took[] }

export interface Subject {
  /** Of the law and its question, so that another law is measured anew. */
  name: string
  law: OpenLaw
  rules: number
  people: number
  store(): Promise<ColumnStore>
  ask(part: ColumnStore, rules: number): Prepared
}

const shares = [1 / 8, 1 / 4, 1 / 2, 1]
/** A point shorter than this is measured three times, and the best counts: who else uses the machine is no part of it. */
const shortSeconds = 2

export async function measureScaling({ name, law, rules, people, store, ask }: Subject, crew: Crew, parts: ReturnType<typeof keepParts<Took>>): Promise<Scaling> {
  const measure = (ofPeople: number, ofRules: number) => parts.measure(`${name} ${people} ${ofPeople} ${ofRules}`, async () => {
    const all = await store()
    const part = firstHouseholds(all, Math.round(all.households * ofPeople))
    const prepared = ask(part, Math.ceil(rules * ofRules))
    // Warm: V8 makes fast code of a function after some calls.
    for (let turn = 0; turn < 3; turn += 1) await runPopulation(prepared, law, firstHouseholds(part, Math.min(part.households, 60_000)), crew)
    let best = await time(part, law, prepared, crew)
    for (let turn = 0; turn < 2 && best.seconds < shortSeconds; turn += 1) {
      const again = await time(part, law, prepared, crew)
      if (again.cpuSeconds < best.cpuSeconds) best = again
    }
    const took = { people: Math.round(people * ofPeople), rules: Math.ceil(rules * ofRules), ...best }
    tell(`${name}: ${JSON.stringify(took)}`)
    return took
  })
  const [byPeople, byRules]: [Took[], Took[]] = [[], []]
  for (const share of shares) byRules.push(await measure(shares[0]!, share))
  for (const share of shares) byPeople.push(share === shares[0] ? byRules.at(-1)! : await measure(share, 1))
  return { byPeople, byRules }
}

async function time(store: ColumnStore, law: OpenLaw, prepared: Prepared, crew: Crew): Promise<Omit<Took, 'people' | 'rules'>> {
  const [cpu, began] = [process.cpuUsage(), performance.now()]
  const { aside } = await runPopulation(prepared, law, store, crew)
  const { user, system } = process.cpuUsage(cpu)
  if (aside > 0) tell(`${aside} households answered one by one`)
  return { seconds: round((performance.now() - began) / 1_000, 3), cpuSeconds: round((user + system) / 1e6, 3), peakMb: Math.round(process.resourceUsage().maxRSS / 1024) }
}

/** Of the power law through the points: 1 is linear, below it more costs less than its share. */
export function exponentOf(points: readonly Took[], along: 'people' | 'rules'): number {
  const [xs, ys] = [points.map((point) => Math.log(point[along])), points.map(({ cpuSeconds }) => Math.log(Math.max(1e-3, cpuSeconds)))]
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [mean(xs), mean(ys)]
  return round(xs.reduce((sum, one, index) => sum + (one - x) * (ys[index]! - y), 0) / xs.reduce((sum, one) => sum + (one - x) ** 2, 0))
}
