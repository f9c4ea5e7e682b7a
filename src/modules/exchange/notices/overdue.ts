/** The operator's alarm: receivers, agencies and companies, that have not answered by the law's day for what they were to be told. */
import { sql } from 'kysely'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Measure } from '../../../kernel/http/observe.ts'
import type { ExchangeTables } from '../tables.ts'

export interface Overdue {
  recipient: string
  /** As people were shown it; null of an agency. */
  company: string | null
  notices: number
}

/** Those with the most first. An agency that has named no address finds out when it asks, and owes no answer. */
export const readOverdue = (db: RoomDatabase<ExchangeTables>, clock: Clock): Promise<Overdue[]> => db.transaction(async (tx) => (await sql<Overdue>`
  select n.recipient, max(c.company_name) as company, count(*)::int as notices from exchange.consent_notice n join exchange.consent c on c.id = n.consent_id
  where n.acknowledged_at is null and n.due_on < ${clock.today().toString()}::date and (c.company is not null or n.tries > 0) group by n.recipient order by notices desc, n.recipient limit 500`.execute(tx)).rows)

export const measureOverdue = (read: () => Promise<Overdue[]>): Measure => ({
  name: 'maru_notices_overdue', help: 'Notices to receivers of data that were not answered by the day that the law sets', labelNames: ['receiver'],
  async read() {
    const rows = await read()
    const of = (isCompany: boolean) => rows.filter(({ company }) => (company !== null) === isCompany).reduce((sum, { notices }) => sum + notices, 0)
    return [{ labels: { receiver: 'agency' }, value: of(false) }, { labels: { receiver: 'company' }, value: of(true) }]
  },
})
