import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { AssistantTables } from '../tables.ts'
import type { Owner } from './owner.ts'
import { turnsOf } from './queries.ts'

/** Everything that is kept of what this browser's reader said, with the answers and their sources as they stood: theirs to take along. */
export function exportConversations(db: RoomDatabase<AssistantTables>, { browser, person }: Owner): Promise<object> {
  return db.transaction(async (tx) => {
    const rows = await tx.selectFrom('conversation').select(['id', 'language', 'created_at', 'last_at'])
      .where((by) => by.or([by.and([by('owner', '=', browser), by('person', 'is', null)]), ...(person === null ? [] : [by('person', '=', person)])])).orderBy('created_at').execute()
    const conversations = []
    for (const { id, language, created_at, last_at } of rows) {
      const turns = await turnsOf(tx, id)
      const handOvers = await tx.selectFrom('hand_over').select(['agency', 'topic', 'status', 'opened_at', 'ended_at', 'application', 'answers_seen_at']).where('conversation_id', '=', id).orderBy('opened_at').execute()
      const ratings = await tx.selectFrom('rating').innerJoin('turn', 'turn.id', 'rating.turn_id').select(['turn_id', 'by', 'helped', 'reason', 'rating.at']).where('turn.conversation_id', '=', id).orderBy('rating.at').execute()
      conversations.push({ id, language, begun: created_at, last: last_at, turns: turns.map(({ id: turn, author, text, answer, said_by, at }) => ({ id: turn, at, author, saidBy: said_by, text, answer })), handOvers, ratings })
    }
    return { conversations }
  })
}
