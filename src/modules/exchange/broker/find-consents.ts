import { sql } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { ExchangeTables } from '../tables.ts'

export interface ConsentFound {
  /** Of the question, from 1. */
  place: number
  id: string
  /** What the person saw and agreed to: `register.field`. */
  fields: string[]
}

interface Wanted {
  persons: string[]
  purposes: string[]
  cases: string[]
  /** The legal day; a consent that has ended is none. */
  today: string
}

/**
 * The live consent for each question, by its place. Held until the transaction ends: a withdrawal at the same moment comes before, and stops
 * the question, or after it. Shared, so that questions of other processes do not wait.
 */
export const findingConsents = (db: RoomDatabase<ExchangeTables>) => db.statement<Wanted, ConsentFound>((_, { persons, purposes, cases, today }) => sql`
  select a.place, c.id, c.wording -> 'fields' as fields
  from unnest(${persons}::text[], ${purposes}::text[], ${cases}::uuid[]) with ordinality as a (person, purpose, case_id, place)
  join exchange.consent c on c.person = a.person and c.purpose = a.purpose and c.case_id = a.case_id
  where c.agreed and c.withdrawn_at is null and c.ends_on >= ${today}::date
  for share of c`)
