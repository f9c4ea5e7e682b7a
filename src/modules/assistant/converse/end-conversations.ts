/** Conversations end with their time. The addresses of their answers hold on for whoever must show, a year later, what the house said and from what. */
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import type { AssistantTables } from '../tables.ts'

/** Days after its last word. */
export const keptDays = 90
/** Days after it was given; a little over a year, so that a year later it can still be shown. */
const answerDays = 400

const before = (at: Date, days: number) => new Date(at.getTime() - days * 86_400_000)

/** Only what stands in public sources stays; what a model was sent, or said beside it, is made of the question and goes with it. */
export async function endConversations(tx: Tx<AssistantTables>, at: Date) {
  const over = before(at, keptDays)
  await tx.insertInto('kept_answer').columns(['id', 'at', 'answer']).expression(tx.selectFrom('turn').innerJoin('conversation', 'conversation.id', 'turn.conversation_id')
    .select(['turn.id', 'turn.at', sql<string>`case when turn.answer #> '{trace,model}' is null then turn.answer else jsonb_set(turn.answer #- '{trace,model,refused}', '{trace,model,calls}', '[]') end`.as('answer')])
    .where('conversation.last_at', '<', over).where(sql`turn.answer ->> 'kind'`, '=', 'answered')).onConflict((conflict) => conflict.column('id').doNothing()).execute()
  await tx.deleteFrom('conversation').where('last_at', '<', over).execute()
  await tx.deleteFrom('kept_answer').where('at', '<', before(at, answerDays)).execute()
}
