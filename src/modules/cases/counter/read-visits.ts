/** Visits as they are looked at: by the person, by the official who had them, and wherever an application says who took it down. */
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { Visit } from '../../exchange/index.ts'
import { casesFaults } from '../contract.ts'
import type { CasesTables } from '../tables.ts'
import { demandCounter, endOf, type TakenDown, type VisitDeps, type VisitEnd, type VisitRow } from './visit.ts'

/** As its person reads it. */
export interface OwnVisit extends Pick<VisitRow, 'id' | 'agency' | 'official_name' | 'basis' | 'document' | 'begun_at' | 'ends_at' | 'wrote' | 'present_name'> {
  /** While it goes on, nothing. */
  end: VisitEnd | undefined
  /** Null where the person has deleted it. */
  application: string | null
  event: string
  receipt: string | null
}

/** As the official who had it reads it afterwards: of whom and for what, and no answer. */
export interface DeskVisit extends Pick<VisitRow, 'id' | 'name' | 'begun_at'> { end: VisitEnd | undefined; event: string | null; receipt: string | null }

const listed = 20

/** @throws noSuchVisit, also for another's */
export async function readOwnVisit({ db, clock }: VisitDeps, person: string, id: string): Promise<OwnVisit> {
  const row = await db.transaction((tx) => tx.selectFrom('visit').innerJoin('application', 'application.id', 'visit.application_id')
    .select(['visit.id', 'visit.agency', 'official_name', 'basis', 'document', 'begun_at', 'ends_at', 'ended_because', 'wrote', 'present_name', 'application.id as application', 'application.event', 'application.receipt', 'application.status'])
    .where('visit.id', '=', id).where('visit.person', '=', person).executeTakeFirst())
  if (!row) throw new Fault(casesFaults.noSuchVisit)
  const { status, ...visit } = row
  return { ...visit, application: status === 'deleted' ? null : visit.application, end: endOf(row, clock) }
}

/** The counter at which an application is open just now. */
export async function readOpen({ db, clock }: VisitDeps, application: string): Promise<Pick<VisitRow, 'id' | 'agency'> | undefined> {
  const row = await db.transaction((tx) => tx.selectFrom('visit').select(['id', 'agency', 'ended_because', 'ends_at']).where('application_id', '=', application).where('ended_at', 'is', null).executeTakeFirst())
  return row && endOf(row, clock) === undefined ? row : undefined
}

/** Newest first. @throws noCounter */
export async function readDesk(deps: VisitDeps, official: Official): Promise<DeskVisit[]> {
  demandCounter(deps, official)
  const rows = await deps.db.transaction((tx) => tx.selectFrom('visit').leftJoin('application', 'application.id', 'visit.application_id')
    .select(['visit.id', 'visit.name', 'begun_at', 'ends_at', 'ended_because', 'application.event', 'application.receipt'])
    .where('official', '=', official.official).where('agency', '=', official.agency).where((eb) => eb.or([eb('ended_because', 'is', null), eb('ended_because', '<>', 'other-name')])).orderBy('visit.id', 'desc').limit(listed).execute())
  return rows.map((row) => ({ ...row, end: endOf(row, deps.clock) }))
}

/** For the log of looks. */
export async function lookersIn({ db }: VisitDeps, ids: readonly string[]): Promise<Map<string, Visit>> {
  if (ids.length === 0) return new Map()
  const rows = await db.transaction((tx) => tx.selectFrom('visit').select(['id', 'official_name', 'present_name']).where('id', 'in', ids).execute())
  return new Map(rows.map(({ id, official_name, present_name }) => [id, { official: official_name, present: present_name }]))
}

export interface TakenDownRow extends TakenDown {
  /** Id of the official. */
  by: string
  /** It was sent with a signature on paper, before this official. */
  signed: boolean
}

/** Oldest first. */
export async function readTakenDown(tx: Tx<CasesTables>, application: string): Promise<TakenDownRow[]> {
  const rows = await tx.selectFrom('visit').select(['official as by', 'official_name as official', 'agency', 'begun_at as at', 'ended_because']).where('application_id', '=', application).where('wrote', '=', true).orderBy('id').execute()
  return rows.map(({ ended_because, ...row }) => ({ ...row, signed: ended_because === 'signed' }))
}
