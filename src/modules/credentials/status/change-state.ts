/** Suspends, restores and revokes: the entry and the version of its list change together. Revoked stays revoked. */
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import type { CredentialsTables, CredentialState } from '../tables.ts'

export interface StateChange {
  /** Issuances whose credentials change. */
  issuances: readonly string[]
  state: CredentialState
  because: string
}

/** @returns how many credentials changed; what has ended is left alone, since an end never turns into a revocation */
export async function changeState(tx: Tx<CredentialsTables>, { issuances, state, because }: StateChange): Promise<number> {
  if (issuances.length === 0) return 0
  const changed = await tx.updateTable('issued_credential').set({ state, state_at: state === 0 ? null : sql<Date>`now()`, because: state === 0 ? null : because })
    .where('issuance', 'in', issuances).where('state', '<>', 1).where('state', '<>', state).where('ends_at', '>', sql<Date>`now()`).returning('list').execute()
  // In one order, so that two at once never wait for each other.
  for (const list of [...new Set(changed.map(({ list: id }) => id))].sort()) {
    await tx.updateTable('status_list').set({ version: sql<number>`version + 1` }).where('id', '=', list).execute()
  }
  return changed.length
}
