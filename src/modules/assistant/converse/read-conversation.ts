import type { Selectable } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { AssistantTables, HandOverStatus } from '../tables.ts'
import type { Owner } from './owner.ts'
import type { Rating } from '../improve/rate-answer.ts'
import { findConversation, openHandOver, ratingsOf, turnsOf } from './queries.ts'

export type TurnRow = Selectable<AssistantTables['turn']>

export interface ReadConversation {
  id: string
  turns: TurnRow[]
  /** Of the person's, by turn. */
  ratings: ReadonlyMap<string, Rating>
  /** With a human. */
  handedOver: { agency: string; status: HandOverStatus; application: string | null; answers_seen_at: Date | null } | undefined
}

export function readConversation(db: RoomDatabase<AssistantTables>, owner: Owner): Promise<ReadConversation | undefined> {
  return db.transaction(async (tx) => {
    const found = await findConversation(tx, owner)
    return found && { id: found.id, turns: await turnsOf(tx, found.id), ratings: await ratingsOf(tx, found.id, 'person'), handedOver: await openHandOver(tx, found.id) }
  })
}
