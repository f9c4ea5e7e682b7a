/** Programs that have registered themselves. One that no person lets in within a day is forgotten: anybody may register, and most who try are never used. */
import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Tx } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import { hashOfState } from '../store/hash-of-state.ts'

/** Seconds until somebody has let it in. */
const untilUsed = 24 * 3600

/** @param otherwise a client that is known without having registered */
export const createAgentAdapter = (plain: Adapter, otherwise: (id: string) => AdapterPayload | undefined): Adapter => ({
  ...plain,
  find: async (id) => otherwise(id) ?? plain.find(id),
  upsert: (id, payload) => plain.upsert(id, payload, untilUsed),
})

/** In the transaction of the consent: from now on it is somebody's. */
export async function keepAgent(tx: Tx<IdentityTables>, client: string) {
  await tx.updateTable('authorization_state').set({ ends_at: null }).where('model', '=', 'Client').where('id_hash', '=', hashOfState(client)).execute()
}
