import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { CasesTables } from '../tables.ts'
import { type OwnApplication, ownApplication } from './load-application.ts'
import { formChanged } from './renew-draft.ts'

/** With whether there is a newer form, and who took it down. */
export function readingOwn(db: RoomDatabase<CasesTables>, editions: Editions) {
  const find = ownApplication(db)
  return async (person: string, id: string): Promise<OwnApplication> => {
    const row = await find(person, id)
    await editions.know(row.pack_edition)
    return { ...row, newer: row.receipt === null && (editions.formGone(row.pack_edition, row.event) !== undefined || formChanged(editions, row.event, row.pack_edition)) }
  }
}
