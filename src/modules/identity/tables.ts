/** Rows of the schema "identity". */
import type { JWK } from 'jose'
import type { ColumnType, Generated } from 'kysely'
import type { OfficialRole } from '../../kernel/http/principal.ts'

export type SubjectKind = 'resident' | 'official'

/** How sure it is who somebody is, by the names of eIDAS: a letter alone vouches for `low`; an office, the national sign-in or a mobile ID for `substantial`. */
export type Assurance = 'low' | 'substantial'

/** Whence a mandate comes. */
export type MandateSource =
  | { by: 'register'; register: string }
  | { by: 'grant' }
  | { by: 'paper'; agency: string; paper: string; recordedBy: string; secondBy?: string }

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
    /** The person acts for another, under this; what it allows is asked at each use. */
    mandate: string | null
    /** When the person last showed who they are: a session that is switched gains nothing. */
    proven_at: Generated<Date>
    /** Opened by an official's ID. */
    by_official_id: Generated<boolean>
    /** That opened an official's, or one for which a letter alone vouches. */
    passkey: Generated<string | null>
    assurance: Generated<Assurance>
  }
  mandate: {
    id: string
    kind: string
    actor: string | null
    actor_name: string
    subject: string
    subject_name: string
    acts: string[]
    /** Legal days, both counted. */
    from_on: string
    until_on: string | null
    majority_on: string | null
    tell_from: string | null
    uses_allowed: number | null
    uses_spent: Generated<number>
    source: ColumnType<MandateSource, string, string>
    /** When the register last said so. */
    confirmed_at: Date | null
    /** When registers last said that both of them live. */
    living_at: Date | null
    status: 'offered' | 'active' | 'ended'
    made_at: Date
    ended_at: Date | null
    ended_because: string | null
    /** `person:<id>`, `official:<id>` or `house`. */
    ended_by: string | null
  }
  mandate_offer: { mandate: string; code_hash: Buffer; ends_at: Date }
  mandate_act: { id: string; mandate: string; begun_at: Generated<Date> }
  mandate_use: { id: string; mandate: string; key: string; at: Date; act: string; matter: string | null; spends: Generated<boolean> }
  registration: {
    id: string
    person: string
    name: string
    agency: string
    official: string
    official_name: string
    /** What the official has relied on. */
    basis: Generated<'document' | 'word'>
    document: string | null
    /** Who have said yes; the counted ones, which are two people. */
    first_word: Generated<string | null>
    second_word: Generated<string | null>
    ends_former: boolean
    opened_at: Date
    ends_at: Date
    status: 'asked' | 'open' | 'used' | 'stopped'
    code_hash: Buffer | null
    misses: Generated<number>
    settled_at: Date | null
    /** `person:<id>`, `official:<id>` or `house`. */
    settled_by: string | null
  }
  registration_word: { registration: string; person: string; person_name: string; official_name: string; said: 'yes' | 'no' | null; said_at: Date | null }
  national_account: { person: string; account_mark: string; first_at: Generated<Date> }
  trusted_person: {
    id: string
    owner: string
    owner_name: string
    trusted: string | null
    trusted_name: string
    place: number
    status: 'offered' | 'active' | 'ended'
    code_hash: Buffer | null
    code_ends_at: Date | null
    made_at: Date
    accepted_at: Date | null
    ended_at: Date | null
    ended_by: string | null
  }
  letter: {
    id: string
    person: string
    name: string
    began: 'asked' | 'invited'
    agency: string
    official: string | null
    language: string
    second_mark: Buffer
    address_mark: Buffer
    opened_at: Date
    ends_at: Date
    sent_at: Date | null
    status: 'open' | 'used' | 'stopped'
    code_hash: Buffer | null
    misses: Generated<number>
    settled_at: Date | null
    /** `person:<id>`, `official:<id>` or `house`. */
    settled_by: string | null
  }
  letter_batch: {
    id: string
    agency: string
    official: string
    /** Legal days. */
    born_from: string | null
    born_until: string | null
    prepared_at: Date
    status: 'counting' | 'waiting' | 'sending' | 'done' | 'stopped'
    people: number | null
    confirmed_by: string | null
    confirmed_at: Date | null
    stopped_because: 'official' | 'too-many' | 'nobody' | null
  }
  letter_batch_person: { batch: string; person: string; letter: string; outcome: string | null }
  letter_asking: { mark: Buffer; kind: 'address' | 'number' | 'official'; since: Date; asks: number }
  access_lost: { person: string; at: Date }
  registration_miss: { address: Buffer; hour: Date; misses: number }
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
    assurance: Generated<Assurance>
  }
  device: {
    id: string
    agency: string
    kind: 'kiosk' | 'sensor-gateway' | 'door-reader'
    name: string
    place: string
    scopes: string[]
    registered_by: string
    registered_at: Generated<Date>
    status: Generated<'waiting' | 'active' | 'held' | 'ended'>
    key: ColumnType<JWK | null, never, string>
    key_thumbprint: ColumnType<string | null, never, string>
    keyed_at: ColumnType<Date | null, never, Date>
    seen_at: ColumnType<Date | null, never, Date>
    /** Its last word to whoever looks after it. */
    said: ColumnType<string | null, never, string | null>
    next_mark: ColumnType<Buffer | null, never, Buffer | null>
    former_mark: ColumnType<Buffer | null, never, Buffer | null>
    held_because: ColumnType<'lost' | 'two-places' | null, never, 'lost' | 'two-places' | null>
    ended_at: ColumnType<Date | null, never, Date>
    ended_because: ColumnType<'revoked' | 'agency' | null, never, 'revoked' | 'agency'>
    ended_by: ColumnType<string | null, never, string>
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
