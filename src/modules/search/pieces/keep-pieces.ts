/** Analysed texts in PostgreSQL: an index is put together from them in memory, and only what is new is analysed. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { SearchTables } from './tables.ts'

export interface Pieces {
  /** Terms by the hash's hexadecimal digits, of those that are there. */
  read(hashes: readonly Buffer[]): Promise<Map<string, string>>
  keep(pieces: readonly { hash: Buffer; terms: string }[]): Promise<void>
}

/** Days: what is in use is marked so often, and what nothing has used for so long goes. */
const marked = 30
const kept = 120

/** @param today ISO day */
export function keepPieces(db: RoomDatabase<SearchTables>, today: () => Temporal.PlainDate): Pieces {
  const before = (days: number) => today().subtract({ days }).toString()
  return {
    read: (hashes) => db.transaction(async (tx) => {
      const rows = await tx.selectFrom('piece').select(['hash', 'terms', 'seen_on']).where('hash', 'in', hashes.length === 0 ? [Buffer.alloc(0)] : [...hashes]).execute()
      const old = rows.filter(({ seen_on: seen }) => seen < before(marked)).map(({ hash }) => hash)
      if (old.length > 0) await tx.updateTable('piece').set({ seen_on: today().toString() }).where('hash', 'in', old).execute()
      return new Map(rows.map(({ hash, terms }) => [hash.toString('hex'), terms]))
    }),
    keep: (pieces) => db.transaction(async (tx) => {
      await tx.deleteFrom('piece').where('seen_on', '<', before(kept)).execute()
      if (pieces.length === 0) return
      const rows = pieces.map(({ hash, terms }) => ({ hash, terms, seen_on: today().toString() }))
      // Two processes may meet a new text at once; what they find is the same.
      await tx.insertInto('piece').values(rows).onConflict((conflict) => conflict.doNothing()).execute()
    }),
  }
}
