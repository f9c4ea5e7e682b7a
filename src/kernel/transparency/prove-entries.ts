/** Proofs against the newest checkpoint that enough witnesses have cosigned. */
import type { RoomDatabase } from '../db/database.ts'
import { rangesBeside } from './merkle/many.ts'
import { inclusionRanges } from './merkle/ranges.ts'
import { writeProof } from './note/proof.ts'
import type { OpenLog } from './open-log.ts'
import type { LogTables } from './store/tables.ts'

/** How far an entry has come: only its number, or a place that witnesses have seen. */
export type EntryState = 'waiting' | 'numbered' | 'witnessed'

export interface Published { size: number; note: string; witnessedAt: Date }

export interface ManyProof {
  /** The signed checkpoint with its cosignatures. */
  checkpoint: string
  size: number
  /** By id of the entry; entries that no published checkpoint holds yet are missing. */
  indexes: Map<string, number>
  /** What `rootOfMany` takes, in its order. */
  hashes: Buffer[]
}

type From = Pick<OpenLog, 'log' | 'tiles'>

export async function readPublished(db: RoomDatabase<LogTables>, { log }: From): Promise<Published | undefined> {
  const row = await db.transaction((tx) => tx.selectFrom('log_checkpoint').select(['size', 'note', 'witnessed_at']).where('log', '=', log.id).where('witnessed_at', 'is not', null)
    .orderBy('size', 'desc').limit(1).executeTakeFirst())
  return row && { size: row.size, note: row.note, witnessedAt: row.witnessed_at! }
}

export async function indexesOf(db: RoomDatabase<LogTables>, { log }: From, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db.transaction((tx) => tx.selectFrom('log_entry').select(['id', 'index']).where('log', '=', log.id).where('id', '=', (eb) => eb.fn.any(eb.val(ids))).execute())
  return new Map(rows.map(({ id, index }) => [id, index]))
}

/** @returns a c2sp.org/tlog-proof; undefined while no published checkpoint holds the entry */
export async function proveEntry(db: RoomDatabase<LogTables>, open: From, id: string): Promise<string | undefined> {
  const published = await readPublished(db, open)
  const index = (await indexesOf(db, open, [id])).get(id)
  if (!published || index === undefined || index >= published.size) return undefined
  return writeProof(index, await open.tiles.roots(inclusionRanges(index, published.size)), published.note)
}

/** The same against the earliest checkpoint that is kept and holds the entry, of each day the first: its cosignatures say since when the entry stands. */
export async function proveEarly(db: RoomDatabase<LogTables>, open: From, id: string): Promise<string | undefined> {
  const index = (await indexesOf(db, open, [id])).get(id)
  if (index === undefined) return undefined
  const row = await db.transaction((tx) => tx.selectFrom('log_checkpoint').select(['size', 'note']).where('log', '=', open.log.id).where('witnessed_at', 'is not', null).where('size', '>', index).orderBy('size').limit(1).executeTakeFirst())
  return row && writeProof(index, await open.tiles.roots(inclusionRanges(index, row.size)), row.note)
}

export async function proveMany(db: RoomDatabase<LogTables>, open: From, ids: readonly string[]): Promise<ManyProof | undefined> {
  const published = await readPublished(db, open)
  if (!published) return undefined
  const indexes = new Map([...await indexesOf(db, open, ids)].filter(([, index]) => index < published.size))
  const ascending = [...indexes.values()].sort((one, other) => one - other)
  const ranges = rangesBeside(ascending, published.size)
  return { checkpoint: published.note, size: published.size, indexes, hashes: await open.tiles.roots(ranges) }
}
