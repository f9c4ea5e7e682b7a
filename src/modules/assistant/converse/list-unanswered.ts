import { sql } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { AssistantTables } from '../tables.ts'

export interface Unanswered {
  /** As it was last asked, without what identifies a person. */
  question: string
  times: number
  last: Date
}

const days = 30
const most = 100

/** What people asked and the pages did not say, or only asked back about, by how often; the same words in another case are one question. */
export function listUnanswered(db: RoomDatabase<AssistantTables>, now: Date): Promise<Unanswered[]> {
  return db.transaction(async (tx) => {
    const rows = await tx.selectFrom('turn as answered').innerJoin('turn as asked', (join) => join
      .onRef('asked.conversation_id', '=', 'answered.conversation_id').on('asked.number', '=', sql<number>`answered.number - 1`).on('asked.author', '=', 'person'))
      .select((row) => [sql<string>`(array_agg(asked.text order by asked.at desc))[1]`.as('question'), row.fn.countAll<number>().as('times'), row.fn.max('asked.at').as('last')])
      .where('answered.at', '>', new Date(now.getTime() - days * 86_400_000))
      .where(sql<boolean>`answered.answer->>'kind' = 'unknown' or answered.answer->>'phrase' in ('not-said', 'which')`)
      .groupBy(sql`lower(asked.text)`).orderBy('times', 'desc').orderBy('last', 'desc').limit(most).execute()
    return rows
  })
}
