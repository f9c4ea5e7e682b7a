import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { AssistantTables } from '../tables.ts'
import type { Owner } from './owner.ts'

/** Everything that was said, with its answers and hand-overs: at the person's word, at once. */
export function deleteConversations(db: RoomDatabase<AssistantTables>, { browser, person }: Owner): Promise<number> {
  return db.transaction(async (tx) => {
    const gone = await tx.deleteFrom('conversation')
      .where((by) => by.or([by.and([by('owner', '=', browser), by('person', 'is', null)]), ...(person === null ? [] : [by('person', '=', person)])])).returning('id').execute()
    return gone.length
  })
}
