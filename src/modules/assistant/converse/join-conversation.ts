import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { AssistantTables } from '../tables.ts'
import type { Owner } from './owner.ts'

/** What was begun before signing in is the person's from the press on that begins something of theirs: only so is it told what becomes of that. */
export const joinConversation = (db: RoomDatabase<AssistantTables>, { browser, person }: Owner, answer: string): Promise<void> => db.transaction(async (tx) => {
  await tx.updateTable('conversation').set({ person }).where('person', 'is', null).where('owner', '=', browser)
    .where('id', '=', (eb) => eb.selectFrom('turn').select('conversation_id').where('turn.id', '=', answer)).execute()
})
