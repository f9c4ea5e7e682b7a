/** Which address comes first, and which is none any more. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { noticesFaults } from '../contract.ts'
import type { NoticesTables } from '../tables.ts'

/** From now on tried before all others. @throws noSuchContact */
export function preferContact(db: RoomDatabase<NoticesTables>, person: string, id: string): Promise<void> {
  return db.transaction(async (tx) => {
    const all = await tx.selectFrom('contact').select(['id', 'rank']).where('person', '=', person).orderBy('rank').forUpdate().execute()
    if (!all.some((row) => row.id === id)) throw new Fault(noticesFaults.noSuchContact)
    const first = Math.min(...all.map(({ rank }) => rank))
    await tx.updateTable('contact').set({ rank: first - 1 }).where('id', '=', id).execute()
  })
}

/** Its messages stay in the books without the address. @throws noSuchContact */
export function removeContact(db: RoomDatabase<NoticesTables>, person: string, id: string): Promise<void> {
  return db.transaction(async (tx) => {
    const removed = await tx.deleteFrom('contact').where('id', '=', id).where('person', '=', person).returning('id').executeTakeFirst()
    if (!removed) throw new Fault(noticesFaults.noSuchContact)
  })
}
