/** That a setting was changed, in the conversation in which it was asked for, and in the record of acts. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { SettingChange } from '../../notices/index.ts'
import { type Answer, assistantFaults } from '../contract.ts'
import { isOwn, type Owner } from '../converse/owner.ts'
import { nextNumber } from '../converse/queries.ts'
import type { AssistantTables } from '../tables.ts'

/** @param asked id of the answer that led to it @returns id of the new turn. @throws noSuchAnswer */
export function noteSetting(db: RoomDatabase<AssistantTables>, at: Date, owner: Owner, asked: string, setting: SettingChange[]): Promise<string> {
  return db.transaction(async (tx) => {
    const row = await tx.selectFrom('turn').innerJoin('conversation', 'conversation.id', 'turn.conversation_id').select(['turn.answer', 'conversation.id', 'conversation.owner', 'conversation.person'])
      .where('turn.id', '=', asked).forUpdate('conversation').executeTakeFirst()
    if (!row?.answer || !isOwn(row, owner)) throw new Fault(assistantFaults.noSuchAnswer)
    const answer: Answer = { ...row.answer, kind: 'setting-done', phrase: 'setting-done', statements: [], sources: [], setting, trace: { ...row.answer.trace, checks: [] } }
    const id = newId(at.getTime())
    await tx.insertInto('turn').values({ id, conversation_id: row.id, number: await nextNumber(tx, row.id), author: 'assistant', text: '', answer: JSON.stringify(answer), said_by: null, at }).execute()
    // Done before it is shown that it was: begun without signing in, it is the person's from here on.
    await tx.updateTable('conversation').set({ last_at: at, ...(row.person === null ? { person: owner.person } : {}) }).where('id', '=', row.id).execute()
    await noteAct(tx, 'assistant', 'change notice setting', asked, { changes: setting.map(({ set }) => set) })
    return id
  })
}
