/** Tiles of C2SP tlog-tiles: 256 neighbouring hashes of one level, each the root of a full tile of the level below. */
import { foldEven, type Hash, hashBytes, nodeHash } from '../merkle/hash.ts'
import { type Node, nodesOf, type Range } from '../merkle/ranges.ts'

export const tileWidth = 256
const tileHeight = 8

export interface TilePlace { level: number; index: number }

export interface Tile extends TilePlace {
  /** One hash after the other, 32 bytes each; fewer than 256 in the last tile of a level. */
  hashes: Buffer
}

export const placeKey = ({ level, index }: TilePlace) => `${level}/${index}`

/** Hashes that a tree of `size` entries has on a level. */
export const countAt = (level: number, size: number) => Math.floor(size / tileWidth ** level)

export function hashesOf(tile: Buffer): Hash[] {
  return Array.from({ length: tile.length / hashBytes }, (_, at) => tile.subarray(at * hashBytes, (at + 1) * hashBytes))
}

/** Where the hashes below a subtree's root stand: so many from `from` on, in one tile. */
function spanOf({ height, index }: Node): TilePlace & { from: number; count: number } {
  const level = Math.floor(height / tileHeight)
  const count = 2 ** (height % tileHeight)
  return { level, index: Math.floor((index * count) / tileWidth), from: (index * count) % tileWidth, count }
}

/** The tiles that hold what `rootOf` needs for these ranges, each once. */
export function tilesFor(ranges: readonly Range[]): TilePlace[] {
  const places = new Map<string, TilePlace>()
  for (const { level, index } of ranges.flatMap(nodesOf).map(spanOf)) places.set(placeKey({ level, index }), { level, index })
  return [...places.values()]
}

export type ReadTile = (place: TilePlace) => Buffer

/** The Merkle tree hash of a range, from tiles (RFC 6962 section 2.1). */
export function rootOf(range: Range, read: ReadTile): Hash {
  const roots = nodesOf(range).map((node) => {
    const { from, count, ...place } = spanOf(node)
    const hashes = read(place).subarray(from * hashBytes, (from + count) * hashBytes)
    if (hashes.length < count * hashBytes) throw new Error(`tile ${placeKey(place)} is too short for ${range.lo}..${range.hi}`)
    return foldEven(hashesOf(hashes))
  })
  return roots.reduceRight((right, left) => nodeHash(left, right))
}
