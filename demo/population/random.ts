/** A small seeded generator (mulberry32): the same seed gives the same country on every machine. Never for secrets. */
export interface Random {
  /** 0 ≤ n < 1 */
  next(): number
  below(limit: number): number
  pick<Item>(list: readonly Item[]): Item
  /** True in so many of a hundred. */
  chance(percent: number): boolean
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { next, below, pick: (list) => list[below(list.length)]!, chance: (percent) => next() * 100 < percent }
}
