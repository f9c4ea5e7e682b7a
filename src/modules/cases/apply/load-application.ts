import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { casesFaults } from '../contract.ts'
import { demandVisit } from '../counter/demand-visit.ts'
import type { TakenDown } from '../counter/visit.ts'
import type { ApplicationStatus, CasesTables } from '../tables.ts'

const columns = ['id', 'person', 'event', 'status', 'draft', 'version', 'language', 'receipt', 'edition', 'pack_edition', 'created_at', 'changed_at', 'submitted_at'] as const

/** Only the person's own: another's application, and one that they have deleted, does not exist for them. */
const own = (db: Kysely<CasesTables>, person: string, id: string) => db.selectFrom('application').select(columns).where('id', '=', id).where('person', '=', person).where('status', '<>', 'deleted').$narrowType<{ status: ApplicationStatus }>()

export type StoredApplication = Awaited<ReturnType<typeof loadOwn>>

/** @property newer the form has changed since; what it began with still holds @property takenDown officials who wrote something of it down at a counter */
export type OwnApplication = StoredApplication & { newer: boolean; takenDown: TakenDown[] }

/** What is filled in, and by which edition of the pack. */
export type Begun = Pick<OwnApplication, 'event' | 'draft' | 'pack_edition'>

export async function loadOwn(tx: Tx<CasesTables>, person: string, id: string) {
  const row = await own(tx, person, id).executeTakeFirst()
  if (!row) throw new Fault(casesFaults.noSuchApplication)
  return row
}

const takenDown = (eb: ExpressionBuilder<CasesTables, 'application'>) => eb.selectFrom('visit').whereRef('visit.application_id', '=', 'application.id').where('visit.wrote', '=', true)
  .select(sql<{ official: string; agency: string; at: string }[] | null>`jsonb_agg(jsonb_build_object('official', visit.official_name, 'agency', visit.agency, 'at', visit.begun_at) order by visit.id)`.as('all')).as('taken_down')

/** The same for pages, which change nothing. */
export function ownApplication(db: RoomDatabase<CasesTables>) {
  const find = db.question((read, { person, id }: { person: string; id: string }) => own(read, person, id).select(takenDown))
  return async (person: string, id: string) => {
    const [row] = await find({ person, id })
    if (!row) throw new Fault(casesFaults.noSuchApplication)
    const { taken_down: rows, ...application } = row
    return { ...application, takenDown: (rows ?? []).map(({ at, ...one }) => ({ ...one, at: new Date(at) })) }
  }
}

/** Locked, and still a draft: whoever comes second after the sending finds it sent. At a counter, only while the visit goes on. */
export async function lockDraft(tx: Tx<CasesTables>, person: string, id: string) {
  const row = await own(tx, person, id).forUpdate().executeTakeFirst()
  if (!row) throw new Fault(casesFaults.noSuchApplication)
  if (row.status !== 'draft') throw new Fault(casesFaults.alreadySubmitted)
  await demandVisit(tx, id)
  return row
}
