/** Rows of the schema "partners". */
import type { ColumnType, Generated } from 'kysely'
import type { JWK } from 'jose'
import type { NoticeOutcome } from '../exchange/index.ts'

export const standings = ['sandbox', 'production', 'cut-off'] as const
export type Standing = (typeof standings)[number]

export interface PartnersTables {
  partner: {
    id: string
    owner: string
    name: string
    number: string
    contact: string
    jwks: ColumnType<{ keys: JWK[] } | null, string | null, string | null>
    jwks_uri: string | null
    /** Replaced, and still good until then. */
    old_jwks: ColumnType<{ keys: JWK[] } | null, string | null | undefined, string | null>
    old_until: ColumnType<Date | null, Date | null | undefined, Date | null>
    redirect_uris: string[]
    grounds: string
    standing: Generated<Standing>
    day_limit: number
    registered_at: Generated<Date>
    changed_at: Date | null
    changed_by: string | null
    /** Where it is told what became of data, and as whom of the platform's names. */
    notices: Generated<string | null>
    notices_issuer: Generated<string | null>
  }
  trial_notice: {
    partner: string
    id: string
    claims: string
    made_at: Date
    brought_at: Date | null
    failed_because: string | null
    outcome: NoticeOutcome | null
    token: string | null
    answered_at: Date | null
  }
  wanted_purpose: { partner: string; purpose: string }
}
