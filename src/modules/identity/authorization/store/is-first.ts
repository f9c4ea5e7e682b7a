import { sql } from 'kysely'
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import { hashOfState } from './hash-of-state.ts'

/** Insertions in one statement. */
const most = 64

/**
 * What must never be seen twice: the first insertion wins, and nothing is looked up before. Those of one moment are written together.
 * @returns asks whether this is the first time; it is remembered for so many seconds
 */
export function firstTimes(db: RoomDatabase<IdentityTables>): (id: string, seconds: number) => Promise<boolean> {
  // In one order, so that two processes never wait for each other.
  const insert = db.statement<{ ids: Buffer[]; until: Date[] }, { id_hash: Buffer }>((_, { ids, until }) => sql`insert into identity.authorization_state (model, id_hash, payload, ends_at)
    select 'ReplayDetection', id, '{}', until from unnest(${ids}::bytea[], ${until}::timestamptz[]) as f (id, until) order by id on conflict do nothing returning id_hash`)
  const ask = db.together<{ id: Buffer; until: Date }, { id_hash: Buffer }, boolean>({
    most, statements: (batch) => [insert({ ids: batch.map(({ id }) => id), until: batch.map(({ until }) => until) })],
    answers(batch, [rows]) {
      const inserted = new Set(rows!.map(({ id_hash }) => id_hash.toString('hex')))
      // Of two alike in one batch the first has it.
      return batch.map(({ id }) => inserted.delete(id.toString('hex')))
    },
  })
  return async (id, seconds) => ask({ id: hashOfState(id), until: new Date(Date.now() + seconds * 1000) })
}
