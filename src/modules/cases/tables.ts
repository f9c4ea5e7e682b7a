/** Rows of the schema "cases". JSON columns are written as text and read as values. */
import type { ColumnType, Generated } from 'kysely'
import type { Finding } from '../rules/index.ts'
import type { Draft, KnownFact } from './apply/draft.ts'

type Json<Value> = ColumnType<Value, string, string>

export type ApplicationStatus = 'draft' | 'submitted' | 'closed' | 'withdrawn'
export type PartStatus = 'arriving' | 'open' | 'waiting' | 'decided' | 'withdrawn'
export type LineStatus = 'pending' | 'proposed' | 'approved' | 'refused' | 'withdrawn'

export type ContributionStatus = 'asked' | 'opened' | 'given' | 'declined' | 'expired' | 'taken-back'

export interface CasesTables {
  application: {
    id: string
    person: string
    event: string
    /** Deleted: it holds nothing, and is nobody's any more. */
    status: ApplicationStatus | 'deleted'
    draft: Json<Draft>
    version: Generated<number>
    language: string
    /** Whom it is about, where that is not the applicant. */
    subject: string | null
    receipt: string | null
    edition: string | null
    /** Of the pack that it began with. */
    pack_edition: Generated<number>
    /** What the rules said when it was sent: a signed decision record (JWS). */
    record: string | null
    created_at: Generated<Date>
    changed_at: Generated<Date>
    submitted_at: Date | null
  }
  part: {
    id: string
    application_id: string
    agency: string
    purpose: string
    status: PartStatus
    facts: Json<KnownFact[]>
    answers: Json<Record<string, string>>
    due_on: string | null
    opened_at: Date | null
    /** The service whose legal time it runs by, or `objection`. */
    clock_service: string | null
    /** While a question stops the clock: since when, and how many days were left. */
    stopped_on: string | null
    days_left: number | null
    /** The refused line that the person objects to, and what they say to it. */
    objection_to: string | null
    /** The happening that asks back what was paid, which the person objects to. */
    reclaim: Generated<string | null>
    plea: string | null
    /** The official who has taken it on. */
    holder: string | null
    /** Under which it has come to its agency, where that is not the one it was sent to. */
    arrival: Generated<string | null>
  }
  line: {
    id: string
    part_id: string
    application_id: string
    service: string
    finding: Json<Finding | null>
    status: LineStatus
    decided_at: Date | null
    decided_by: string | null
    /** Who was away, where a deputy of theirs decided or proposed. */
    decided_for: Generated<string | null>
    proposed_for: Generated<string | null>
    /** Who proposed it, where the law wants two officials; another than who decided it. */
    proposed_by: Generated<string | null>
    reason: string | null
    /** What the approval tells the person: values of registers, or words. */
    found: ColumnType<KnownFact[] | null, undefined, never>
    answer: ColumnType<string | null, undefined, never>
  }
  referral: {
    id: string
    part_id: string
    from_agency: string
    to_agency: string
    reason: string | null
    /** null: the agency was abolished. */
    referred_by: string | null
    referred_for: Generated<string | null>
    /** The agency had referred it before, and its lead sends it once more. */
    again: Generated<boolean>
    referred_at: Date
  }
  proposal: {
    id: string
    line_id: string
    part_id: string
    outcome: 'approved' | 'refused'
    reason: string | null
    found: ColumnType<KnownFact[] | null, undefined, never>
    answer: string | null
    proposed_by: string
    /** In whose place, where a deputy acted; so of the end. */
    proposed_for: Generated<string | null>
    proposed_at: Date
    ended: 'signed' | 'returned' | 'withdrawn' | null
    ended_by: string | null
    ended_for: Generated<string | null>
    ended_at: Date | null
    /** Why it was returned. */
    remark: string | null
  }
  deputy: {
    id: string
    agency: string
    /** Who is away. */
    official: string
    deputy: string
    /** `YYYY-MM-DD`; both days count. */
    from_day: string
    until_day: string
    named_by: string
    named_at: Date
    /** Before its last day. */
    ended_by: string | null
    ended_at: Date | null
    /** By the deputy. */
    begun_read_at: Generated<Date | null>
    over_read_at: Generated<Date | null>
  }
  question: {
    id: string
    part_id: string
    application_id: string
    asked_by: string
    asked_for: Generated<string | null>
    text: string
    asked_at: Generated<Date>
    answer: string | null
    answered_at: Date | null
  }
  contribution: {
    id: string
    application_id: string
    /** Of the life event's contributions. */
    part: string
    /** For whom, in the words of whoever asks. */
    label: string
    /** Name of whoever asks. */
    asker: string
    status: ContributionStatus
    code_hash: Buffer | null
    /** Who has opened it. */
    person: string | null
    name: string | null
    answers: ColumnType<Record<string, string> | null, string | null, string | null>
    sentence: string | null
    asked_at: Date
    ends_at: Date
    opened_at: Date | null
    settled_at: Date | null
  }
  visit: {
    id: string
    agency: string
    official: string
    official_name: string
    /** Whose application it is. */
    person: string
    name: string
    mandate: string | null
    /** Who stands there in their place. */
    present: string | null
    present_name: string | null
    basis: 'code' | 'document'
    document: string | null
    application_id: string | null
    /** Of the person. */
    language: string
    /** Of the pages; null: the official's own. */
    shown_in: Generated<string | null>
    begun_at: Date
    ends_at: Date
    wrote: Generated<boolean>
    /** Version of the draft that was printed last. */
    printed: Generated<number | null>
    ended_at: Date | null
    ended_because: 'finished' | 'over' | 'next' | 'elsewhere' | 'stopped' | 'handed' | 'signed' | 'sent' | 'other-name' | null
  }
  visit_code: { application_id: string; code_hash: Buffer; name: string; mandate: string | null; present: string | null; present_name: string | null; ends_at: Date }
  visit_miss: { person: string; hour: Date; misses: number }
  contribution_miss: { person: string; hour: Date; misses: number }
  feed: {
    person: string
    /** SHA-256 of the token in the address. */
    key: Buffer
    language: string
    created_at: Generated<Date>
  }
  happening: {
    id: string
    application_id: string
    at: Generated<Date>
    kind: string
    agency: string | null
    detail: Json<Record<string, string | number>>
  }
}
