/**
 * Where the authorization server keeps its state: one row a thing, so that a kill leaves each request done or not begun.
 * What a client holds is known here by its hash alone.
 */
import { sql } from 'kysely'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import { hashOfState } from './hash-of-state.ts'
import { createReadAhead, granted, type ReadAhead } from './read-ahead.ts'
import { createStateWriter, type StateToWrite, type StateWriter } from './write-state.ts'

export interface StateRow { payload: Record<string, unknown>; consumed_at: Date | null }

/** What the adapters of one server share. */
export interface Store { db: RoomDatabase<IdentityTables>; writer: StateWriter; ahead: ReadAhead }

export const openStore = (db: RoomDatabase<IdentityTables>): Store => ({ db, writer: createStateWriter(db), ahead: createReadAhead(db) })

export function createAdapter({ db, writer, ahead }: Store, model: string): Adapter {
  const find = db.question<{ id: Buffer; now: Date }, StateRow>((tx, { id, now }) => tx.selectFrom('authorization_state').select(['payload', 'consumed_at'])
    .where('model', '=', model).where('id_hash', '=', id).where((row) => row.or([row('ends_at', 'is', null), row('ends_at', '>', now)])))
  const findByUid = db.question<{ uid: string; now: Date }, StateRow>((tx, { uid, now }) => tx.selectFrom('authorization_state').select(['payload', 'consumed_at'])
    .where('model', '=', model).where('uid', '=', uid).where('ends_at', '>', now).orderBy('ends_at', 'desc').limit(1))
  const revoke = db.command<{ grant: string }, never>((tx, { grant }) => tx.deleteFrom('authorization_state').where('model', '=', sql.lit(model)).where('grant_id', '=', grant))
  return {
    upsert: (id, payload, expiresIn) => writer.put(model, id, stateOf(model, payload, expiresIn)),
    async find(id) {
      const own = writer.unwritten(model, id)
      if (own !== undefined) return own ? payloadOf({ payload: own.state.payload, consumed_at: own.consumed ? new Date() : null }, id) : undefined
      if (granted.has(model)) return payloadOf(await ahead.find(model, id), id)
      const read = ahead.take(model, id)
      return payloadOf(read ? read.row : (await find({ id: hashOfState(id), now: new Date() }))[0], id)
    },
    // The name of a session is the secret of its cookie: whoever finds it by its other name does not learn it.
    async findByUid(uid) {
      const read = ahead.take(model, uid)
      return payloadOf(read ? read.row : (await findByUid({ uid, now: new Date() }))[0], undefined)
    },
    findByUserCode: () => Promise.resolve(undefined),
    consume: (id) => writer.consume(model, id),
    destroy: (id) => writer.remove(model, id),
    async revokeByGrantId(grant) { await revoke({ grant }) },
  }
}

export function stateOf(model: string, { grantId, uid, accountId, ...payload }: AdapterPayload, expiresIn: number | undefined): StateToWrite {
  return {
    payload: { ...payload, grantId, uid, accountId, jti: undefined }, grant_id: grantId ?? null, account: accountId ?? null,
    uid: model === 'Session' ? uid ?? null : null, portal_session: null, ends_at: expiresIn ? new Date(Date.now() + expiresIn * 1000) : null,
  }
}

export function payloadOf(row: StateRow | undefined, id: string | undefined): AdapterPayload | undefined {
  if (!row) return undefined
  return { ...row.payload, ...(id === undefined ? {} : { jti: id }), ...(row.consumed_at === null ? {} : { consumed: Math.floor(row.consumed_at.getTime() / 1000) }) } as AdapterPayload
}
