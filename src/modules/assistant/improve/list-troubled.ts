/** What people asked that no page says, or whose answer did not help: alike ones together, the most frequent first. */
import { sql } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { AssistantTables } from '../tables.ts'
import { groupAlike } from './group-alike.ts'

export interface Troubled {
  /** As it was last asked, without what identifies a person. */
  question: string
  /** Of the answer. */
  language: string
  times: number
  /** Answers to it that did not help, as people or officials said. */
  unhelpful: number
  last: Date
  /** The service to which it led last, where it led to one. */
  topic: string | null
}

export interface TroubledGroup extends Troubled {
  /** Other wordings of the same, the most frequent first. */
  others: Troubled[]
}

const days = 30
const most = 500

/** @param termsOf of a text, as the search knows them */
export async function listTroubled(db: RoomDatabase<AssistantTables>, now: Date, termsOf: (text: string, language: string) => string[]): Promise<TroubledGroup[]> {
  const groups = groupAlike(await read(db, now), (one) => ({ language: one.language, terms: termsOf(one.question, one.language) }))
  return groups.map(([first, ...others]) => ({
    ...first!, others, topic: [first!, ...others].find(({ topic }) => topic !== null)?.topic ?? null, times: sum([first!, ...others], 'times'), unhelpful: sum([first!, ...others], 'unhelpful'), last: new Date(Math.max(...[first!, ...others].map(({ last }) => last.getTime()))),
  })).toSorted((one, other) => other.times - one.times || other.last.getTime() - one.last.getTime())
}

const sum = (of: readonly Troubled[], what: 'times' | 'unhelpful') => of.reduce((total, one) => total + one[what], 0)

/** The same words in another case are one question. */
const read = (db: RoomDatabase<AssistantTables>, now: Date): Promise<Troubled[]> => db.transaction((tx) =>
  tx.selectFrom('turn as answered').innerJoin('turn as asked', (join) => join
    .onRef('asked.conversation_id', '=', 'answered.conversation_id').on('asked.number', '=', sql<number>`answered.number - 1`).on('asked.author', '=', 'person'))
    .select((row) => [
      sql<string>`(array_agg(asked.text order by asked.at desc))[1]`.as('question'), sql<string>`answered.answer->>'language'`.as('language'), row.fn.countAll<number>().as('times'),
      sql<number>`count(*) filter (where exists (select 1 from assistant.rating where turn_id = answered.id and not helped))`.as('unhelpful'), row.fn.max('asked.at').as('last'),
      sql<string | null>`(array_agg(answered.answer #>> '{trace,topic}' order by asked.at desc))[1]`.as('topic'),
    ])
    .where('answered.at', '>', new Date(now.getTime() - days * 86_400_000))
    .where(sql<boolean>`answered.answer->>'kind' = 'unknown' or answered.answer->>'phrase' in ('not-said', 'which') or answered.answer->'options'->0->>'event' is not null or exists (select 1 from assistant.rating where turn_id = answered.id and not helped)`)
    .groupBy([sql`lower(asked.text)`, sql`answered.answer->>'language'`]).orderBy('times', 'desc').orderBy('last', 'desc').limit(most).execute())
