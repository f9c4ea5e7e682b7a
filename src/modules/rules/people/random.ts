/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number
  /** 0 ≤ n < below */
  below(below: number): number
}

/** Marsaglia's xorshift with 32 bits, its state first stirred so that neighbouring seeds differ. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) | 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4_294_967_296
  }
  for (let stir = 0; stir < 16; stir += 1) next()
  return { next, below: (below) => Math.floor(next() * below) }
}

/** Running sums of weights, for `pick`. */
export function cumulate(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length)
  let sum = 0
  for (let place = 0; place < weights.length; place += 1) sums[place] = sum += weights[place]!
  return sums
}

/** A place, as often as its weight says. */
export function pick(sums: Float64Array, random: Random): number {
  const wanted = random.next() * sums.at(-1)!
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > wanted) high = middle
    else low = middle + 1
  }
  return low
}
