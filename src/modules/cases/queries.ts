/** Reading, for pages and programs. */
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import type { Official } from '../../kernel/http/principal.ts'
import type { CasesTables } from './tables.ts'
import { inOffice } from './transitions.ts'

export function readApplications(tx: Tx<CasesTables>, person: string) {
  return tx.selectFrom('application').select(['id', 'event', 'status', 'receipt', 'created_at', 'changed_at', 'submitted_at'])
    .where('person', '=', person).orderBy('created_at', 'desc').limit(100).execute()
}

export async function readWaiting(tx: Tx<CasesTables>, person: string) {
  const rows = await tx.selectFrom('application').innerJoin('part', 'part.application_id', 'application.id')
    .select(['application.receipt', 'application.event']).distinct()
    .where('application.person', '=', person).where('part.status', '=', 'waiting').execute()
  return rows.map(({ receipt, event }) => ({ receipt: receipt ?? '', event }))
}

export function readByReceipt(tx: Tx<CasesTables>, person: string, receipt: string) {
  return tx.selectFrom('application').selectAll().where('person', '=', person).where('receipt', '=', receipt).executeTakeFirst()
}

export function readParts(tx: Tx<CasesTables>, applicationId: string) {
  return tx.selectFrom('part').select(['id', 'agency', 'status', 'due_on', 'clock_service', 'objection_to', 'plea']).where('application_id', '=', applicationId).orderBy('agency').execute()
}

export function readLines(tx: Tx<CasesTables>, applicationId: string) {
  return tx.selectFrom('line').selectAll().where('application_id', '=', applicationId).orderBy('service').execute()
}

export function readHappenings(tx: Tx<CasesTables>, applicationId: string) {
  return tx.selectFrom('happening').selectAll().where('application_id', '=', applicationId).orderBy('id').execute()
}

export function readQuestions(tx: Tx<CasesTables>, applicationId: string) {
  return tx.selectFrom('question').selectAll().where('application_id', '=', applicationId).orderBy('id').execute()
}

export const inboxOf = ['all', 'mine', 'nobody'] as const
export type InboxOf = (typeof inboxOf)[number]

/** Ordered by legal deadline; a stopped clock, which waits for the person, comes after those that run. */
export function askInbox(db: RoomDatabase<CasesTables>, of: InboxOf, limit: number) {
  return db.question((read, { agency, official }: Pick<Official, 'agency' | 'official'>) => read.selectFrom('part').innerJoin('application', 'application.id', 'part.application_id')
    .select((eb) => [
      'part.id', 'part.status', 'part.due_on', 'part.days_left', 'part.holder', 'part.objection_to', 'application.receipt', 'application.event', 'application.submitted_at',
      eb.selectFrom('line').whereRef('line.part_id', '=', 'part.id').where('line.status', '=', 'pending')
        .select((inner) => inner.fn<string[]>('array_agg', ['line.service']).as('services')).as('services'),
    ])
    .where('part.agency', '=', agency).where('part.status', 'in', inOffice)
    .$if(of === 'mine', (query) => query.where('part.holder', '=', official))
    .$if(of === 'nobody', (query) => query.where('part.holder', 'is', null))
    .orderBy(({ eb }) => eb('part.status', '=', 'waiting')).orderBy('part.due_on').orderBy('part.id').limit(limit))
}

export function askDecided(db: RoomDatabase<CasesTables>, limit: number) {
  return db.question((read, { agency }: Pick<Official, 'agency'>) => read.selectFrom('part').innerJoin('application', 'application.id', 'part.application_id')
    .select(['part.id', 'part.status', 'part.due_on', 'application.receipt', 'application.event', 'application.submitted_at'])
    .where('part.agency', '=', agency).where('part.status', 'in', ['decided', 'withdrawn'])
    .orderBy('part.id', 'desc').limit(limit))
}
