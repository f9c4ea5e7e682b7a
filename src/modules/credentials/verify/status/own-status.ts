/** The status of what the platform itself has issued: asked of the record, not of the published list, so that a revocation counts at once. */
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { CredentialsTables } from '../../tables.ts'
import { Refused } from '../refusal.ts'
import type { StatusKeeper } from './keep-status.ts'

/** @param others for every other issuer */
export function withOwnStatus(db: RoomDatabase<CredentialsTables>, isOwn: (issuer: string) => boolean, others: StatusKeeper): StatusKeeper {
  return {
    async statusOf(trust, issuer, reference, now) {
      if (!isOwn(issuer.id)) return others.statusOf(trust, issuer, reference, now)
      const start = `${issuer.id}/status/`
      if (!reference.uri.startsWith(start)) throw new Refused('status-unavailable')
      const row = await db.transaction((tx) => tx.selectFrom('issued_credential').select('state').where('list', '=', reference.uri.slice(start.length)).where('index', '=', reference.index).executeTakeFirst())
      // Our signature on an entry that nobody was given: something is wrong, and nothing is accepted.
      if (!row) throw new Refused('status-unavailable')
      return { status: (['valid', 'revoked', 'suspended'] as const)[row.state], asOf: now, stale: false }
    },
  }
}
