/** Numbers that come again with their seed, so that a round that failed can be played again. */
export interface Random {
  /** 0 up to, not including, `count`. */
  below(count: number): number
  pick<Value>(values: readonly Value[]): Value
}

/** mulberry32 (Tommy Ettinger, public domain). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(next() * count)
  return { below, pick: (values) => values[below(values.length)]! }
}
