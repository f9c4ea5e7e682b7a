/**
 * Where the authorization server keeps its state: one row a thing, one statement a change, so that a kill leaves each
 * change done or not begun. What a client holds is known here by its hash alone.
 */
import { sql } from 'kysely'
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import { hashOfState } from './hash-of-state.ts'

export interface StateRow { payload: Record<string, unknown>; consumed_at: Date | null }

export function createAdapter(db: RoomDatabase<IdentityTables>, model: string): Adapter {
  const find = db.question<{ id: Buffer; now: Date }, StateRow>((tx, { id, now }) => tx.selectFrom('authorization_state').select(['payload', 'consumed_at'])
    .where('model', '=', model).where('id_hash', '=', id).where((row) => row.or([row('ends_at', 'is', null), row('ends_at', '>', now)])))
  const findByUid = db.question<{ uid: string; now: Date }, StateRow>((tx, { uid, now }) => tx.selectFrom('authorization_state').select(['payload', 'consumed_at'])
    .where('model', '=', model).where('uid', '=', uid).where('ends_at', '>', now).orderBy('ends_at', 'desc').limit(1))
  return {
    async upsert(id, payload, expiresIn) {
      const row = rowOf(model, payload, expiresIn)
      await db.transaction((tx) => tx.insertInto('authorization_state').values({ model, id_hash: hashOfState(id), ...row })
        .onConflict((conflict) => conflict.columns(['model', 'id_hash']).doUpdateSet(row)).execute())
    },
    find: async (id) => payloadOf((await find({ id: hashOfState(id), now: new Date() }))[0], id),
    // The name of a session is the secret of its cookie: whoever finds it by its other name does not learn it.
    findByUid: async (uid) => payloadOf((await findByUid({ uid, now: new Date() }))[0], undefined),
    findByUserCode: () => Promise.resolve(undefined),
    async consume(id) {
      const { numUpdatedRows } = await db.transaction((tx) => tx.updateTable('authorization_state').set({ consumed_at: sql<Date>`now()` })
        .where('model', '=', model).where('id_hash', '=', hashOfState(id)).where('consumed_at', 'is', null).executeTakeFirst())
      // Two requests at once have both read it as new: the row decides which of them was first.
      if (numUpdatedRows !== 1n) throw new errors.InvalidGrant('already consumed')
    },
    async destroy(id) {
      await db.transaction((tx) => tx.deleteFrom('authorization_state').where('model', '=', model).where('id_hash', '=', hashOfState(id)).execute())
    },
    async revokeByGrantId(grantId) {
      await db.transaction((tx) => tx.deleteFrom('authorization_state').where('model', '=', model).where('grant_id', '=', grantId).execute())
    },
  }
}

export function rowOf(model: string, { grantId, uid, accountId, ...payload }: AdapterPayload, expiresIn: number | undefined) {
  return {
    payload: JSON.stringify({ ...payload, grantId, uid, accountId, jti: undefined }), grant_id: grantId ?? null, account: accountId ?? null,
    uid: model === 'Session' ? uid ?? null : null, portal_session: null, ends_at: expiresIn ? new Date(Date.now() + expiresIn * 1000) : null,
  }
}

export function payloadOf(row: StateRow | undefined, id: string | undefined): AdapterPayload | undefined {
  if (!row) return undefined
  return { ...row.payload, ...(id === undefined ? {} : { jti: id }), ...(row.consumed_at === null ? {} : { consumed: Math.floor(row.consumed_at.getTime() / 1000) }) } as AdapterPayload
}
