/** Rows of presentations. What people showed is here from their answer to its collection, minutes at most. */
import type { ColumnType, Generated } from 'kysely'
import type { RequestTemplate } from './request-template.ts'

export interface PresentTables {
  request_template: {
    id: string
    agency: string
    content: ColumnType<RequestTemplate, string, string>
    /** Its entry in the transparency log, and what stands there, byte for byte; null in rows of an earlier release. */
    entry: string
    logged: string | null
    registered_by: string
    registered_at: Generated<Date>
    withdrawn_at: Date | null
  }
  verifier_key: { key_hash: Buffer; template: string; return_to: string | null; made_by: string; made_at: Generated<Date>; ended_at: Date | null }
  presentation: {
    id: string
    template: string
    /** Whom the outcome is for. */
    consumer: Consumer
    origin: string
    state: string
    nonce: string
    /** By which way the request was fetched, or answered, once. */
    mode: Mode | null
    /** Who fetched it by the link, and may ask again; null where nothing tells the wallet from another. */
    fetched_by: Buffer | null
    fetched: Generated<number>
    /** The private half that the answer is encrypted to, itself encrypted (JWE). Gone once used. */
    decryption_key: string | null
    browser_hash: Buffer | null
    return_to: string | null
    created_at: Generated<Date>
    ends_at: Date
    answered_at: Date | null
    /** `accepted`, `declined`, or a reason. */
    outcome: string | null
    shown: ColumnType<Shown | null, string | null, string | null>
    response_hash: Buffer | null
    code_mark: string | null
    code_tries: Generated<number>
    released_at: Date | null
    collect_hash: Buffer | null
  }
}

/** The link on this device, the code on another, or the browser itself (Digital Credentials API). */
export type Mode = LinkMode | 'digital'
export type LinkMode = 'same-device' | 'cross-device'
export type Consumer = 'sign-in' | 'console' | 'api' | 'mandate'

/** What was believed of an answer: of each credential the asked claims and no other. */
export interface Shown {
  credentials: Record<string, { issuer: string; claims: Record<string, unknown>; statusAsOf: string | null; statusStale: boolean }>
  /** Where the status of each stands; the platform finds its own holders by it. */
  references: { uri: string; index: number }[]
}
