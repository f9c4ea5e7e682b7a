/** Rows of the schema "programs". */
import type { Generated } from 'kysely'

export type DeliveryState = 'waiting' | 'delivered' | 'given-up'

export interface ProgramsTables {
  program: { id: string; agency: string; name: string; key_hash: Buffer; made_by: string; made_at: Date; ended_at: Generated<Date | null> }
  subscription: {
    id: string
    program: string
    address: string
    made_at: Date
    failing_since: Generated<Date | null>
    strikes: Generated<number>
    resume_at: Generated<Date | null>
    ended_at: Generated<Date | null>
    ended_because: Generated<'agency' | 'gone' | null>
  }
  delivery: {
    /** `webhook-id`: the same at every try. */
    id: string
    subscription: string
    key: string
    type: string
    body: string
    state: Generated<DeliveryState>
    tries: Generated<number>
    made_at: Date
    waits_since: Date
    next_at: Date
    settled_at: Generated<Date | null>
    answer: Generated<string | null>
  }
}
