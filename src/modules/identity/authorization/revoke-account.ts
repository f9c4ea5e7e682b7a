/** Everything that an account has given to clients, gone in one transaction: grants, codes, tokens, sessions. */
import { sql } from 'kysely'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { accountId } from './accounts.ts'
import type { IdentityTables } from '../tables.ts'

export async function revokeAccount(db: RoomDatabase<IdentityTables>, account: string) {
  await db.transaction(async (tx) => {
    await tx.deleteFrom('authorization_state').where('account', '=', account).execute()
    await tx.updateTable('client_consent').set({ ended_at: new Date() }).where('account', '=', account).where('ended_at', 'is', null).execute()
  })
}

/**
 * The same, and the portal's own sessions; passkeys stay, since a second one is how the person comes back.
 * @param before what was begun later stays: the person is already back when this is repeated
 */
export const endPerson = (db: RoomDatabase<IdentityTables>, person: string, before: Date) => db.transaction((tx) => endPersonIn(tx, person, before))

/** As part of what ends more. */
export async function endPersonIn(tx: Tx<IdentityTables>, person: string, before: Date) {
  const account = accountId({ kind: 'resident', subject: person })
  await tx.updateTable('client_consent').set({ ended_at: new Date() }).where('account', '=', account).where('given_at', '<=', before).where('ended_at', 'is', null).execute()
  await tx.deleteFrom('authorization_state').where('account', '=', account)
    .where(sql<boolean>`coalesce((payload->>'iat')::bigint, 0) <= ${Math.floor(before.getTime() / 1000)}`).execute()
  await tx.deleteFrom('session').where('kind', '=', 'resident').where('subject', '=', person).where('started_at', '<=', before).execute()
}
