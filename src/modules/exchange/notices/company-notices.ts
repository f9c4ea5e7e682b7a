/** What companies were told: read by the company and by its overseer, sent again, and answered once, with the signed answer kept as it came. */
import type { JWK } from 'jose'
import { type Selectable, sql } from 'kysely'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { SendNotice } from '../contract.ts'
import type { ExchangeTables, NoticeOutcome } from '../tables.ts'
import type { CompanyReceivers } from './company-receivers.ts'
import { sendingKey } from './keep-notice.ts'

export type CompanyNoticeRow = Pick<Selectable<ExchangeTables['consent_notice']>, 'id' | 'kind' | 'made_at' | 'brought_at' | 'failed_because' | 'outcome' | 'acknowledged_at' | 'due_on'> & { purpose: string }

export interface CompanyStanding {
  company: string
  /** Not brought yet, and brought but not answered. */
  waiting: number
  unanswered: number
  /** Of both, those whose day is over. */
  overdue: number
  /** Since when its address gives no answer of use; null where it does. */
  silentSince: Date | null
}

export interface CompanyAnswer {
  outcome: NoticeOutcome
  /** The law, where something is kept. */
  because?: string
  /** As it came, and the public key that it was checked with: it holds when the company has replaced that. */
  token: string
  key: JWK
}

export interface CompanyNotices {
  keptBy(room: CompanyReceivers): void
  /** Newest first. */
  list(company: string): Promise<CompanyNoticeRow[]>
  /** Companies with something open, those with the most overdue first; or the one that is named. */
  standings(company?: string): Promise<CompanyStanding[]>
  /** Everything that was not brought, now. @returns how many */
  sendAgain(company: string): Promise<number>
  /** What this company was sent under that id, and its answer where it has given one. */
  sent(company: string, notice: string): Promise<{ claims: string; token: string | null } | undefined>
  /** @returns false when it was answered meanwhile */
  keepAnswer(company: string, notice: string, answer: CompanyAnswer): Promise<boolean>
}

/** Rows on one page, and notices sent by one press. */
const [most, together] = [50, 5_000]

export function createCompanyNotices(db: RoomDatabase<ExchangeTables>, clock: Clock, keptBy: (room: CompanyReceivers) => void): CompanyNotices {
  return {
    keptBy,
    list: (company) => db.transaction((tx) => tx.selectFrom('consent_notice as n').innerJoin('consent as c', 'c.id', 'n.consent_id')
      .select(['n.id', 'n.kind', 'n.made_at', 'n.brought_at', 'n.failed_because', 'n.outcome', 'n.acknowledged_at', 'n.due_on', 'c.purpose']).where('n.recipient', '=', company).orderBy('n.id', 'desc').limit(most).execute()),
    standings: (company) => db.transaction(async (tx) => (await sql<CompanyStanding>`
      select n.recipient as company, count(*) filter (where n.brought_at is null)::int as waiting, count(*) filter (where n.brought_at is not null)::int as unanswered,
        count(*) filter (where n.due_on < ${clock.today().toString()}::date)::int as overdue, max(s.since) as "silentSince"
      from exchange.consent_notice n join exchange.consent c on c.id = n.consent_id left join exchange.silent_receiver s on s.recipient = n.recipient
      where n.acknowledged_at is null and c.company is not null and (${company ?? null}::text is null or n.recipient = ${company ?? null}) group by n.recipient order by overdue desc, company limit 500`.execute(tx)).rows),
    sendAgain: (company) => db.transaction(async (tx) => {
      await tx.deleteFrom('silent_receiver').where('recipient', '=', company).execute()
      const open = await tx.selectFrom('consent_notice').select('id').where('recipient', '=', company).where('brought_at', 'is', null).orderBy('id').limit(together).execute()
      for (const { id } of open) await enqueue(tx, SendNotice, { notice: id }, { key: sendingKey(id) })
      return open.length
    }),
    sent: (company, notice) => db.transaction(async (tx) => {
      const row = await tx.selectFrom('consent_notice').select(['claims', sql<string | null>`acknowledgement ->> 'token'`.as('token')]).where('id', '=', notice).where('recipient', '=', company).executeTakeFirst()
      return row && row.claims !== null ? { claims: row.claims, token: row.token } : undefined
    }),
    keepAnswer: (company, notice, { outcome, because, token, key }) => db.transaction(async (tx) => {
      const at = new Date(clock.now().epochMilliseconds)
      const changed = await tx.updateTable('consent_notice').set((eb) => ({ outcome, because: because ?? null, acknowledgement: JSON.stringify({ token, key }), acknowledged_at: at, brought_at: eb.fn.coalesce('brought_at', eb.val(at)), failed_because: null }))
        .where('id', '=', notice).where('recipient', '=', company).where('acknowledged_at', 'is', null).executeTakeFirst()
      return changed.numUpdatedRows === 1n
    }),
  }
}
