/** Rows of the schema "notices". JSON columns are written as text and read as values. */
import type { ColumnType, Generated } from 'kysely'
import type { ChannelName, Happening } from './contract.ts'
import type { Counts } from './pass/count-changes.ts'
import type { Unclaimed } from './pass/suppress-cells.ts'

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
  pass: {
    id: string
    purpose: string
    on_day: string
    ahead_day: string
    edition: string
    started_at: Date
    finished_at: Date | null
    abandoned: Generated<boolean>
  }
  pass_page: { pass: string; number: number; last_person: string; people: number; households: number; broken: number; counts: ColumnType<Counts, string, string> }
  entitlement: {
    person: string
    service: string
    of_person: string
    held: boolean
    amounts: ColumnType<Partial<Record<string, number>>, string, string>
    begins_on: string | null
    ends_on: string | null
    receiving: boolean
    area: string | null
    age_band: string | null
    pass: string
  }
  due: {
    person: string
    duty: string
    of_person: string
    thing: string
    due_on: string
    amount: ColumnType<string | null, number | null, number | null>
    told: number | null
    pass: string
  }
  due_stopped: { person: string; duty: string }
  granted: { person: string; service: string; granted_at: Date }
  release: { on_day: string; pass: string; tables: ColumnType<Unclaimed[], string, string> }
  message_notice: { message: string; notice: string }
}
