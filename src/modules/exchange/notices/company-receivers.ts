/** Companies that are told. A room of their own keeps them: it says where each is told, by which name it knows the person, and speaks its protocol. */
import type { NoticeKind } from '../tables.ts'

/** Names of fields, never their values. */
export interface CompanyNotice {
  id: string
  company: string
  /** Never sent as it is here. */
  person: string
  kind: NoticeKind
  /** The authorisation, as the company knows it, and which version of it this is. */
  consent: string
  version: number
  purpose: string
  /** What is taken back, was put right, or deleted, as `register.field`. */
  fields: readonly string[]
  /** Of what is taken back: what stays, and its last day. */
  remaining: readonly string[]
  until: string | null
  at: Date
  /** Last day on which an answer is in time. */
  dueOn: string | null
}

export interface CompanyReceiver {
  /** What is sent, byte for byte. */
  claimsOf(notice: CompanyNotice): string
  /** @throws Error when the company has not said that it has heard */
  push(claims: string): Promise<void>
}

export interface CompanyReceivers {
  /** Undefined for one that has named no address; one that is cut off is told as before. */
  find(company: string): Promise<CompanyReceiver | undefined>
}
