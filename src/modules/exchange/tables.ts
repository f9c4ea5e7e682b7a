/** Rows of the schema "exchange". */
import type { Generated } from 'kysely'

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
  }
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
  }
}
