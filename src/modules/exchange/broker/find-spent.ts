/** Budgets of questions: who asks about the same field of the same person again and again is probing, or broken. */
import { sql } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { ExchangeTables } from '../tables.ts'

/** Questions of one requester about one field of one person in 24 hours, where the pack's purpose names no other number. */
export const questionsADay = 100

export interface Budgeted { subject: string; requester: string; register: string; fields: readonly string[]; budget: number }

/** Looks of a day that are alike. */
export interface Counted { person: string; recipient: string; register: string; purpose: string; fields: string[]; count: number }

/** What agencies have looked at, for each person and agency asked about, since an id. With the persons' chains locked nothing is added meanwhile. */
export const countingLooks = (db: RoomDatabase<ExchangeTables>) => db.statement<{ persons: string[]; recipients: string[]; since: string }, Counted>((_, { persons, recipients, since }) => sql`
  select q.person, q.recipient, a.register, a.purpose, a.fields, a.count
  from (select distinct * from unnest(${persons}::text[], ${recipients}::text[]) as q (person, recipient)) as q
  -- Each person's own looks, from the index of persons: never everybody's looks of a day.
  cross join lateral (
    select register, purpose, fields, count(*) as count from exchange.access_log
    where person = q.person and id > ${since}::uuid and recipient = q.recipient and recipient_role = 'agency' group by 1, 2, 3) as a`)

/** @returns the places of those whose budget is spent; those of the same moment count, too, in their order */
export function findSpent(counted: readonly Counted[], questions: readonly Budgeted[]): Set<number> {
  const spent = new Map<string, number>()
  const add = (key: string, count: number) => { spent.set(key, (spent.get(key) ?? 0) + count) }
  for (const { person, recipient, register, fields, count } of counted) for (const field of fields) add(keyOf(person, recipient, register, field), count)
  const over = new Set<number>()
  questions.forEach(({ subject, requester, register, fields, budget }, place) => {
    const keys = fields.map((field) => keyOf(subject, requester, register, field))
    if (keys.some((key) => (spent.get(key) ?? 0) >= budget)) over.add(place)
    else for (const key of keys) add(key, 1)
  })
  return over
}

const keyOf = (...parts: [person: string, recipient: string, register: string, field: string]) => parts.join('\n')
