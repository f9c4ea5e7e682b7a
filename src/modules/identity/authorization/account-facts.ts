/** What clients may learn of an account: a name, and of an official the post. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Demonstration } from '../index.ts'
import type { IdentityTables } from '../tables.ts'
import { type AccountFacts, readAccountId } from './accounts.ts'

/** @returns undefined for who is nobody any more: an official who has left */
export function factsOfAccount(db: RoomDatabase<IdentityTables>, demonstration: Demonstration | null) {
  return async (account: string): Promise<AccountFacts | undefined> => {
    const name = readAccountId(account)
    if (!name) return undefined
    if (name.kind === 'official') {
      const post = await db.transaction((tx) => tx.selectFrom('official').select(['name', 'agency', 'roles']).where('id', '=', name.subject).where('left_at', 'is', null).executeTakeFirst())
      return post
    }
    return { name: demonstration?.nameOf(name.subject) ?? await nameAtSignIn(db, name.subject) ?? '' }
  }
}

/** As it stands at the person's passkey or session. */
async function nameAtSignIn(db: RoomDatabase<IdentityTables>, person: string): Promise<string | undefined> {
  return db.transaction(async (tx) => {
    const passkey = await tx.selectFrom('passkey').select('subject_name').where('kind', '=', 'resident').where('subject', '=', person).limit(1).executeTakeFirst()
    if (passkey) return passkey.subject_name
    return (await tx.selectFrom('session').select('name').where('kind', '=', 'resident').where('subject', '=', person).limit(1).executeTakeFirst())?.name
  })
}
