/** Takes the entries that have their number into the tree, and signs its head. */
import type { RoomDatabase } from '../../db/database.ts'
import { Contradiction } from '../merkle/contradiction.ts'
import { leafHash } from '../merkle/hash.ts'
import { checkpointText, parseCheckpoint } from '../note/checkpoint.ts'
import type { SignerKey } from '../note/key.ts'
import { joinNote, signText } from '../note/note.ts'
import { edgeOf, grow, openPlaces, rootOfEdge } from '../tiles/grow.ts'
import type { LogIdentity, LogTables } from './tables.ts'
import { keepTiles, readEntries, readTiles } from './tiles.ts'

/** Entries in one step; a longer backlog takes several. */
const most = 16_384

export interface MadeCheckpoint { size: number; note: string; isLast: boolean }

/**
 * @param keys all of them sign; verifiers pass over those they do not know (rotation)
 * @returns undefined when nothing is new, or another process is at it
 * @throws Contradiction when what is stored is not what was signed before: nothing is signed on top of it
 */
export async function makeCheckpoint(db: RoomDatabase<LogTables>, log: LogIdentity, keys: readonly SignerKey[]): Promise<MadeCheckpoint | undefined> {
  return db.transaction(async (tx) => {
    const tree = await tx.selectFrom('log_tree').select('size').where('log', '=', log.id).forUpdate().skipLocked().executeTakeFirst()
    if (!tree) return undefined
    const { size } = await tx.selectFrom('log').select('size').where('id', '=', log.id).executeTakeFirstOrThrow()
    if (size === tree.size) return undefined
    const before = edgeOf(tree.size, await readTiles(tx, log, openPlaces(tree.size)))
    const last = await tx.selectFrom('log_checkpoint').select('note').where('log', '=', log.id).orderBy('size', 'desc').limit(1).executeTakeFirst()
    const signed = last && parseCheckpoint(last.note)
    if ((signed?.size ?? 0) !== tree.size || (signed && !signed.root.equals(rootOfEdge(before)))) {
      throw new Contradiction(`${log.origin}: the stored tree of ${tree.size} entries is not the one that was signed`)
    }
    const hi = Math.min(size, tree.size + most)
    const { edge, changed } = grow(before, (await readEntries(tx, log, { lo: tree.size, hi })).map(leafHash))
    await keepTiles(tx, log, changed)
    const text = checkpointText(log.origin, hi, rootOfEdge(edge))
    const note = joinNote(text, keys.map((key) => signText(text, key)))
    await tx.insertInto('log_checkpoint').values({ log: log.id, size: hi, note, witnessed_at: null }).execute()
    await tx.updateTable('log_tree').set({ size: hi }).where('log', '=', log.id).execute()
    return { size: hi, note, isLast: hi === size }
  })
}
