/** Everything that an account has given to clients, gone in one transaction: grants, codes, tokens, sessions. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { IdentityTables } from '../tables.ts'

export async function revokeAccount(db: RoomDatabase<IdentityTables>, account: string) {
  await db.transaction(async (tx) => {
    await tx.deleteFrom('authorization_state').where('account', '=', account).execute()
    await tx.updateTable('client_consent').set({ ended_at: new Date() }).where('account', '=', account).where('ended_at', 'is', null).execute()
  })
}
