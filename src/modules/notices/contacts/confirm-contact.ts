import { timingSafeEqual } from 'node:crypto'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { noticesFaults } from '../contract.ts'
import type { NoticesTables } from '../tables.ts'
import { codeTries, markOfCode } from './code.ts'

/**
 * A wrong code counts, also when the answer is lost: the count is committed before the answer.
 * @throws noSuchContact, codeEnded after its time or five wrong ones, codeWrong
 */
export async function confirmContact(db: RoomDatabase<NoticesTables>, key: Buffer, now: Date, person: string, id: string, code: string): Promise<void> {
  const outcome = await db.transaction(async (tx) => {
    const row = await tx.selectFrom('contact').selectAll().where('id', '=', id).where('person', '=', person).forUpdate().executeTakeFirst()
    if (!row) return noticesFaults.noSuchContact
    if (row.state === 'confirmed') return undefined
    if (!row.code_hash || !row.code_until || row.code_until < now || row.code_tries >= codeTries) return noticesFaults.codeEnded
    const given = markOfCode(key, id, code.replaceAll(/\s/g, ''))
    if (given.length !== row.code_hash.length || !timingSafeEqual(given, row.code_hash)) {
      await tx.updateTable('contact').set({ code_tries: row.code_tries + 1 }).where('id', '=', id).execute()
      return noticesFaults.codeWrong
    }
    await tx.updateTable('contact').set({ state: 'confirmed', code_hash: null, code_until: null }).where('id', '=', id).execute()
    return undefined
  })
  if (outcome) throw new Fault(outcome, outcome === noticesFaults.noSuchContact ? {} : { pointer: '/code' })
}
