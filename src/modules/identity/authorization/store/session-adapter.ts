/**
 * Sessions with clients exist only inside the portal's session: on a shared computer whoever signed in at the portal last
 * is who is here, and who leaves the portal leaves every client.
 */
import { type Adapter, Provider } from 'oidc-provider'
import { stateOf } from './adapter.ts'
import type { StateWriter } from './write-state.ts'

/** Who the portal knows this browser as, by its cookies. */
export type HereIs = (cookies: string | undefined) => Promise<{ account: string; session: string } | undefined>

export function createSessionAdapter(writer: StateWriter, plain: Adapter, hereIs: HereIs): Adapter {
  const here = () => hereIs(Provider.ctx?.req.headers.cookie)
  return {
    ...plain,
    async find(id) {
      const session = await plain.find(id)
      if (!session || session.accountId === undefined) return session
      return (await here())?.account === session.accountId ? session : undefined
    },
    async upsert(id, payload, expiresIn) {
      await writer.put('Session', id, { ...stateOf('Session', payload, expiresIn), portal_session: (await here())?.session ?? null })
    },
  }
}
