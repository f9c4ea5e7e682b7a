/** What crosses the credentials room's door. */
import Type from 'typebox'
import type { Source } from '../../../packages/pack-kit/schema/common.ts'
import { defineFaults } from '../../kernel/faults/faults.ts'
import { Instant, strict, Uuid, type Text } from '../../kernel/schema/schema.ts'

/** One fact of a certificate: its name is signed with its value, the label is for people. */
export interface CertifiedFact {
  /** Such as `resident.name`; unique within the certificate. */
  name: string
  label: Text
  value: string
  type: 'text' | 'date'
}

export interface CertifiedAmount {
  value: number
  per: 'once' | 'month' | 'year' | 'trip'
  upTo?: boolean
  /** To pay with, and not paid into an account. */
  voucher?: boolean
  from?: string
  until?: string
  of?: string
}

export interface CertificateContent {
  facts: CertifiedFact[]
  amounts: CertifiedAmount[]
  /** `YYYY-MM-DD` */
  decidedOn: string
  law: Source
}

export interface CertificateOrder extends CertificateContent {
  /** The same key again gives the same certificate. */
  key: string
  person: string
  service: string
  agency: string
  receipt: string
  /** Language of the paper. */
  language: string
}

/** Why a paper or code is not believed. */
export type Refusal = 'unreadable' | 'unknown-key' | 'unknown-number' | 'altered' | 'forged' | 'revoked'

export const credentialsFaults = defineFaults('credentials', { noSuchCertificate: 404, certificateRevoked: 410, noSuchHold: 404, cardHeld: 409, roundOpen: 409, roundLapsed: 409 })

export const VerificationReply = strict({
  valid: Type.Boolean(),
  reason: Type.Union([Type.String(), Type.Null()], { description: 'Why it is refused: unreadable, unknown-key, unknown-number, altered, forged, revoked' }),
  altered: Type.Array(Type.String(), { description: 'Names of the facts that differ from what was signed' }),
  certificate: Type.Union([Type.Null(), strict({
    number: Type.String(), service: Type.String(), agency: Type.String(), decidedOn: Type.String(), issuedAt: Instant,
    facts: Type.Array(strict({ name: Type.String(), value: Type.String() })),
  })]),
})

export const DocumentsReply = strict({
  documents: Type.Array(strict({ id: Uuid, number: Type.String(), service: Type.String(), agency: Type.String(), receipt: Type.String(), issuedAt: Instant, token: Type.String() })),
})
