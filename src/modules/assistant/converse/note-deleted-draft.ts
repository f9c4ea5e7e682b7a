/** An application that a conversation led to, or that goes along with its human, was deleted: the conversation says so, with the way to begin it anew. */
import { sql } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Events } from '../../../kernel/events/events.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { DraftDeleted } from '../../cases/index.ts'
import type { Answer } from '../contract.ts'
import type { AssistantTables } from '../tables.ts'
import { nextNumber } from './queries.ts'

export function noteDeletedDrafts(db: RoomDatabase<AssistantTables>, events: Events, pack: Pack): void {
  events.on(DraftDeleted, 'assistant.draft-deleted', db, async (tx, { caseId, person, event }, { happenedAt }) => {
    const services = pack.lifeEvents.find(({ id }) => id === event)?.services ?? []
    // The newest of the person's that speaks of it: the last of its answers is what this one is like.
    const found = await tx.selectFrom('turn').innerJoin('conversation', 'conversation.id', 'turn.conversation_id').select(['turn.answer', 'conversation.id', 'conversation.last_at'])
      .where('conversation.person', '=', person).where('turn.answer', 'is not', null)
      .where(sql<boolean>`turn.answer #>> '{act,event}' = ${event} or turn.answer #>> '{trace,topic}' = any(${services}::text[])
        or exists (select 1 from assistant.hand_over where hand_over.conversation_id = conversation.id and hand_over.application = ${caseId}::uuid)`)
      .orderBy('turn.at', 'desc').limit(1).forUpdate('conversation').executeTakeFirst()
    if (!found?.answer) return
    const { language, trace: { understood: _understood, model: _model, ...trace } } = found.answer
    const answer: Answer = { kind: 'draft-deleted', language, urgent: [], statements: [], sources: [], options: [], phrase: 'draft-deleted', act: { event }, trace: { ...trace, topic: null, hits: [], checks: [] } }
    await tx.insertInto('turn').values({ id: newId(happenedAt.getTime()), conversation_id: found.id, number: await nextNumber(tx, found.id), author: 'assistant', text: '', answer: JSON.stringify(answer), said_by: null, at: happenedAt }).execute()
    await tx.updateTable('conversation').set({ last_at: happenedAt > found.last_at ? happenedAt : found.last_at }).where('id', '=', found.id).execute()
  })
}
