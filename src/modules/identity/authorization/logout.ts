/** Who leaves the portal, or the office, leaves the agencies' applications too; each is told until it has heard. */
import type { Provider } from 'oidc-provider'
import Type, { type Static } from 'typebox'
import type { Client } from '../../../kernel/config/read-clients.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { defineJob, enqueue } from '../../../kernel/events/jobs.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { IdentityTables } from '../tables.ts'

const Told = strict({ origin: Type.String(), client: Type.String(), account: Type.String(), sid: Type.String() })

interface Authorized { accountId?: string; authorizations?: Record<string, { sid?: string }> }

export async function endSessionsWithClients(db: RoomDatabase<IdentityTables>, clients: readonly Client[], origin: string, portalSession: string) {
  await db.transaction((tx) => endSessionsIn(tx, clients, origin, [portalSession]))
}

/** As part of what ends more. */
export async function endSessionsIn(tx: Tx<IdentityTables>, clients: readonly Client[], origin: string, portalSessions: readonly string[]) {
  if (portalSessions.length === 0) return
  await tellOf(tx, clients, origin, await tx.deleteFrom('authorization_state').where('portal_session', 'in', portalSessions).returning('payload').execute())
}

/** Everything that an account has given to clients: codes, tokens, grants and sessions. As part of what ends more. */
export async function endAccountIn(tx: Tx<IdentityTables>, clients: readonly Client[], origin: string, account: string) {
  await tellOf(tx, clients, origin, await tx.deleteFrom('authorization_state').where('account', '=', account).returning('payload').execute())
}

async function tellOf(tx: Tx<IdentityTables>, clients: readonly Client[], origin: string, ended: readonly { payload: unknown }[]) {
  const listening = new Set(clients.filter(({ backchannelLogoutUri }) => backchannelLogoutUri !== undefined).map(({ id }) => id))
  for (const { payload } of ended) {
    const { accountId: account, authorizations = {} } = payload as Authorized
    for (const [client, { sid }] of Object.entries(authorizations)) {
      if (account !== undefined && sid !== undefined && listening.has(client)) await enqueue(tx, tellClients.job, { origin, client, account, sid })
    }
  }
}

/** OpenID Connect Back-Channel Logout 1.0 section 2.5; the token is the library's. */
export const tellClients = {
  job: defineJob('identity.tell-client-of-logout', Told),
  async run(provider: Provider, { client: id, account, sid }: Static<typeof Told>) {
    const client = await provider.Client.find(id) as { backchannelLogout?(account: string, sid: string): Promise<void> } | undefined
    await client?.backchannelLogout?.(account, sid)
  },
}
