/** With a code or a token the grant and the session that it rests on are read, too: in one request, whoever finds the one asks for the others. */
import { sql } from 'kysely'
import { Provider } from 'oidc-provider'
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import { hashOfState } from './hash-of-state.ts'
import type { StateRow } from './adapter.ts'

export interface ReadAhead {
  /** A code or token, by model and id. */
  find(model: string, id: string): Promise<StateRow | undefined>
  /** The grant was read with something else of this request. @param given null where it is no more */
  keepGrant(id: string, given: Record<string, unknown> | null): void
  /** What was read for this request under that name, once; undefined where nothing was. */
  take(model: string, name: string): { row: StateRow | undefined } | undefined
}

/** Models that rest on a grant. */
export const granted: ReadonlySet<string> = new Set(['AuthorizationCode', 'RefreshToken', 'AccessToken'])

type Payload = Record<string, unknown>

export function createReadAhead(db: RoomDatabase<IdentityTables>): ReadAhead {
  const read = new WeakMap<object, Map<string, StateRow | undefined>>()
  const find = db.question<{ model: string; id: Buffer; now: Date }, StateRow & { given: Payload | null; session: Payload | null }>((tx, { model, id, now }) => tx.selectFrom('authorization_state as state').select(['state.payload', 'state.consumed_at'])
    .select((row) => [
      row.selectFrom('authorization_state as given').select('given.payload').where('given.model', '=', 'Grant').where('given.id_hash', '=', sql<Buffer>`sha256(convert_to(state.grant_id, 'UTF8'))`).where('given.ends_at', '>', now).as('given'),
      row.selectFrom('authorization_state as session').select('session.payload').where('session.model', '=', 'Session').where('session.uid', '=', sql<string>`state.payload ->> 'sessionUid'`).where('session.ends_at', '>', now)
        .orderBy('session.ends_at', 'desc').limit(1).as('session'),
    ])
    .where('state.model', '=', model).where('state.id_hash', '=', id).where('state.ends_at', '>', now))
  return {
    async find(model, id) {
      const [found] = await find({ model, id: hashOfState(id), now: new Date() })
      const request = Provider.ctx
      if (!found) return undefined
      const { given, session, ...row } = found
      const { grantId, sessionUid } = row.payload
      if (request) {
        read.set(request, new Map([[`Grant ${String(grantId)}`, rowWith(given)], [`Session ${String(sessionUid)}`, rowWith(session)]]))
      }
      return row
    },
    keepGrant(id, given) {
      if (Provider.ctx) read.set(Provider.ctx, new Map([[`Grant ${id}`, rowWith(given)]]))
    },
    take(model, name) {
      const rows = Provider.ctx && read.get(Provider.ctx)
      const key = `${model} ${name}`
      if (!rows?.has(key)) return undefined
      const row = rows.get(key)
      rows.delete(key)
      return { row }
    },
  }
}

const rowWith = (payload: Payload | null): StateRow | undefined => (payload === null ? undefined : { payload, consumed_at: null })
