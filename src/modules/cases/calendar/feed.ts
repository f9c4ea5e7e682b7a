/** The private address of a person's calendar: made and ended by them, and known to nobody else. */
import { hash } from 'node:crypto'
import { randomToken } from '../../../kernel/crypto/tokens.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { CasesTables } from '../tables.ts'

const keyOf = (token: string) => hash('sha256', token, 'buffer')

/** An address that was there before ends. @returns the token, which is kept nowhere */
export async function openFeed(db: RoomDatabase<CasesTables>, person: string, language: string): Promise<string> {
  const token = randomToken()
  const key = keyOf(token)
  await db.transaction((tx) => tx.insertInto('feed').values({ person, key, language })
    .onConflict((conflict) => conflict.column('person').doUpdateSet({ key, language, created_at: new Date() })).execute())
  return token
}

export async function closeFeed(db: RoomDatabase<CasesTables>, person: string): Promise<void> {
  await db.transaction((tx) => tx.deleteFrom('feed').where('person', '=', person).execute())
}

export function feedSince(db: RoomDatabase<CasesTables>, person: string): Promise<Date | undefined> {
  return db.transaction(async (tx) => (await tx.selectFrom('feed').select('created_at').where('person', '=', person).executeTakeFirst())?.created_at)
}

/** Whose it is; undefined also for one that has ended. */
export function ownerOfFeed(db: RoomDatabase<CasesTables>, token: string): Promise<{ person: string; language: string } | undefined> {
  return db.transaction((tx) => tx.selectFrom('feed').select(['person', 'language']).where('key', '=', keyOf(token)).executeTakeFirst())
}
