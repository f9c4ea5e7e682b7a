/** Rows of the schema "exchange". */
import type { ColumnType, Generated } from 'kysely'
import type { RegisterValue, Silence } from './contract.ts'

export type NoticeKind = 'taken-back' | 'corrected' | 'deleted'
export type NoticeOutcome = 'noted' | 'erased' | 'kept' | 'corrected'

export interface ExchangeTables {
  in_flight: { id: string; consent_id: string; until: Date }
  consent: {
    id: string
    person: string
    purpose: string
    case_id: string
    agreed: boolean
    wording: string
    language: string
    given_at: Generated<Date>
    withdrawn_at: Date | null
    ends_on: string | null
    /** Who receives it, where the purpose is for companies: its id, and its name as it was shown. */
    company: string | null
    company_name: string | null
    /** Counted by the table itself, with the version before kept in `consent_past`. */
    version: Generated<number>
    /** Of this version; null in the first. */
    changed_at: Generated<Date | null>
  }
  consent_past: {
    consent_id: string
    version: number
    agreed: boolean
    wording: string
    language: string
    given_at: Date
    changed_at: Date | null
    withdrawn_at: Date | null
    ends_on: string | null
  }
  consent_notice: {
    id: string
    consent_id: string
    version: number
    recipient: string
    notice: string
    salt: Buffer
    made_at: Generated<Date>
    tries: Generated<number>
    failed_because: Generated<string | null>
    outcome: Generated<NoticeOutcome | null>
    because: Generated<string | null>
    acknowledgement: Generated<string | null>
    acknowledged_at: Generated<Date | null>
    kind: Generated<NoticeKind>
    request_id: Generated<string | null>
    claims: Generated<string | null>
    brought_at: Generated<Date | null>
    due_on: Generated<string | null>
  }
  silent_receiver: { recipient: string; since: Date; strikes: number; resume_at: Date }
  bundle_budget: { company: string; person: string; purpose: string; day: string; spent: number; allowed: number }
  kept_bundle: { id: string; consent_id: string; agency: string; asked_by: string; role: string; asked_at: Date; silent: ColumnType<Silence[], string, never> }
  kept_value: { bundle: string; place: number; register: string; field: string; value: ColumnType<RegisterValue, string, never>; answered_at: string; look: string }
  sweep: {
    id: string
    key: string
    pass: string
    at: Date
    recipient: string
    purpose: string
    fields: string[]
    first_person: string
    last_person: string
    people: number
    secret: Buffer
    commitments: Buffer
  }
  access_log: {
    id: string
    key: string
    at: Generated<Date>
    person: string
    recipient: string
    recipient_role: string
    purpose: string
    register: string
    fields: string[]
    case_id: string | null
    consent_id: string | null
    /** Hides the row in its log entry; null in rows from before the transparency log. */
    salt: Buffer | null
    /** Place in the person's chain, and leaf hash of the entry before it; null in rows from before the chains. */
    seq: number | null
    prev: Buffer | null
    /** Leaf hash of the sealed entry that this look was until its date; null of every other. */
    sealed: Generated<Buffer | null>
  }
  sealed_look: {
    id: string
    inquiry: string
    at: Date
    person: string
    recipient: string
    purpose: string
    register: string
    fields: string[]
    warrant: string
    official: string
    /** Of a question that an agency's program signed; null of an official's look at the desk. */
    question: string | null
    salt: Buffer
    opens_on: string
    latest_on: string
    leaf: Buffer
    opened_as: string | null
    opened_at: Date | null
  }
  court_order: { id: string; at: Date; note: string; until: string; brought_by: string }
  court_order_look: { court_order: string; look: string }
  /** `ended` looks at its beginning are kept no more: `ended_entry` is the entry of the last of them, `ended_epoch` heads that are younger. */
  chain: { person: string; blind: Buffer; length: Generated<number>; head: Buffer; ended: Generated<number>; ended_entry: Generated<string | null>; ended_epoch: Generated<number | null> }
  data_request: {
    id: string
    person: string
    agency: string
    kind: 'look' | 'correction' | 'deletion'
    look_id: string | null
    register: string | null
    field: string | null
    words: string
    asked_at: Generated<Date>
    due_on: string
    outcome: 'explained' | 'corrected' | 'deleted' | 'refused' | null
    answer: string | null
    answered_at: Date | null
    answered_by: string | null
  }
  correction_notice: { request_id: string; agency: string; seen_at: Date | null; seen_by: string | null }
  heads_epoch: { id: Generated<number>; at: Generated<Date>; size: number; root: Buffer; entry_id: string; entry: Buffer }
  heads_leaf: { epoch: number; rank: number; blind: Buffer; length: number; head: Buffer }
  heads_block: { epoch: number; block: number; root: Buffer }
}
