/** Rows of the schema "credentials". */
import type { DataIntegrityProof } from 'didwebvh-ts'
import type { JWK } from 'jose'
import type { ColumnType, Generated } from 'kysely'
import type { CertificateContent } from './contract.ts'
import type { PresentTables } from './present/tables.ts'

export interface CredentialsTables extends PresentTables {
  signing_key: { kid: string; jwk: ColumnType<JWK, string, string>; first_used_at: Generated<Date> }
  logged_root: { subject: string; logged: string; entry: string; logged_at: Generated<Date> }
  logged_key: { kid: string; use: string; entry: string; logged: string; logged_at: Generated<Date> }
  certificate: {
    id: string
    key: string
    number: string
    person: string
    service: string
    agency: string
    receipt: string
    language: string
    content: ColumnType<CertificateContent, string, never>
    token: string
    issued_at: Generated<Date>
    revoked_at: Date | null
    revoked_because: string | null
  }
  trust_change: {
    id: string
    act: TrustAct
    list: string
    address: string | null
    root: string | null
    token: string | null
    state: Generated<'draft' | 'proposed' | 'done' | 'refused' | 'dropped'>
    made_by: string
    made_by_name: string
    made_at: Generated<Date>
    decided_by: string | null
    decided_by_name: string | null
    decided_at: Date | null
  }
  status_list: {
    id: string
    class: StatusClass
    entries: number
    opened_at: Generated<Date>
    closed_at: Date | null
    version: Generated<number>
  }
  issuance: {
    id: string
    /** Whose it is: a resident's, an official's, or a machine's. */
    person: string | null
    official: string | null
    device: string | null
    type: string
    format: CredentialFormat
    client: string
    /** Of a credential about a mandate. */
    mandate: string | null
    /** What the wallet's tokens rest on; null in rows of an earlier release. */
    grant_id: string | null
    issued_at: Generated<Date>
    told: string | null
    told_at: Date | null
  }
  issued_credential: {
    list: string
    index: number
    issuance: string
    state: Generated<CredentialState>
    state_at: Date | null
    because: string | null
    ends_at: Date
  }
  ended_card: { grant_id: string; type: string; ended_at: Generated<Date> }
  card_hold: {
    id: string
    person: string
    type: string
    agency: string
    act: CardAct
    reason: string
    law: string
    made_by: string
    made_by_name: string
    made_at: Generated<Date>
    lifted_by: string | null
    lifted_by_name: string | null
    lifted_at: Date | null
  }
  card_round: {
    id: string
    type: string
    agency: string
    /** That the registers are asked under; null of what was begun before a second person was asked. */
    purpose: string | null
    state: Generated<'proposed' | 'confirmed' | 'refused' | 'dropped' | 'lapsed' | 'alone'>
    made_by: string
    made_by_name: string
    made_at: Generated<Date>
    ends_at: Date
    because: string | null
    decided_by: string | null
    decided_by_name: string | null
    decided_at: Date | null
    after: Generated<string>
    told: Generated<number>
    finished_at: Date | null
  }
  deferred_issuance: {
    transaction_hash: Buffer
    person: string
    client: string
    configuration: string
    bound_to: string
    keys: ColumnType<JWK[], string, never>
    ends_at: Date
  }
  emergency_sheet: { person: string; code_hash: Buffer; made_at: Generated<Date> }
  mandate_grant: { grant_id: string; mandate: string; person: string; made_at: Generated<Date> }
  issuer_history: { host: string; version: number; entry: string; entered_at: Generated<Date> }
  issuer_history_proof: { host: string; version: number; witness: string; proof: ColumnType<DataIntegrityProof, string, never> }
  export_entry: { list: number; index: number; certificate: string }
  official_grant: { grant_id: string; official: string; made_at: Generated<Date> }
  used_nonce: { nonce: Buffer; ends_at: Date }
}

/** Long: kept by verifiers for days. Short: one-use copies that live for hours. */
export type StatusClass = 'long' | 'short'
export type CredentialFormat = 'dc+sd-jwt' | 'mso_mdoc'
/** Token Status List: valid, invalid for ever, suspended. */
export type CredentialState = 0 | 1 | 2

export type CardAct = 'hold' | 'end'
export type TrustAct = 'believe' | 'suspend' | 'resume' | 'end'
