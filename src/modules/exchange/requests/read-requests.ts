import type { Selectable } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { ExchangeTables, NoticeOutcome } from '../tables.ts'

export type RequestRow = Selectable<ExchangeTables['data_request']>

/** Rows on one page. */
const most = 100

export interface RequestWithTold extends RequestRow {
  /** Agencies that were told of a correction. */
  told: string[]
  /** Companies, by the name that the person was shown, and how far each has come. */
  companies: { name: string; consent: string; broughtAt: Date | null; outcome: NoticeOutcome | null; because: string | null; answeredAt: Date | null }[]
}

/** A person's own, newest first. */
export async function readRequests(db: RoomDatabase<ExchangeTables>, person: string): Promise<RequestWithTold[]> {
  return db.transaction(async (tx) => {
    const rows = await tx.selectFrom('data_request').selectAll().where('person', '=', person).orderBy('id', 'desc').limit(most).execute()
    if (rows.length === 0) return []
    const ids = rows.map(({ id }) => id)
    const told = await tx.selectFrom('correction_notice').select(['request_id', 'agency']).where('request_id', 'in', ids).execute()
    const companies = await tx.selectFrom('consent_notice').innerJoin('consent', 'consent.id', 'consent_id').select(['request_id', 'company_name as name', 'consent_id as consent', 'brought_at as broughtAt', 'outcome', 'because', 'acknowledged_at as answeredAt'])
      .where('request_id', 'in', ids).orderBy('consent_notice.id').execute()
    return rows.map((row) => ({
      ...row, told: told.filter(({ request_id }) => request_id === row.id).map(({ agency }) => agency),
      companies: companies.filter(({ request_id }) => request_id === row.id).map(({ name, ...notice }) => ({ ...notice, name: name ?? '' })),
    }))
  })
}

export interface OfficeRequests {
  /** Those that are due first, first. */
  open: (RequestRow & { purpose: string | null; lookedAt: Date | null; fields: string[] | null })[]
  /** Values that this agency received and that were put right. */
  corrections: { id: string; person: string; register: string; field: string; outcome: string; answered_at: Date }[]
}

export async function readOfficeRequests(db: RoomDatabase<ExchangeTables>, agency: string): Promise<OfficeRequests> {
  return db.transaction(async (tx) => ({
    open: await tx.selectFrom('data_request as r').leftJoin('access_log as a', 'a.id', 'r.look_id').selectAll('r').select(['a.purpose', 'a.at as lookedAt', 'a.fields'])
      .where('r.agency', '=', agency).where('r.answered_at', 'is', null).orderBy('r.due_on').orderBy('r.id').limit(most).execute(),
    corrections: await tx.selectFrom('correction_notice as n').innerJoin('data_request as r', 'r.id', 'n.request_id').select(['r.id', 'r.person', 'r.register', 'r.field', 'r.outcome', 'r.answered_at'])
      .where('n.agency', '=', agency).where('n.seen_at', 'is', null).orderBy('r.answered_at').limit(most).execute() as OfficeRequests['corrections'],
  }))
}
