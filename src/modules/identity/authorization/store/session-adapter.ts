/**
 * Sessions with clients exist only inside the portal's session: on a shared computer whoever signed in at the portal last
 * is who is here, and who leaves the portal leaves every client.
 */
import { type Adapter, Provider } from 'oidc-provider'
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import { rowOf } from './adapter.ts'
import { hashOfState } from './hash-of-state.ts'

/** Who the portal knows this browser as, by its cookies. */
export type HereIs = (cookies: string | undefined) => Promise<{ account: string; session: string } | undefined>

export function createSessionAdapter(db: RoomDatabase<IdentityTables>, plain: Adapter, hereIs: HereIs): Adapter {
  const here = () => hereIs(Provider.ctx?.req.headers.cookie)
  return {
    ...plain,
    async find(id) {
      const session = await plain.find(id)
      if (!session || session.accountId === undefined) return session
      return (await here())?.account === session.accountId ? session : undefined
    },
    async upsert(id, payload, expiresIn) {
      const row = { ...rowOf('Session', payload, expiresIn), portal_session: (await here())?.session ?? null }
      await db.transaction((tx) => tx.insertInto('authorization_state').values({ model: 'Session', id_hash: hashOfState(id), ...row })
        .onConflict((conflict) => conflict.columns(['model', 'id_hash']).doUpdateSet(row)).execute())
    },
  }
}
