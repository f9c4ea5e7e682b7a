/** Tiles and entries of a log in PostgreSQL. */
import { sql } from 'kysely'
import type { RoomDatabase, Tx } from '../../db/database.ts'
import { Contradiction } from '../merkle/contradiction.ts'
import { hashBytes } from '../merkle/hash.ts'
import type { Range } from '../merkle/ranges.ts'
import { placeKey, type ReadTile, rootOf, type Tile, type TilePlace, tilesFor, tileWidth } from '../tiles/tile.ts'
import type { LogIdentity, LogTables } from './tables.ts'

/** Full tiles never change; those asked for again soon are kept in memory, up to 4 MB a log. */
const keptTiles = 512
/** Tiles in one question to the database. */
const batch = 256

export async function readTiles(tx: Tx<LogTables>, log: LogIdentity, places: readonly TilePlace[]): Promise<Tile[]> {
  if (places.length === 0) return []
  const { rows } = await sql<Tile>`select t.level, t.index, t.hashes from kernel.log_tile t
    join unnest(${places.map(({ level }) => level)}::smallint[], ${places.map(({ index }) => index)}::bigint[]) as wanted (level, index) on t.level = wanted.level and t.index = wanted.index
    where t.log = ${log.id}`.execute(tx)
  return rows
}

export async function keepTiles(tx: Tx<LogTables>, log: LogIdentity, tiles: readonly Tile[]) {
  if (tiles.length === 0) return
  await tx.insertInto('log_tile').values(tiles.map((tile) => ({ log: log.id, ...tile })))
    .onConflict((conflict) => conflict.columns(['log', 'level', 'index']).doUpdateSet((eb) => ({ hashes: eb.ref('excluded.hashes') }))).execute()
}

export interface TileReader {
  /** The hash of each range; tiles are read together. */
  roots(ranges: readonly Range[]): Promise<Buffer[]>
  /** One tile as far as it has come. */
  tile(place: TilePlace): Promise<Buffer | undefined>
}

export function createTileReader(db: RoomDatabase<LogTables>, log: LogIdentity): TileReader {
  const kept = new Map<string, Buffer>()
  const load = async (places: readonly TilePlace[]): Promise<Map<string, Buffer>> => {
    const found = new Map<string, Buffer>()
    const missing: TilePlace[] = []
    for (const place of places) {
      const hashes = kept.get(placeKey(place))
      if (hashes) found.set(placeKey(place), hashes)
      else missing.push(place)
    }
    for (const tile of await db.transaction((tx) => readTiles(tx, log, missing))) {
      found.set(placeKey(tile), tile.hashes)
      if (tile.hashes.length === tileWidth * hashBytes) keep(placeKey(tile), tile.hashes)
    }
    return found
  }
  const keep = (key: string, hashes: Buffer) => {
    kept.set(key, hashes)
    const oldest = kept.keys().next().value
    if (kept.size > keptTiles && oldest !== undefined) kept.delete(oldest)
  }
  return {
    async roots(ranges) {
      const roots: Buffer[] = []
      for (const part of partsOf(ranges)) {
        const tiles = await load(tilesFor(part))
        const read: ReadTile = (place) => {
          const hashes = tiles.get(placeKey(place))
          if (!hashes) throw new Contradiction(`${log.origin}: tile ${placeKey(place)} is missing`)
          return hashes
        }
        roots.push(...part.map((range) => rootOf(range, read)))
      }
      return roots
    },
    tile: async (place) => (await load([place])).get(placeKey(place)),
  }
}

/** So many ranges at a time that their tiles stay small change in memory. */
function partsOf(ranges: readonly Range[]): Range[][] {
  return Array.from({ length: Math.ceil(ranges.length / batch) }, (_, at) => ranges.slice(at * batch, (at + 1) * batch))
}

/** Entries from `lo` up to but not including `hi`. @throws Contradiction when one of them is missing */
export async function readEntries(tx: Tx<LogTables>, log: LogIdentity, { lo, hi }: Range): Promise<Buffer[]> {
  const rows = await tx.selectFrom('log_entry').select(['index', 'entry']).where('log', '=', log.id).where('index', '>=', lo).where('index', '<', hi).orderBy('index').execute()
  const gap = rows.findIndex(({ index }, at) => index !== lo + at)
  if (gap >= 0 || rows.length < hi - lo) throw new Contradiction(`${log.origin}: entry ${gap >= 0 ? lo + gap : lo + rows.length} is missing`)
  return rows.map(({ entry }) => entry)
}
