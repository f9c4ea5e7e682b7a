/** Everything that an account has given to clients, gone in one statement: grants, codes, tokens, sessions. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { IdentityTables } from '../tables.ts'

export async function revokeAccount(db: RoomDatabase<IdentityTables>, account: string) {
  await db.transaction((tx) => tx.deleteFrom('authorization_state').where('account', '=', account).execute())
}
