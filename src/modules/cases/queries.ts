/** Reading, for pages and programs. */
import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { type Acting, standsInFor } from './deputies/in-place-of.ts'
import type { ApplicationStatus, CasesTables } from './tables.ts'
import { inOffice, unsettledLine } from './parts/transitions.ts'

export function readApplications(tx: Tx<CasesTables>, person: string) {
  return tx.selectFrom('application').select(['id', 'event', 'status', 'receipt', 'created_at', 'changed_at', 'submitted_at'])
    .where('person', '=', person).where('status', '<>', 'deleted').orderBy('created_at', 'desc').limit(100).$narrowType<{ status: ApplicationStatus }>().execute()
}
export type ApplicationRow = Awaited<ReturnType<typeof readApplications>>[number]

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
  return tx.selectFrom('part').select(['id', 'agency', 'status', 'due_on', 'clock_service', 'objection_to', 'reclaim', 'plea', 'facts', 'answers']).where('application_id', '=', applicationId).orderBy('agency').execute()
}

export function readLines(tx: Tx<CasesTables>, applicationId: string) {
  return tx.selectFrom('line').selectAll().where('application_id', '=', applicationId).orderBy('service').execute()
}

export function readHappenings(tx: Tx<CasesTables>, applicationId: string) {
  return tx.selectFrom('happening').selectAll().where('application_id', '=', applicationId).orderBy('at').orderBy('id').execute()
}

export function readQuestions(tx: Tx<CasesTables>, applicationId: string) {
  return tx.selectFrom('question').selectAll().where('application_id', '=', applicationId).orderBy('id').execute()
}

export function readReferrals(tx: Tx<CasesTables>, applicationId: string) {
  return tx.selectFrom('referral').innerJoin('part', 'part.id', 'referral.part_id').selectAll('referral').where('part.application_id', '=', applicationId).orderBy('referral.id').execute()
}

/** `mine`: with what those hold whose deputy one is today; `signature`: a colleague has proposed, and one may sign. */
export const inboxOf = ['all', 'mine', 'nobody', 'signature'] as const
export type InboxOf = (typeof inboxOf)[number]

/** Of a part: a proposal is open that one may sign, being neither who proposed it nor a deputy of theirs. */
const awaits = (eb: ExpressionBuilder<CasesTables, 'part'>, acting: Acting) => eb.exists(eb.selectFrom('proposal').select('proposal.id')
  .whereRef('proposal.part_id', '=', 'part.id').where('proposal.ended', 'is', null)
  .where(sql<boolean>`not (array[proposal.proposed_by, proposal.proposed_for] && (${standsInFor(acting)} || ${acting.official}::text))`))

/** Where a page of the inbox ends: what the next one comes after. */
export interface InboxPlace { waits: boolean; due: string; part: string }

/** @property holder whose parts, where the inbox is somebody's own */
type Desk = Acting & { holder: string }

/** Ordered by legal deadline; a stopped clock, which waits for the person, comes after those that run. A page, from the beginning or from a place. */
export function askInbox(db: RoomDatabase<CasesTables>, of: InboxOf, limit: number) {
  const build = (read: Kysely<CasesTables>, { holder, agency, official, today }: Desk) => read.selectFrom('part').innerJoin('application', 'application.id', 'part.application_id')
    .select((eb) => [
      'part.id', 'part.status', 'part.due_on', 'part.days_left', 'part.holder', 'part.objection_to', 'part.reclaim', 'application.receipt', 'application.event', 'application.submitted_at',
      eb.selectFrom('line').whereRef('line.part_id', '=', 'part.id').where('line.status', 'in', unsettledLine)
        .select((inner) => inner.fn<string[]>('array_agg', ['line.service']).as('services')).as('services'),
      awaits(eb, { agency, official, today }).as('awaits_signature'),
    ])
    .where('part.agency', '=', agency).where('part.status', 'in', inOffice)
    .$if(of === 'mine', (query) => query.where('part.holder', '=', holder))
    .$if(of === 'nobody', (query) => query.where('part.holder', 'is', null))
    .$if(of === 'signature', (query) => query.where((eb) => awaits(eb, { agency, official, today })))
    .orderBy(({ eb }) => eb('part.status', '=', 'waiting')).orderBy('part.due_on').orderBy('part.id').limit(limit + 1)
  const first = db.question((read, desk: Desk) => build(read, desk))
  const later = db.question((read, { waits, due, part, agency, official, today, holder }: Desk & InboxPlace) => build(read, { agency, official, today, holder })
    .where(sql<boolean>`((part.status = 'waiting'), part.due_on, part.id) > (${waits}::boolean, ${due}::date, ${part}::uuid)`))
  // One asking a holder: each goes along the index in its order, however few parts they hold among millions.
  return async ({ agency, official, today }: Acting, after?: InboxPlace, holders: readonly string[] = [official]) => {
    const desks = await Promise.all(holders.map((holder) => (after ? later({ agency, official, today, holder, ...after }) : first({ agency, official, today, holder }))))
    const rows = desks.length === 1 ? desks[0]! : desks.flat().sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
    const last = rows.length > limit ? rows[limit - 1] : undefined
    const next: InboxPlace | null = last?.due_on ? { waits: last.status === 'waiting', due: last.due_on, part: last.id } : null
    return { rows: rows.slice(0, limit), next }
  }
}

export type InboxRow = Awaited<ReturnType<ReturnType<typeof askInbox>>>['rows'][number]

/** As the inbox is ordered, in a text. */
const placeOf = ({ status, due_on, id }: { status: string; due_on: string | null; id: string }) => `${status === 'waiting' ? 1 : 0}.${due_on ?? '9999'}.${id}`

export function askDecided(db: RoomDatabase<CasesTables>, limit: number) {
  return db.question((read, { agency }: Pick<Official, 'agency'>) => read.selectFrom('part').innerJoin('application', 'application.id', 'part.application_id')
    .select(['part.id', 'part.status', 'part.due_on', 'application.receipt', 'application.event', 'application.submitted_at'])
    .where('part.agency', '=', agency).where('part.status', 'in', ['decided', 'withdrawn'])
    .orderBy('part.id', 'desc').limit(limit))
}
export type DecidedRow = Awaited<ReturnType<ReturnType<typeof askDecided>>>[number]
