/** An access token by its hash, with the grant that it rests on: a token that was made in the moment its grant was revoked has none. */
import { sql } from 'kysely'
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import { hashOfState } from '../store/hash-of-state.ts'

export interface FoundToken {
  accountId?: string
  clientId?: string
  grantId?: string
  /** Thumbprint of the key that it is bound to. */
  jkt?: string
  aud?: string
  scope?: string
  /** Authorization details (RFC 9396). */
  rar?: Record<string, unknown>[]
  extra?: { attested?: boolean }
}

/** Asked of the database each time: what was revoked a moment ago is found nowhere. */
export function findToken(db: RoomDatabase<IdentityTables>) {
  const find = db.question<{ id: Buffer; now: Date }, { payload: Record<string, unknown> }>((tx, { id, now }) => tx.selectFrom('authorization_state as token').select(['token.payload'])
    .where('token.model', '=', 'AccessToken').where('token.id_hash', '=', id).where('token.ends_at', '>', now)
    // Looked up for this token alone: as a join, and while nothing is known of how many there are, every grant would be read for it.
    .where(sql<boolean>`coalesce((select given.ends_at > ${now} from identity.authorization_state given where given.model = 'Grant' and given.id_hash = sha256(convert_to(token.grant_id, 'UTF8'))), false)`))
  return async (token: string): Promise<FoundToken> => (await find({ id: hashOfState(token), now: new Date() }))[0]?.payload ?? {}
}
