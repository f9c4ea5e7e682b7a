/**
 * Which parts of a tree a proof is made of, without touching a hash (RFC 6962 section 2.1). Sizes are whole
 * numbers below 2^53, so that no bitwise operator (32 bits) may be used on them.
 */

/** Entries from `lo` up to but not including `hi`. */
export interface Range { lo: number; hi: number }

/** The root of a complete subtree: entries [index · 2^height, (index + 1) · 2^height). */
export interface Node { height: number; index: number }

/** The largest power of two smaller than `count`. */
export function split(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}

/** Siblings on the way from a leaf to the root, the leaf's own first (PATH). */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = []
  let [lo, hi] = [0, size]
  while (hi - lo > 1) {
    const middle = lo + split(hi - lo)
    if (index < middle) {
      ranges.push({ lo: middle, hi })
      hi = middle
    } else {
      ranges.push({ lo, hi: middle })
      lo = middle
    }
  }
  return ranges.toReversed()
}

/** What shows that the tree of `old` entries is the beginning of the tree of `size` (PROOF and SUBPROOF). */
export function consistencyRanges(old: number, size: number): Range[] {
  if (old === 0 || old === size) return []
  const ranges: Range[] = []
  let [lo, hi, whole] = [0, size, true]
  while (old !== hi) {
    const middle = lo + split(hi - lo)
    if (old <= middle) {
      ranges.push({ lo: middle, hi })
      hi = middle
    } else {
      ranges.push({ lo, hi: middle })
      lo = middle
      whole = false
    }
  }
  return whole ? ranges.toReversed() : [{ lo, hi }, ...ranges.toReversed()]
}

/** The complete subtrees that a range falls into, from left to right; ranges of a proof begin where a subtree does. */
export function nodesOf({ lo, hi }: Range): Node[] {
  const nodes: Node[] = []
  let at = lo
  while (at < hi) {
    let [height, width] = [0, 1]
    while (at % (width * 2) === 0 && at + width * 2 <= hi) {
      width *= 2
      height += 1
    }
    nodes.push({ height, index: at / width })
    at += width
  }
  return nodes
}
