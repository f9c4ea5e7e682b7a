import type { Selectable } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { ExchangeTables } from '../tables.ts'

export type RequestRow = Selectable<ExchangeTables['data_request']>

/** Rows on one page. */
const most = 100

/** A person's own, newest first, each with the agencies that were told of a correction. */
export async function readRequests(db: RoomDatabase<ExchangeTables>, person: string): Promise<(RequestRow & { told: string[] })[]> {
  return db.transaction(async (tx) => {
    const rows = await tx.selectFrom('data_request').selectAll().where('person', '=', person).orderBy('id', 'desc').limit(most).execute()
    const told = rows.length === 0 ? [] : await tx.selectFrom('correction_notice').select(['request_id', 'agency']).where('request_id', 'in', rows.map(({ id }) => id)).execute()
    return rows.map((row) => ({ ...row, told: told.filter(({ request_id }) => request_id === row.id).map(({ agency }) => agency) }))
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
