/** Budgets of questions: who asks about the same field of the same person again and again is probing, or broken. */
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import { firstIdOf } from '../../../kernel/ids/ids.ts'
import type { ExchangeTables } from '../tables.ts'

/** Questions of one requester about one field of one person in 24 hours, where the pack's purpose names no other number. */
export const questionsADay = 100
const day = 24 * 3_600_000

export interface Budgeted { subject: string; requester: string; register: string; fields: readonly string[]; budget: number }

/**
 * Whoever else asks about one of these people waits until this transaction has ended, and then sees what it has written.
 * @returns the places of those whose budget is spent; those of the same moment count, too, in their order
 */
export async function findSpent(tx: Tx<ExchangeTables>, questions: readonly Budgeted[]): Promise<Set<number>> {
  await sql`select pg_advisory_xact_lock(hashtextextended(person, 27560)) from (select distinct person from unnest(${questions.map(({ subject }) => subject)}::text[]) as q (person) order by person) as q`.execute(tx)
  const asked = [...new Map(questions.map((question) => [keyOf(question), question])).values()]
  const { rows } = await sql<{ person: string; recipient: string; register: string; field: string; count: number }>`
    select a.person, a.recipient, a.register, f.field, count(*) as count
    from unnest(${asked.map(({ subject }) => subject)}::text[], ${asked.map(({ requester }) => requester)}::text[], ${asked.map(({ register }) => register)}::text[]) as q (person, recipient, register)
    join exchange.access_log a on a.person = q.person and a.id > ${firstIdOf(Date.now() - day)} and a.recipient = q.recipient and a.register = q.register and a.recipient_role = 'agency'
    cross join lateral unnest(a.fields) as f (field) group by 1, 2, 3, 4`.execute(tx)
  const spent = new Map(rows.map(({ person, recipient, register, field, count }) => [`${person}\n${recipient}\n${register}\n${field}`, count]))
  const over = new Set<number>()
  questions.forEach((question, place) => {
    const keys = question.fields.map((field) => `${keyOf(question)}\n${field}`)
    if (keys.some((key) => (spent.get(key) ?? 0) >= question.budget)) over.add(place)
    else for (const key of keys) spent.set(key, (spent.get(key) ?? 0) + 1)
  })
  return over
}

const keyOf = ({ subject, requester, register }: Pick<Budgeted, 'subject' | 'requester' | 'register'>) => `${subject}\n${requester}\n${register}`
