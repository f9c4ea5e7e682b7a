import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { casesFaults } from '../contract.ts'
import { readByReceipt } from '../queries.ts'
import type { CasesTables } from '../tables.ts'

/** The signed decision record (JWS) of a person's own application; `maru rules rerun` reaches the decision again from it. */
export async function readRecord(db: RoomDatabase<CasesTables>, person: string, receipt: string): Promise<string> {
  const application = await db.transaction((tx) => readByReceipt(tx, person, receipt))
  // Applications from before records were kept have none.
  if (!application?.record) throw new Fault(casesFaults.noSuchApplication)
  return application.record
}
