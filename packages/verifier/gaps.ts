/**
 * Which entries of a list are not valid, as the distances between them: seven bits a byte, the lowest first, the high bit where more
 * follow (LEB128). Compressed, half a million of 51 million fit in 600 KB, however full the list is; the bits themselves would not.
 * Runs in browsers as well.
 */
export function packGaps(indices: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = []
  let before = -1
  for (const index of [...indices].sort((one, other) => one - other)) {
    let gap = index - before - 1
    if (gap < 0) continue
    before = index
    while (gap > 127) {
      bytes.push((gap & 127) | 128)
      gap = Math.floor(gap / 128)
    }
    bytes.push(gap)
  }
  return Uint8Array.from(bytes)
}

/** @throws RangeError where they do not fit into a list of so many entries */
export function unpackGaps(bytes: Uint8Array, entries: number): Uint32Array {
  const indices: number[] = []
  let [before, gap, factor] = [-1, 0, 1]
  for (const byte of bytes) {
    gap += (byte & 127) * factor
    factor *= 128
    if (byte > 127) continue
    before += gap + 1
    if (before >= entries) throw new RangeError('an entry beyond the list')
    indices.push(before)
    gap = 0
    factor = 1
  }
  if (factor !== 1) throw new RangeError('the last entry is cut off')
  return Uint32Array.from(indices)
}

/** @param sorted as `unpackGaps` gives them */
export function includes(sorted: Uint32Array, index: number): boolean {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < index) low = middle + 1
    else high = middle
  }
  return sorted[low] === index
}
