/** Rows of the schema "assistant". JSON columns are written as text and read as values. */
import type { ColumnType } from 'kysely'
import type { ChannelName } from './channels/channel.ts'
import type { Answer, Thread } from './contract.ts'
import type { Gain } from './improve/measure-gain.ts'
import type { RatingReason } from './improve/rate-answer.ts'

type Json<Value> = ColumnType<Value, string, string>

export type HandOverStatus = 'waiting' | 'claimed' | 'returned'

export type OwnKind = 'own-notices' | 'own-applications' | 'own-certificates' | 'own-due'

export type ModelUse = 'chat' | 'embeddings' | 'rerank'
export type ModelOutcome = 'answered' | 'failed' | 'refused'

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
  kept_answer: { id: string; at: Date; answer: Json<Answer> }
  agent_act: {
    id: string
    person: string
    /** Id of the program, as the authorization server knows it. */
    client: string
    tool: string
    outcome: 'told' | 'asked' | 'refused' | 'failed' | 'confirmed' | 'declined'
    about: string | null
    at: Date
  }
  agent_confirmation: {
    id: string
    person: string
    client: string
    act: 'start' | 'submit' | 'setting'
    /** Life event, id of the application, or the changes as JSON. */
    object: string
    status: 'open' | 'confirmed' | 'declined'
    /** Id of the draft, or the receipt. */
    result: string | null
    asked_at: Date
    answered_at: Date | null
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
    /** Whose answers go along. */
    application: string | null
    answers_seen_at: Date | null
  }
  skill: { official: string; languages: string[]; services: string[]; changed_at: Date }
  rating: { turn_id: string; by: 'person' | 'official'; helped: boolean; reason: RatingReason | null; at: Date }
  lesson: {
    id: string
    agency: string
    service: string
    language: string
    words: string[]
    answer: string | null
    questions: string[]
    status: 'draft' | 'published' | 'returned' | 'withdrawn'
    gain: Json<Gain>
    proposed_by: string
    /** Name of the official; so too below. */
    proposed_name: string
    proposed_at: Date
    decided_by: string | null
    decided_name: string | null
    decided_at: Date | null
  }
  channel_link: {
    id: string
    channel: ChannelName
    sender: Buffer
    person: string
    /** 16 bytes of salt, then scrypt of the PIN. */
    pin: Buffer | null
    wrong_pins: number
    heard_until: Date | null
    wanted: OwnKind | null
    linked_at: Date
  }
  channel_code: { code: Buffer; channel: ChannelName; sender: Buffer; ends_at: Date }
  model_switch: { single: boolean; is_off: boolean; changed_by: string; changed_at: Date }
  switch: { single: boolean; is_off: boolean; reason: string; changed_by: string; changed_at: Date }
  model_day: {
    day: string
    use: ModelUse
    outcome: ModelOutcome
    calls: number
    /** Of all of them together. */
    milliseconds: number
  }
  channel_message: { channel: ChannelName; id: Buffer; reply: ColumnType<unknown, string | null, string | null>; at: Date }
}
