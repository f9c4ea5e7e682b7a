import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import type { ExchangeTables } from '../tables.ts'

export interface LiveConsent {
  id: string
  /** What the person saw and agreed to: `register.field`. */
  fields: ReadonlySet<string>
}

/**
 * The live consent for each question, by its place. Held until the transaction ends: a withdrawal at the same moment comes before, and stops
 * the question, or after it. Shared, so that questions of other processes do not wait.
 * @param today the legal day; a consent that has ended is none
 */
export async function findConsents(tx: Tx<ExchangeTables>, today: string, questions: readonly { subject: string; purpose: string; case: string }[]): Promise<Map<number, LiveConsent>> {
  const { rows } = await sql<{ place: number; id: string; fields: string[] }>`
    select a.place, c.id, c.wording -> 'fields' as fields
    from unnest(${questions.map(({ subject }) => subject)}::text[], ${questions.map(({ purpose }) => purpose)}::text[], ${questions.map((question) => question.case)}::uuid[]) with ordinality as a (person, purpose, case_id, place)
    join exchange.consent c on c.person = a.person and c.purpose = a.purpose and c.case_id = a.case_id
    where c.agreed and c.withdrawn_at is null and c.ends_on >= ${today}::date
    for share of c`.execute(tx)
  return new Map(rows.map(({ place, id, fields }) => [place - 1, { id, fields: new Set(fields) }]))
}
