import type { Kysely } from 'kysely'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { casesFaults } from '../contract.ts'
import type { CasesTables } from '../tables.ts'

const columns = ['id', 'person', 'event', 'status', 'draft', 'version', 'language', 'receipt', 'edition', 'pack_edition', 'created_at', 'changed_at', 'submitted_at'] as const

/** Only the person's own: another's application does not exist for them. */
const own = (db: Kysely<CasesTables>, person: string, id: string) => db.selectFrom('application').select(columns).where('id', '=', id).where('person', '=', person)

export type StoredApplication = Awaited<ReturnType<typeof loadOwn>>

/** @property newer the form has changed since; what it began with still holds */
export type OwnApplication = StoredApplication & { newer: boolean }

export async function loadOwn(tx: Tx<CasesTables>, person: string, id: string) {
  const row = await own(tx, person, id).executeTakeFirst()
  if (!row) throw new Fault(casesFaults.noSuchApplication)
  return row
}

/** The same for pages, which change nothing. */
export function ownApplication(db: RoomDatabase<CasesTables>) {
  const find = db.question((read, { person, id }: { person: string; id: string }) => own(read, person, id))
  return async (person: string, id: string) => {
    const [row] = await find({ person, id })
    if (!row) throw new Fault(casesFaults.noSuchApplication)
    return row
  }
}

/** Locked, and still a draft: whoever comes second after the sending finds it sent. */
export async function lockDraft(tx: Tx<CasesTables>, person: string, id: string) {
  const row = await own(tx, person, id).forUpdate().executeTakeFirst()
  if (!row) throw new Fault(casesFaults.noSuchApplication)
  if (row.status !== 'draft') throw new Fault(casesFaults.alreadySubmitted)
  return row
}
