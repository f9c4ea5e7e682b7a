/** One message, one answer: analysed, looked through for danger, understood, answered, verified, kept. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { type Answer, assistantFaults, emptyThread, type Thread } from '../contract.ts'
import type { AssistantTables } from '../tables.ts'
import { redact } from '../safety/redact.ts'
import { cleanText } from '../../search/index.ts'
import type { Reply } from './reply.ts'
import { findConversation, nextNumber, openHandOver } from './queries.ts'
import type { Owner } from './owner.ts'

export interface Turning {
  db: RoomDatabase<AssistantTables>
  now(): Date
  reply(message: string, language: string, thread: Thread): Promise<{ answer: Answer; thread: Thread }>
  /** Agency of a service; the pack's first where none is meant. */
  agencyOf(service: string | null): Promise<string>
}

/** Of a message: what comes later is not read. A longer one is a document, and nobody asks a document. */
const longest = 1_000

/** Days after its last word; whoever begins a conversation sweeps those that are over. */
export const keptDays = 90

/** @returns id of the answer's turn, or of the person's where a human answers. @throws nothingAsked */
export async function takeTurn(turning: Turning, owner: Owner, message: string, language: string): Promise<Reply> {
  const text = redact(cleanText(message).trim().slice(0, longest))
  if (text === '') throw new Fault(assistantFaults.nothingAsked)
  const conversation = await openConversation(turning, owner, language)
  const { answer, thread } = await turning.reply(text, language, conversation.thread)
  const agency = answer.kind === 'hand-over' ? await turning.agencyOf(conversation.thread.topic) : undefined
  return turning.db.transaction(async (tx) => {
    const at = turning.now()
    // Two messages at once are kept one after the other, each answer behind its question: the change locks the conversation.
    await tx.updateTable('conversation').set({ thread: JSON.stringify(thread), last_at: at, language }).where('id', '=', conversation.id).execute()
    const handed = await openHandOver(tx, conversation.id)
    const number = await nextNumber(tx, conversation.id)
    const [asked, id] = [newId(at.getTime()), newId(at.getTime())]
    // A human has taken over: the assistant only speaks up when someone is in danger.
    const silent = handed !== undefined && answer.urgent.length === 0
    const shared = { conversation_id: conversation.id, said_by: null, at }
    await tx.insertInto('turn').values([
      { ...shared, id: asked, number, author: 'person', text, answer: null },
      ...(silent ? [] : [{ ...shared, id, number: number + 1, author: 'assistant' as const, text: '', answer: JSON.stringify(answer) }]),
    ]).execute()
    if (agency !== undefined && handed === undefined) {
      await tx.insertInto('hand_over').values({ id: newId(at.getTime()), conversation_id: conversation.id, agency, topic: conversation.thread.topic, status: 'waiting', claimed_by: null, opened_at: at, claimed_at: null, ended_at: null }).execute()
    }
    return { conversation: conversation.id, turn: silent ? asked : id, answer: silent ? null : answer }
  })
}

/** The one that goes on, or a new one. What was begun before signing in becomes the person's with the first word after it. */
async function openConversation({ db, now }: Turning, owner: Owner, language: string): Promise<{ id: string; thread: Thread }> {
  return db.transaction(async (tx) => {
    const found = await findConversation(tx, owner)
    if (found) {
      if (found.person === null && owner.person !== null) await tx.updateTable('conversation').set({ person: owner.person }).where('id', '=', found.id).execute()
      return { id: found.id, thread: found.thread }
    }
    const at = now()
    const id = newId(at.getTime())
    await tx.deleteFrom('conversation').where('last_at', '<', new Date(at.getTime() - keptDays * 86_400_000)).execute()
    await tx.insertInto('conversation').values({ id, owner: owner.browser, person: owner.person, language, thread: JSON.stringify(emptyThread), created_at: at, last_at: at }).execute()
    return { id, thread: emptyThread }
  })
}
