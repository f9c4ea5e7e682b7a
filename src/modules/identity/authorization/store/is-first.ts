import { sql } from 'kysely'
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import { hashOfState } from './hash-of-state.ts'

/**
 * What must never be seen twice: the first insertion wins, and nothing is looked up before.
 * @returns asks whether this is the first time; it is remembered for so many seconds
 */
export function firstTimes(db: RoomDatabase<IdentityTables>): (id: string, seconds: number) => Promise<boolean> {
  const insert = db.command<{ id: Buffer; until: Date }, { one: number }>((_, { id, until }) => sql`insert into identity.authorization_state (model, id_hash, payload, ends_at)
    values ('ReplayDetection', ${id}, '{}', ${until}) on conflict do nothing returning 1 as one`)
  return async (id, seconds) => (await insert({ id: hashOfState(id), until: new Date(Date.now() + seconds * 1000) })).length === 1
}
