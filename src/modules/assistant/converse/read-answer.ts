import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { type Answer, assistantFaults } from '../contract.ts'
import type { AssistantTables } from '../tables.ts'
import { isOwn, type Owner } from './owner.ts'

export interface ReadAnswer {
  id: string
  at: Date
  /** Without what identifies a person; for anybody but whoever asked also without names and addresses. */
  question: string
  answer: Answer
  /** The reader's own conversation. */
  own: boolean
}

/**
 * An answer by its address, for whoever has it: it holds nothing of a person, and can be shown to an office as it was given.
 * After the conversation's time it stands there without the question. Where it stands for something of the person's own, it is theirs alone. @throws noSuchAnswer
 */
export function readAnswer(db: RoomDatabase<AssistantTables>, owner: Owner, id: string): Promise<ReadAnswer> {
  return db.transaction(async (tx) => {
    const row = await tx.selectFrom('turn').innerJoin('conversation', 'conversation.id', 'turn.conversation_id')
      .select(['turn.id', 'turn.at', 'turn.answer', 'turn.number', 'turn.conversation_id', 'conversation.owner', 'conversation.person']).where('turn.id', '=', id).executeTakeFirst()
    const kept = row === undefined ? await tx.selectFrom('kept_answer').selectAll().where('id', '=', id).executeTakeFirst() : undefined
    if (kept !== undefined) return { ...kept, question: '', own: false }
    const own = row !== undefined && isOwn(row, owner)
    if (!row?.answer || (!own && /^(?:own|setting|certificate)/.test(row.answer.kind))) throw new Fault(assistantFaults.noSuchAnswer)
    const question = await tx.selectFrom('turn').select('text').where('conversation_id', '=', row.conversation_id).where('number', '<', row.number).where('author', '=', 'person').orderBy('number', 'desc').limit(1).executeTakeFirst()
    return { id: row.id, at: row.at, question: own || row.answer.kind === 'answered' ? question?.text ?? '' : '', answer: row.answer, own }
  })
}
