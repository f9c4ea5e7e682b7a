/** How well the drawn people fit what was published: it stands beside every result. */
import { bandOf, type Margin } from './margins.ts'
import type { Drawn } from './draw-people.ts'
import { placesOf } from './rake.ts'

export interface MarginFit {
  margin: string
  use: Margin['use']
  /** Largest difference of a cell: of shares in percentage points, of means in per cent. */
  error: number
  unit: 'points' | 'percent'
}

/** Margins of other kinds (recipients, budgets) are compared with results, and not here. */
export function compareWithMargins(margins: readonly Margin[], drawn: Drawn, year: number): MarginFit[] {
  return margins.flatMap((margin): MarginFit | [] => {
    const { id, use, counts, by, cells } = margin
    if (by.length === 0) return []
    if (counts === 'money-a-household' && by[0] === 'income-decile') {
      return { margin: id, use, unit: 'percent', error: largest(cells.map(({ value }, decile) => (meanOf(drawn, decile) / value - 1) * 100)) }
    }
    const drawnCounts = counts === 'people' ? countPeople(margin, drawn, year) : counts === 'households' ? countHouseholds(margin, drawn) : null
    if (!drawnCounts || cells.length < 2) return []
    const [published, got] = [sharesOf(cells.map(({ value }) => value)), sharesOf(drawnCounts)]
    return { margin: id, use, unit: 'points', error: largest(published.map((value, cell) => got[cell]! - value)) }
  })
}

function sharesOf(numbers: readonly number[]): number[] {
  const sum = numbers.reduce((total, number) => total + number, 0)
  return numbers.map((number) => (number / sum) * 100)
}

const largest = (differences: readonly number[]) => Math.round(Math.max(...differences.map(Math.abs)) * 1_000) / 1_000

function countPeople(margin: Margin, { raked, cells: people }: Drawn, year: number): number[] | null {
  const { axesOf, isAt } = placesOf(margin, raked.axes, year)
  if (axesOf.includes(-1)) return null
  const peopleAt = new Map<string, { places: number[]; count: number }>()
  const counts = new Map<number, number>()
  for (const cell of people) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  for (const [cell, count] of counts) {
    const places = axesOf.map((axis) => raked.along(cell, axis))
    peopleAt.getOrInsertComputed(places.join(' '), () => ({ places, count: 0 })).count += count
  }
  const together = [...peopleAt.values()]
  return margin.cells.map((_, number) => together.reduce((sum, { places, count }) => (isAt(number, places) ? sum + count : sum), 0))
}

function countHouseholds({ by, cells }: Margin, { store, first }: Drawn): number[] | null {
  if (by.length !== 1) return null
  if (by[0] === 'household-size') {
    const sizes = new Float64Array(32)
    for (let household = 1; household < first.length; household += 1) sizes[Math.min(31, first[household]! - first[household - 1]!)]! += 1
    return cells.map(({ at: [key = ''] }) => {
      const { from, to } = bandOf(key)
      return sizes.reduce((sum, count, size) => (size >= from && size <= to ? sum + count : sum), 0)
    })
  }
  const column = store.columns.get(by[0]!)
  if (!column) return null
  const counts = new Float64Array(256)
  for (const value of column.values) counts[value]! += 1
  return cells.map(({ at: [code = ''] }) => counts[column.header.codes!.indexOf(code)] ?? 0)
}

function meanOf({ deciles, incomes }: Drawn, decile: number): number {
  let [sum, count] = [0, 0]
  for (const [household, own] of deciles.entries()) {
    if (own !== decile) continue
    sum += incomes[household]!
    count += 1
  }
  return sum / Math.max(1, count)
}
