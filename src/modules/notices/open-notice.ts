/** Reading a notice marks it; the first time stands. What somebody else reads in the person's place stays unread: the person has not seen it. */
import type { RoomDatabase } from '../../kernel/db/database.ts'
import { actingUnder } from '../../kernel/http/acting-for.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import { noticesFaults } from './contract.ts'
import type { NoticesTables } from './tables.ts'

/** @throws noSuchNotice also for another person's: whether it exists is not said */
export function openNotice(db: RoomDatabase<NoticesTables>, now: Date, person: string, id: string) {
  return db.transaction(async (tx) => {
    if (!actingUnder()) await tx.updateTable('notice').set({ read_at: now }).where('id', '=', id).where('person', '=', person).where('read_at', 'is', null).execute()
    const row = await tx.selectFrom('notice').selectAll().where('id', '=', id).where('person', '=', person).executeTakeFirst()
    if (!row) throw new Fault(noticesFaults.noSuchNotice)
    return row
  })
}
