/** The officials' side of a conversation: taken by one of the agency, answered by them alone, forwarded, or given back. */
import type { Selectable } from 'kysely'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { type Answer, assistantFaults } from '../contract.ts'
import type { Rating } from '../improve/rate-answer.ts'
import { nextNumber, ratingsOf, turnsOf } from '../converse/queries.ts'
import type { TurnRow } from '../converse/read-conversation.ts'
import { type GivenAlong, lookAtGiven } from './give-along.ts'
import { redact } from '../safety/redact.ts'
import type { AssistantTables } from '../tables.ts'

export type HandOverRow = Selectable<AssistantTables['hand_over']>
/** With the language in which the person writes. */
export type WaitingRow = HandOverRow & { language: string }
export interface OpenHandOver {
  handOver: HandOverRow
  turns: TurnRow[]
  mine: boolean
  /** The person's application whose answers go along: for whoever has taken the conversation. The look is noted. */
  given?: GivenAlong
  /** What the program would say to the person's last words. */
  suggested?: Answer
  /** Of the officials', by turn. */
  ratings: ReadonlyMap<string, Rating>
}

type Db = RoomDatabase<AssistantTables>

const listed = 200

/** Those who have waited longest come first. */
export const listHandOvers = (db: Db, { agency }: Official): Promise<WaitingRow[]> => db.transaction((tx) =>
  tx.selectFrom('hand_over').innerJoin('conversation', 'conversation.id', 'hand_over.conversation_id').selectAll('hand_over').select('conversation.language')
    .where('agency', '=', agency).where('status', '<>', 'returned').orderBy('opened_at').limit(listed).execute())

/** @throws noSuchConversation, also for another agency's */
export const readHandOver = (db: Db, at: Date, official: Official, id: string): Promise<OpenHandOver> => db.transaction(async (tx) => {
  const handOver = await find(tx, official, id)
  const mine = handOver.claimed_by === official.official
  const given = mine ? await lookAtGiven(tx, at, official, handOver) : undefined
  return { handOver, turns: await turnsOf(tx, handOver.conversation_id), mine, ratings: await ratingsOf(tx, handOver.conversation_id, 'official'), ...(given && { given }) }
})

/** Whoever comes first. @throws takenAlready */
export const claim = (db: Db, at: Date, official: Official, id: string): Promise<void> => db.transaction(async (tx) => {
  const { status, claimed_by } = await find(tx, official, id)
  if (claimed_by === official.official) return
  if (status !== 'waiting') throw new Fault(assistantFaults.takenAlready)
  await tx.updateTable('hand_over').set({ status: 'claimed', claimed_by: official.official, claimed_at: at }).where('id', '=', id).execute()
})

/** @throws takenAlready for whoever has not taken it, nothingAsked for an empty answer */
export const answerAsOfficial = (db: Db, at: Date, official: Official, id: string, words: string): Promise<void> => db.transaction(async (tx) => {
  const text = redact(words.trim())
  if (text === '') throw new Fault(assistantFaults.nothingAsked, { pointer: '/answer' })
  const { conversation_id } = await findMine(tx, official, id)
  const number = await nextNumber(tx, conversation_id)
  await tx.insertInto('turn').values({ id: newId(at.getTime()), conversation_id, number, author: 'official', text, answer: null, said_by: official.name, at }).execute()
  await tx.updateTable('conversation').set({ last_at: at }).where('id', '=', conversation_id).execute()
})

/** The program answers again. */
export const giveBack = (db: Db, at: Date, official: Official, id: string): Promise<void> => db.transaction(async (tx) => {
  await findMine(tx, official, id)
  await tx.updateTable('hand_over').set({ status: 'returned', ended_at: at }).where('id', '=', id).execute()
})

/** To an agency that can answer; it waits there from the day it was opened. */
export const forward = (db: Db, official: Official, id: string, agency: string): Promise<void> => db.transaction(async (tx) => {
  await findMine(tx, official, id)
  await tx.updateTable('hand_over').set({ agency, status: 'waiting', claimed_by: null, claimed_at: null }).where('id', '=', id).execute()
})

async function find(tx: Tx<AssistantTables>, { agency }: Official, id: string): Promise<HandOverRow> {
  const row = await tx.selectFrom('hand_over').selectAll().where('id', '=', id).where('agency', '=', agency).where('status', '<>', 'returned').forUpdate().executeTakeFirst()
  if (!row) throw new Fault(assistantFaults.noSuchConversation)
  // The person may be writing at the same moment: both lock the conversation before they number a turn.
  await tx.selectFrom('conversation').select('id').where('id', '=', row.conversation_id).forUpdate().executeTakeFirstOrThrow()
  return row
}

export async function findMine(tx: Tx<AssistantTables>, official: Official, id: string): Promise<HandOverRow> {
  const row = await find(tx, official, id)
  if (row.claimed_by !== official.official) throw new Fault(assistantFaults.takenAlready)
  return row
}
