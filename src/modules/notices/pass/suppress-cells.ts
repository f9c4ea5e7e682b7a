/**
 * Counts that nobody can be found in. A count below the least is hidden; so are others beside it until what is hidden cannot be
 * subtracted back from the total: two at least, and together so many that each of them may still be anything up to the least.
 */
export interface Cell { key: string; /** Null: hidden. */ count: number | null }
export interface Unclaimed { service: string; /** Null: fewer than the least. */ total: number | null; area: Cell[]; band: Cell[] }

/** People a published count speaks of at least. Statistics Korea hides cells below 5 to 10; the stricter. */
export const least = 10

/** @returns undefined where hiding cells is not enough and the total must go too */
export function suppressCells(cells: readonly { key: string; count: number }[], k = least): Cell[] | undefined {
  const hidden = new Set(cells.filter(({ count }) => count > 0 && count < k))
  const isSafe = () => {
    const sum = [...hidden].reduce((total, { count }) => total + count, 0)
    // Small ones that are all as large as a small one can be are known by their sum.
    const isFull = sum === hidden.size * (k - 1) && [...hidden].every(({ count }) => count < k)
    return hidden.size === 0 || (hidden.size > 1 && sum - hidden.size + 1 >= k && !isFull)
  }
  // Nobody is nobody: a nought hides nobody, and is never the one that hides another.
  const shown = cells.filter((cell) => cell.count > 0 && !hidden.has(cell)).toSorted((a, b) => a.count - b.count)
  while (!isSafe()) {
    const [next] = shown
    if (next === undefined) return undefined
    // Equal ones together: which of them was taken would tell whoever knows the order.
    for (const cell of shown.splice(0, shown.filter(({ count }) => count === next.count).length)) hidden.add(cell)
  }
  return cells.map((cell) => ({ key: cell.key, count: hidden.has(cell) ? null : cell.count }))
}

export interface Tally { service: string; area: string | null; band: string | null; people: number }

/** One table by area and one by age for each service; both have the same total, and where it is hidden both are. */
export function tabulate(tallies: readonly Tally[], areas: readonly string[], k = least): Unclaimed[] {
  const bands = [...new Set(tallies.flatMap(({ band }) => band ?? []))].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
  return [...Map.groupBy(tallies, ({ service }) => service)].map(([service, own]) => {
    const total = sum(own)
    const by = (keys: readonly string[], dimension: 'area' | 'band') => {
      const cells = keys.map((key) => ({ key, count: sum(own.filter((tally) => tally[dimension] === key)) }))
      const rest = total - cells.reduce((all, { count }) => all + count, 0)
      return suppressCells(rest > 0 ? [...cells, { key: '', count: rest }] : cells, k)
    }
    const [area, band] = [by(areas, 'area'), by(bands, 'band')]
    if (total < k || area === undefined || band === undefined) return { service, total: null, area: [], band: [] }
    return { service, total, area, band }
  })
}

const sum = (tallies: readonly Tally[]) => tallies.reduce((all, { people }) => all + people, 0)
