/** Proofs that must never be seen twice (RFC 9449 section 11.1). */
import { type Adapter, errors } from 'oidc-provider'
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import { isFirst } from './is-first.ts'

export function createReplayAdapter(db: RoomDatabase<IdentityTables>, plain: Adapter): Adapter {
  return {
    ...plain,
    find: () => Promise.resolve(undefined),
    async upsert(id, _payload, expiresIn) {
      if (!(await isFirst(db, id, expiresIn ?? 0))) throw new errors.InvalidGrant('DPoP proof JWT Replay detected')
    },
  }
}
