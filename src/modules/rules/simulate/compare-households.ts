/** Who gains and who loses, and poverty before and after: by income, age, region and kind of household. */
import { unknownOf } from '../columns/column-header.ts'
import type { Column } from '../columns/store.ts'
import type { Drawn } from '../people/draw-people.ts'

export interface Group {
  key: string
  households: number
  gain: number
  lose: number
  /** Of the group, a year: mean change of a household in the smallest unit of the currency, rounded. */
  meanChange: number
  /** Share of people in poverty, before and after, in per cent with one decimal. */
  poverty: [before: number, after: number]
}

/** Dimension → its groups in their order. */
export interface Comparison {
  all: Group
  /** By income, age of the first adult, region, and who lives together. */
  by: Record<'decile' | 'age' | 'region' | 'kind', Group[]>
  /** Households whose benefits nobody knows. */
  unknown: number
}

/** Of the median of incomes, each shared by the square root of who lives on it (OECD). */
const povertyLine = 0.5
const ages = ['0-19', '20-29', '30-39', '40-49', '50-59', '60-69', '70+']

export function compareHouseholds(drawn: Drawn, before: Column, after: Column): Comparison {
  const { first, incomes, deciles, store: { households, columns } } = drawn
  const region = columns.get('household.region')
  const size = (household: number) => first[household + 1]! - first[household]!
  const isKnown = ({ values, header: { storage } }: Column, household: number) => values[household] !== unknownOf[storage] && !Number.isNaN(values[household])
  const share = (household: number, { values }: Column) => (incomes[household]! + values[household]!) / Math.sqrt(size(household))
  const line = povertyLine * medianByPeople(households, size, (household) => (isKnown(before, household) ? share(household, before) : 0))
  const all = createGroup('all')
  const groups = { decile: new Map<string, Open>(), age: new Map<string, Open>(), region: new Map<string, Open>(), kind: new Map<string, Open>() }
  let unknown = 0
  for (let household = 0; household < households; household += 1) {
    if (!isKnown(before, household) || !isKnown(after, household)) { unknown += 1; continue }
    const change = after.values[household]! - before.values[household]!
    const poor = [share(household, before) < line, share(household, after) < line] as const
    const keys = {
      decile: String(deciles[household]! + 1), age: bandOf(ageOf(drawn, first[household]!)),
      region: region ? region.header.codes![region.values[household]!]! : '', kind: kindOf(drawn, household),
    }
    add(all, size(household), change, poor)
    for (const [dimension, key] of Object.entries(keys) as [keyof typeof keys, string][]) {
      if (key === '') continue
      const group = groups[dimension].get(key) ?? createGroup(key)
      groups[dimension].set(key, group)
      add(group, size(household), change, poor)
    }
  }
  const order = (dimension: keyof typeof groups) => [...groups[dimension].values()].sort((a, b) => a.key.localeCompare(b.key, 'en', { numeric: true })).map(close)
  return { all: close(all), by: { decile: order('decile'), age: order('age'), region: order('region'), kind: order('kind') }, unknown }
}

const bandOf = (age: number) => ages[Math.max(0, Math.min(ages.length - 1, Math.floor(age / 10) - 1))]!
const ageOf = ({ raked, cells }: Drawn, row: number) => raked.along(cells[row]!, raked.axes.length - 1)

/** Alone, one adult with children, adults with children, adults; children are under 18. */
function kindOf(drawn: Drawn, household: number): string {
  let [adults, children] = [0, 0]
  for (let row = drawn.first[household]!; row < drawn.first[household + 1]!; row += 1) {
    if (ageOf(drawn, row) < 18) children += 1
    else adults += 1
  }
  return children > 0 ? (adults === 1 ? 'one-adult-with-children' : 'adults-with-children') : adults === 1 ? 'alone' : 'adults'
}

interface Open { key: string; households: number; gain: number; lose: number; change: number; people: number; poor: [number, number] }
const createGroup = (key: string): Open => ({ key, households: 0, gain: 0, lose: 0, change: 0, people: 0, poor: [0, 0] })

function add(group: Open, size: number, change: number, [before, after]: readonly [boolean, boolean]) {
  group.households += 1
  group.people += size
  group.change += change
  if (change > 0) group.gain += 1
  if (change < 0) group.lose += 1
  if (before) group.poor[0] += size
  if (after) group.poor[1] += size
}

function close({ key, households, gain, lose, change, people, poor }: Open): Group {
  const percent = (count: number) => (people === 0 ? 0 : Math.round((count / people) * 1_000) / 10)
  return { key, households, gain, lose, meanChange: households === 0 ? 0 : Math.round(change / households), poverty: [percent(poor[0]), percent(poor[1])] }
}

function medianByPeople(households: number, size: (household: number) => number, share: (household: number) => number): number {
  const shares = Float64Array.from({ length: households }, (_, household) => share(household))
  const order = Uint32Array.from({ length: households }, (_, household) => household).sort((a, b) => shares[a]! - shares[b]!)
  const people = order.reduce((sum, household) => sum + size(household), 0)
  let seen = 0
  for (const household of order) {
    seen += size(household)
    if (seen * 2 >= people) return shares[household]!
  }
  return 0
}
