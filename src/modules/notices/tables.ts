/** Rows of the schema "notices". JSON columns are written as text and read as values. */
import type { ColumnType, Generated } from 'kysely'
import type { ChannelName, Happening } from './contract.ts'

export interface NoticesTables {
  notice: {
    id: string
    key: string
    person: string
    kind: Happening['kind']
    data: ColumnType<Happening, string, string>
    receipt: string | null
    /** The application it belongs to. */
    matter: string | null
    created_at: Date
    read_at: Date | null
  }
  preference: {
    person: string
    language: string
    frequency: 'at-once' | 'daily'
    /** `HH:MM:SS`, local */
    quiet_from: string | null
    quiet_until: string | null
    muted: Generated<string[]>
  }
  contact: {
    id: string
    person: string
    channel: ChannelName
    address: string
    rank: number
    state: 'unconfirmed' | 'confirmed' | 'failing'
    code_hash: Buffer | null
    code_until: Date | null
    code_tries: Generated<number>
    created_at: Date
  }
  message: {
    id: string
    person: string
    contact: string | null
    channel: ChannelName
    grouping: string
    due_at: Date
    state: 'queued' | 'sending' | 'sent' | 'failed'
    reason: string | null
    settled_at: Date | null
  }
  message_notice: { message: string; notice: string }
}
