/** One message, one answer: analysed, looked through for danger, understood, answered, verified, kept. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { type Answer, assistantFaults, emptyThread, type Tell, type Thread } from '../contract.ts'
import type { AssistantTables } from '../tables.ts'
import { redact } from '../safety/redact.ts'
import { cleanText } from '../../search/index.ts'
import type { Reply } from './reply.ts'
import { type findingConversation, type KeepTurn } from './keep-turn.ts'
import { endConversations } from './end-conversations.ts'
import type { Owner } from './owner.ts'

export interface Turning {
  db: RoomDatabase<AssistantTables>
  find: ReturnType<typeof findingConversation>
  keep: KeepTurn
  now(): Date
  reply(message: string, language: string, thread: Thread, tell?: Tell): Promise<{ answer: Answer; thread: Thread }>
  /** Agency of a service; the pack's first where none is meant. */
  agencyOf(service: string | null): Promise<string>
}

/** Of a message: what comes later is not read. A longer one is a document, and nobody asks a document. */
const longest = 1_000

/** @returns id of the answer's turn, or of the person's where a human answers. @throws nothingAsked */
export async function takeTurn(turning: Turning, owner: Owner, message: string, language: string, tell?: Tell): Promise<Reply> {
  const text = redact(cleanText(message).trim().slice(0, longest))
  if (text === '') throw new Fault(assistantFaults.nothingAsked)
  const conversation = await openConversation(turning, owner, language)
  const { answer, thread } = await turning.reply(text, language, conversation.thread, tell)
  const agency = answer.kind === 'hand-over' ? await turning.agencyOf(conversation.thread.topic) : undefined
  const at = turning.now()
  const ids = { person: newId(at.getTime()), assistant: newId(at.getTime()) }
  const handOver = agency === undefined ? undefined : { id: newId(at.getTime()), agency, topic: conversation.thread.topic }
  const { silent } = await turning.keep({ conversation: conversation.id, thread, language, at, ids, text, answer, handOver })
  return { conversation: conversation.id, turn: silent ? ids.person : ids.assistant, answer: silent ? null : answer }
}

/** The one that goes on, or a new one: whoever begins one sweeps those that are over. What was begun before signing in becomes the person's with the first word after it. */
async function openConversation({ db, find, now }: Turning, owner: Owner, language: string): Promise<{ id: string; thread: Thread }> {
  const found = await find(owner)
  if (found !== undefined) {
    const { id, thread } = found
    if (found.person === null && owner.person !== null) await db.transaction((tx) => tx.updateTable('conversation').set({ person: owner.person }).where('id', '=', id).where('person', 'is', null).execute())
    return { id, thread }
  }
  return db.transaction(async (tx) => {
    const at = now()
    const id = newId(at.getTime())
    await endConversations(tx, at)
    await tx.insertInto('conversation').values({ id, owner: owner.browser, person: owner.person, language, thread: JSON.stringify(emptyThread), created_at: at, last_at: at }).execute()
    return { id, thread: emptyThread }
  })
}
