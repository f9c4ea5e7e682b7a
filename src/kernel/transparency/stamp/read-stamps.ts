/** The stamps of a log: over one checkpoint, over the first that holds an entry, and how it stands with each authority. */
import type { RoomDatabase } from '../../db/database.ts'
import { inclusionRanges } from '../merkle/ranges.ts'
import { writeProof } from '../note/proof.ts'
import type { LogIdentity, LogTables } from '../store/tables.ts'
import type { TileReader } from '../store/tiles.ts'
import type { StampAuthority } from './authority.ts'

type From = { log: LogIdentity; tiles: TileReader; authorities: readonly StampAuthority[] }

export interface StampRow { authority: string; size: number; note: string; token: Buffer; stampedAt: Date }

const columns = ['authority', 'size', 'note', 'token', 'stamped_at as stampedAt'] as const

/** The newest of each authority, those included that are no longer asked. */
export const readNewestStamps = (db: RoomDatabase<LogTables>, { log }: From): Promise<StampRow[]> =>
  db.transaction((tx) => tx.selectFrom('log_stamp').select([...columns]).distinctOn('authority').where('log', '=', log.id).orderBy('authority').orderBy('size', 'desc').execute())

export interface EntryStamp {
  authority: string
  /** The entry's place in the tree that was stamped, as a c2sp.org/tlog-proof. */
  proof: string
  /** TimeStampToken of RFC 3161, DER: over the text of the proof's checkpoint. */
  token: Buffer
}

/** Of each authority the earliest stamp over a tree that holds the entry: by then at the latest it was there. */
export async function readStampsOf(db: RoomDatabase<LogTables>, { log, tiles }: From, index: number): Promise<EntryStamp[]> {
  const rows = await db.transaction((tx) => tx.selectFrom('log_stamp').select([...columns]).distinctOn('authority').where('log', '=', log.id).where('size', '>', index).orderBy('authority').orderBy('size').execute())
  return Promise.all(rows.map(async ({ authority, size, note, token }) => ({ authority, token, proof: writeProof(index, await tiles.roots(inclusionRanges(index, size)), note) })))
}

export interface AuthorityState {
  authority: string
  /** Of its newest stamp; null while there is none. */
  stampedAt: Date | null
  /** Since when it gives nothing of use; null while it does. */
  failingSince: Date | null
  cause: string | null
}

/** How it stands with each authority that is asked. */
export async function readAuthorityStates(db: RoomDatabase<LogTables>, from: From): Promise<AuthorityState[]> {
  const stamps = await readNewestStamps(db, from)
  const rows = await db.transaction((tx) => tx.selectFrom('log_stamping').select(['authority', 'failing_since', 'cause']).where('log', '=', from.log.id).execute())
  return from.authorities.map(({ name }) => {
    const row = rows.find(({ authority }) => authority === name)
    return { authority: name, stampedAt: stamps.find(({ authority }) => authority === name)?.stampedAt ?? null, failingSince: row?.failing_since ?? null, cause: row?.cause ?? null }
  })
}
