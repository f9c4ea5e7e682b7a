/** Who lives with whom: households of the published sizes, an adult in each, members of the published ages. */
import { cumulate, pick, type Random } from './random.ts'
import { bandOf, marginBy, type Margin } from './margins.ts'
import { oldest, type Raked } from './rake.ts'

export interface Households {
  /** First member of each household, and one more. */
  first: Int32Array
  /** Of each person: the cell of the fitted table. */
  cells: Int32Array
}

const adult = 20
/** Where a pack publishes none. */
const evenSizes = [1, 1, 1, 1, 1]
/** Sizes in an open band, such as five and more. */
const openBand = 3

/** @param shared axes that all members of a household share, such as their region */
export function drawHouseholds(people: number, raked: Raked, shared: readonly number[], margins: readonly Margin[], random: Random): Households {
  const drawSize = sizesOf(margins)
  const first = new Int32Array(people + 1)
  let households = 0
  while (first[households]! < people) {
    households += 1
    first[households] = Math.min(people, first[households - 1]! + drawSize(random))
  }
  const share = households / people
  const groups = groupByShared(raked, shared)
  const sums = cumulate(groups.map(({ weight }) => weight))
  const draws = groups.map(({ cells }) => drawsOf(cells, raked, share))
  const cells = new Int32Array(people)
  for (let household = 0; household < households; household += 1) {
    const { head, other } = draws[pick(sums, random)]!
    const from = first[household]!
    cells[from] = head(random)
    for (let row = from + 1; row < first[household + 1]!; row += 1) cells[row] = other(random)
  }
  return { first: first.slice(0, households + 1), cells }
}

function sizesOf(margins: readonly Margin[]): (random: Random) => number {
  const published = marginBy(margins, 'households', 'household-size')?.cells.map(({ at: [size = '1'], value }) => ({ ...bandOf(size), value }))
  const sizes = published ?? evenSizes.map((value, index) => ({ from: index + 1, to: index + 1, value }))
  const sums = cumulate(sizes.map(({ value }) => value))
  return (random) => {
    const { from, to } = sizes[pick(sums, random)]!
    if (to !== Infinity) return from + random.below(to - from + 1)
    let size = from
    while (size < from + openBand && random.next() < 0.2) size += 1
    return size
  }
}

interface Group { cells: number[]; weight: number }

function groupByShared({ weights, along }: Raked, shared: readonly number[]): Group[] {
  const groups = new Map<string, Group>()
  for (const [cell, weight] of weights.entries()) {
    if (weight === 0) continue
    const key = shared.map((axis) => along(cell, axis)).join(' ')
    const group = groups.get(key) ?? { cells: [], weight: 0 }
    group.cells.push(cell)
    group.weight += weight
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** One of each household is an adult; the others make up for it, so that together they have the published ages. */
function drawsOf(cells: readonly number[], { weights, along, axes }: Raked, share: number) {
  const age = (cell: number) => Math.min(oldest, along(cell, axes.length - 1))
  const own = cells.map((cell) => weights[cell]!)
  const all = own.reduce((sum, weight) => sum + weight, 0)
  const adults = own.reduce((sum, weight, index) => sum + (age(cells[index]!) >= adult ? weight : 0), 0)
  const heads = own.map((weight, index) => (age(cells[index]!) >= adult ? (weight / adults) * share * all : 0))
  const rest = own.map((weight, index) => Math.max(0, weight - heads[index]!))
  const [head, other] = [cumulate(heads), cumulate(rest)]
  return { head: (random: Random) => cells[pick(head, random)]!, other: (random: Random) => cells[pick(other, random)]! }
}
