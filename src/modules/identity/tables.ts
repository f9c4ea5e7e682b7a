/** Rows of the schema "identity". */
import type { ColumnType, Generated } from 'kysely'
import type { OfficialRole } from '../../kernel/http/principal.ts'

export type SubjectKind = 'resident' | 'official'

export interface IdentityTables {
  official: {
    id: string
    agency: string
    name: string
    roles: OfficialRole[]
    appointed_by: string
    appointed_at: Generated<Date>
    left_at: Date | null
  }
  session: {
    token_hash: Buffer
    id: string
    kind: SubjectKind
    subject: string
    name: string
    started_at: Generated<Date>
    seen_at: Generated<Date>
    ends_at: Date
  }
  passkey: {
    id: string
    kind: SubjectKind
    subject: string
    subject_name: string
    name: string
    public_key: Buffer
    counter: number
    transports: string[]
    created_at: Generated<Date>
    used_at: Date | null
  }
  used_challenge: { challenge: string; ends_at: Date }
  invitation: { token_hash: Buffer; official: string; ends_at: Date; used_at: Date | null }
  authorization_state: {
    model: string
    id_hash: Buffer
    payload: ColumnType<Record<string, unknown>, string, string>
    grant_id: string | null
    uid: string | null
    account: string | null
    portal_session: string | null
    attempts: Generated<number>
    consumed_at: Generated<Date | null>
    ends_at: Date | null
  }
  client_consent: {
    id: string
    account: string
    client: string
    /** What the program called itself, as it was shown. */
    name: string
    /** The site to which the answer went. */
    host: string
    scopes: string[]
    grant_id: string
    given_at: Date
    ended_at: Date | null
  }
}
