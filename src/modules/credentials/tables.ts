/** Rows of the schema "credentials". */
import type { JWK } from 'jose'
import type { ColumnType, Generated } from 'kysely'
import type { CertificateContent } from './contract.ts'

export interface CredentialsTables {
  signing_key: { kid: string; jwk: ColumnType<JWK, string, string>; first_used_at: Generated<Date> }
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
}
