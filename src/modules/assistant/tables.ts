/** Rows of the schema "assistant". JSON columns are written as text and read as values. */
import type { ColumnType } from 'kysely'
import type { Answer, Thread } from './contract.ts'

type Json<Value> = ColumnType<Value, string, string>

export type HandOverStatus = 'waiting' | 'claimed' | 'returned'

export interface AssistantTables {
  conversation: {
    id: string
    /** SHA-256 of the cookie's token. */
    owner: Buffer
    person: string | null
    language: string
    thread: Json<Thread>
    created_at: Date
    last_at: Date
  }
  turn: {
    id: string
    conversation_id: string
    number: number
    author: 'person' | 'assistant' | 'official'
    /** As it was said, without what identifies a person; empty for an answer. */
    text: string
    answer: ColumnType<Answer | null, string | null, string | null>
    /** Name of the official. */
    said_by: string | null
    at: Date
  }
  hand_over: {
    id: string
    conversation_id: string
    agency: string
    topic: string | null
    status: HandOverStatus
    claimed_by: string | null
    opened_at: Date
    claimed_at: Date | null
    ended_at: Date | null
  }
}
