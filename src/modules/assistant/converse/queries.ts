import type { Tx } from '../../../kernel/db/database.ts'
import type { Rating } from '../improve/rate-answer.ts'
import type { AssistantTables } from '../tables.ts'
import type { Owner } from './owner.ts'

type T = Tx<AssistantTables>

/** The one that goes on: the person's latest, or that of a browser nobody has signed in with. */
export function findConversation(tx: T, { browser, person }: Owner) {
  return tx.selectFrom('conversation').selectAll()
    .where((by) => person === null ? by.and([by('owner', '=', browser), by('person', 'is', null)]) : by.or([by('person', '=', person), by.and([by('owner', '=', browser), by('person', 'is', null)])]))
    .orderBy('last_at', 'desc').limit(1).executeTakeFirst()
}

export const turnsOf = (tx: T, conversation: string) => tx.selectFrom('turn').selectAll().where('conversation_id', '=', conversation).orderBy('number').execute()

/** By turn. */
export async function ratingsOf(tx: T, conversation: string, by: 'person' | 'official'): Promise<ReadonlyMap<string, Rating>> {
  const rows = await tx.selectFrom('rating').innerJoin('turn', 'turn.id', 'rating.turn_id').select(['rating.turn_id', 'rating.helped', 'rating.reason']).where('turn.conversation_id', '=', conversation).where('rating.by', '=', by).execute()
  return new Map(rows.map(({ turn_id, helped, reason }) => [turn_id, { helped, reason }]))
}

export const openHandOver = (tx: T, conversation: string) =>
  tx.selectFrom('hand_over').selectAll().where('conversation_id', '=', conversation).where('status', '<>', 'returned').executeTakeFirst()

/** Under the lock of its conversation, so that numbers follow each other. */
export async function nextNumber(tx: T, conversation: string): Promise<number> {
  const { last } = await tx.selectFrom('turn').select((row) => row.fn.max('number').as('last')).where('conversation_id', '=', conversation).executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}
