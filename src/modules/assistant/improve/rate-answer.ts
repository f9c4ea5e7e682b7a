/** Whether an answer helped: said by whoever asked, and by the official who has the conversation. The last word counts. */
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { assistantFaults } from '../contract.ts'
import { isOwn, type Owner } from '../converse/owner.ts'
import { findMine } from '../hand-over/hand-over.ts'
import type { AssistantTables } from '../tables.ts'

type Db = RoomDatabase<AssistantTables>

export const ratingReasons = ['wrong', 'other', 'missing', 'hard'] as const
export type RatingReason = (typeof ratingReasons)[number]

export interface Rating {
  helped: boolean
  /** What was wrong with it. */
  reason: RatingReason | null
}

/** @throws noSuchAnswer, also for an answer in another's conversation */
export const rateAnswer = (db: Db, at: Date, owner: Owner, turn: string, rating: Rating): Promise<void> => db.transaction(async (tx) => {
  const row = await tx.selectFrom('turn').innerJoin('conversation', 'conversation.id', 'turn.conversation_id')
    .select(['turn.answer', 'conversation.owner', 'conversation.person']).where('turn.id', '=', turn).executeTakeFirst()
  if (!row?.answer || !isOwn(row, owner)) throw new Fault(assistantFaults.noSuchAnswer)
  await keep(tx, { turn_id: turn, by: 'person', at, ...rating })
})

/** @throws noSuchConversation, takenAlready for whoever has not taken it, noSuchAnswer for a turn of another conversation */
export const rateAsOfficial = (db: Db, at: Date, official: Official, handOver: string, turn: string, helped: boolean): Promise<void> => db.transaction(async (tx) => {
  const { conversation_id } = await findMine(tx, official, handOver)
  const row = await tx.selectFrom('turn').select('answer').where('id', '=', turn).where('conversation_id', '=', conversation_id).executeTakeFirst()
  if (!row?.answer) throw new Fault(assistantFaults.noSuchAnswer)
  await keep(tx, { turn_id: turn, by: 'official', at, helped, reason: null })
})

const keep = (tx: Tx<AssistantTables>, row: AssistantTables['rating']) =>
  tx.insertInto('rating').values(row).onConflict((key) => key.columns(['turn_id', 'by']).doUpdateSet({ helped: row.helped, reason: row.reason, at: row.at })).execute()
