import { sql } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { AssistantTables } from '../tables.ts'
import type { Known } from './measure-gain.ts'

const most = 500

/** Questions whose answers helped, with the service that they were about: the newest. They are as old as conversations are kept. */
export const listHelpful = (db: RoomDatabase<AssistantTables>, language: string): Promise<Known[]> => db.transaction((tx) =>
  tx.selectFrom('rating').innerJoin('turn as answered', 'answered.id', 'rating.turn_id').innerJoin('turn as asked', (join) => join
    .onRef('asked.conversation_id', '=', 'answered.conversation_id').on('asked.number', '=', sql<number>`answered.number - 1`).on('asked.author', '=', 'person'))
    .select([sql<string>`asked.text`.as('text'), sql<string>`answered.answer->>'language'`.as('language'), sql<string>`answered.answer#>>'{trace,topic}'`.as('service')])
    // The first of its conversation: what comes later may lean on what was said before.
    .where('asked.number', '=', 1).where('rating.helped', '=', true).where(sql<boolean>`answered.answer->>'language' = ${language} and answered.answer#>>'{trace,topic}' is not null`)
    .orderBy('rating.at', 'desc').limit(most).execute())
