import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import { hashOfState } from './hash-of-state.ts'

/**
 * What must never be seen twice: the first insertion wins, and nothing is looked up before.
 * @param seconds how long it has to be remembered
 */
export async function isFirst(db: RoomDatabase<IdentityTables>, id: string, seconds: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db.transaction((tx) => tx.insertInto('authorization_state')
    .values({ model: 'ReplayDetection', id_hash: hashOfState(id), payload: '{}', grant_id: null, uid: null, account: null, portal_session: null, ends_at: new Date(Date.now() + seconds * 1000) })
    .onConflict((conflict) => conflict.doNothing()).executeTakeFirst())
  return numInsertedOrUpdatedRows === 1n
}
