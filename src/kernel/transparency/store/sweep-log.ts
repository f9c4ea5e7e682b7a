/**
 * Reads the whole log again and holds it against what was signed and what witnesses have seen: an edit in place by whoever runs the database
 * shows here, though nobody ever asks for that entry's proof.
 */
import type { RoomDatabase } from '../../db/database.ts'
import { Contradiction } from '../merkle/contradiction.ts'
import { hashBytes, leafHash } from '../merkle/hash.ts'
import { demandLogSignature, parseCheckpoint } from '../note/checkpoint.ts'
import type { VerifierKey } from '../note/key.ts'
import { type Edge, emptyEdge, grow, rootOfEdge } from '../tiles/grow.ts'
import { placeKey, type Tile, tileWidth } from '../tiles/tile.ts'
import { type CosignDeps, witnessesOf } from './collect-cosignatures.ts'
import { compareWithWitness } from './compare-with-witness.ts'
import type { LogIdentity, LogTables } from './tables.ts'
import { readEntries, readTiles } from './tiles.ts'

export interface SweepDeps extends Pick<CosignDeps, 'db' | 'log' | 'policy' | 'tiles'> {
  everyKey: readonly VerifierKey[]
  /** Hears of a witness that gives no answer: it is asked again the next time. */
  onSilent(name: string, cause: Error): void
}

/** Entries read at a time; a whole tile. Few enough that who asks in the meantime waits for some milliseconds at most. */
const step = tileWidth

/** @returns how many entries stand as they were signed. @throws Contradiction that names the first entry that does not */
export async function sweepLog({ db, log, policy, tiles, everyKey, onSilent }: SweepDeps): Promise<number> {
  const row = await db.transaction((tx) => tx.selectFrom('log_checkpoint').select('note').where('log', '=', log.id).orderBy('size', 'desc').limit(1).executeTakeFirst())
  const signed = row && parseCheckpoint(row.note)
  if (signed) {
    try {
      demandLogSignature(signed, everyKey)
    } catch (cause) {
      throw new Contradiction(`${log.origin}: the stored checkpoint of ${signed.size} entries is not signed by the log`, { cause })
    }
  }
  let edge = emptyEdge()
  while (signed && edge.size < signed.size) edge = await sweepPart(db, log, edge, Math.min(signed.size, edge.size + step))
  if (signed && !rootOfEdge(edge).equals(signed.root)) throw new Contradiction(`${log.origin}: the ${signed.size} stored entries and tiles fit each other, and not the tree that was signed`)
  for (const witness of witnessesOf(policy)) {
    await compareWithWitness({ db, log, tiles }, everyKey, witness).catch((cause: unknown) => {
      if (cause instanceof Contradiction) throw cause
      onSilent(witness.name, cause as Error)
    })
  }
  return signed?.size ?? 0
}

async function sweepPart(db: RoomDatabase<LogTables>, log: LogIdentity, before: Edge, hi: number): Promise<Edge> {
  return db.transaction(async (tx) => {
    const lo = before.size
    const leaves = (await readEntries(tx, log, { lo, hi })).map(leafHash)
    const { edge, changed } = grow(before, leaves)
    const stored = new Map((await readTiles(tx, log, changed)).map((tile) => [placeKey(tile), tile.hashes]))
    // The lowest level first: it names the entry.
    for (const tile of changed.toSorted((one, other) => one.level - other.level || one.index - other.index)) demandSame(log, tile, stored.get(placeKey(tile)))
    return edge
  })
}

/** A stored tile may have grown since the checkpoint; it never differs where both have a hash. */
function demandSame({ origin }: LogIdentity, { level, index, hashes }: Tile, stored: Buffer | undefined) {
  const width = hashes.length / hashBytes
  const at = Array.from({ length: width }, (_, place) => place).find((place) => stored === undefined || !hashes.subarray(place * hashBytes, (place + 1) * hashBytes).equals(stored.subarray(place * hashBytes, (place + 1) * hashBytes)))
  if (at === undefined) return
  const first = (index * tileWidth + at) * tileWidth ** level
  throw new Contradiction(level === 0 ? `${origin}: entry ${first} is not the one that was signed` : `${origin}: among the ${tileWidth ** level} entries from ${first} on there is one that was not signed`)
}
