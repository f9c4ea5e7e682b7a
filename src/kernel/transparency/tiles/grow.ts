/** Appends leaves to a tree that is known by the last, unfinished tile of each level alone. */
import { Contradiction } from '../merkle/contradiction.ts'
import { emptyRoot, foldEven, type Hash } from '../merkle/hash.ts'
import { countAt, hashesOf, placeKey, rootOf, type Tile, type TilePlace, tileWidth } from './tile.ts'

export interface Edge {
  size: number
  /** By level; empty where the last tile is full. */
  open: Hash[][]
}

export const emptyEdge = (): Edge => ({ size: 0, open: [] })

/** Where the unfinished tiles of a tree are kept. */
export function openPlaces(size: number): TilePlace[] {
  const places: TilePlace[] = []
  for (let level = 0; countAt(level, size) > 0; level += 1) {
    const count = countAt(level, size)
    if (count % tileWidth > 0) places.push({ level, index: Math.floor(count / tileWidth) })
  }
  return places
}

/** @param tiles what is kept at `openPlaces(size)`; a longer one, of a larger tree, is cut */
export function edgeOf(size: number, tiles: readonly Tile[]): Edge {
  const open: Hash[][] = []
  for (const place of openPlaces(size)) {
    const tile = tiles.find((candidate) => placeKey(candidate) === placeKey(place))
    const hashes = tile ? hashesOf(tile.hashes).slice(0, countAt(place.level, size) % tileWidth) : []
    if (hashes.length < countAt(place.level, size) % tileWidth) throw new Contradiction(`tile ${placeKey(place)} is missing or too short for ${size} entries`)
    while (open.length < place.level) open.push([])
    open[place.level] = hashes
  }
  return { size, open }
}

/** @returns the tiles that have changed, to be kept in place of what was there */
export function grow(edge: Edge, leaves: readonly Hash[]): { edge: Edge; changed: Tile[] } {
  const open = edge.open.map((hashes) => [...hashes])
  const full = open.map((_, level) => Math.floor(countAt(level, edge.size) / tileWidth))
  const changed: Tile[] = []
  const touched = new Set<number>()
  const append = (level: number, hash: Hash) => {
    const hashes = (open[level] ??= [])
    full[level] ??= 0
    hashes.push(hash)
    touched.add(level)
    if (hashes.length < tileWidth) return
    changed.push({ level, index: full[level], hashes: Buffer.concat(hashes) })
    full[level] += 1
    open[level] = []
    append(level + 1, foldEven(hashes))
  }
  for (const leaf of leaves) append(0, leaf)
  for (const level of touched) if (open[level]!.length > 0) changed.push({ level, index: full[level]!, hashes: Buffer.concat(open[level]!) })
  return { edge: { size: edge.size + leaves.length, open }, changed }
}

export function rootOfEdge({ size, open }: Edge): Hash {
  return size === 0 ? emptyRoot : rootOf({ lo: 0, hi: size }, ({ level }) => Buffer.concat(open[level] ?? []))
}
