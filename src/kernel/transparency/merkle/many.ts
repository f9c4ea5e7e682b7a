/** One proof for many entries of a tree: what they share is in it once. */
import { type Hash, nodeHash } from './hash.ts'
import { type Range, split } from './ranges.ts'

/** @param indexes ascending, each once. @returns the parts without any of them, from left to right */
export function rangesBeside(indexes: readonly number[], size: number): Range[] {
  const ranges: Range[] = []
  const walk = (lo: number, hi: number, from: number, to: number) => {
    if (from === to) ranges.push({ lo, hi })
    else if (hi - lo > 1) {
      const middle = lo + split(hi - lo)
      let cut = from
      while (cut < to && indexes[cut]! < middle) cut += 1
      walk(lo, middle, from, cut)
      walk(middle, hi, cut, to)
    }
  }
  walk(0, size, 0, indexes.length)
  return ranges
}

/**
 * @param leaves by index, ascending
 * @returns the root they lead to; undefined when the proof has not the right length
 */
export function rootOfMany(leaves: readonly { index: number; leaf: Hash }[], size: number, proof: readonly Hash[]): Hash | undefined {
  let used = 0
  const walk = (lo: number, hi: number, from: number, to: number): Hash | undefined => {
    if (from === to) return proof[used++]
    if (hi - lo === 1) return to - from === 1 && leaves[from]!.index === lo ? leaves[from]!.leaf : undefined
    const middle = lo + split(hi - lo)
    let cut = from
    while (cut < to && leaves[cut]!.index < middle) cut += 1
    const left = walk(lo, middle, from, cut)
    const right = walk(middle, hi, cut, to)
    return left && right && nodeHash(left, right)
  }
  const root = walk(0, size, 0, leaves.length)
  return used === proof.length ? root : undefined
}
