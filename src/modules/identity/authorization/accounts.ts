/** Who an account is to a client. Clients of different sites get different names for one person (OpenID Connect Core, section 8.1). */
import type { Account } from 'oidc-provider'
import { mark } from '../../../kernel/crypto/tokens.ts'
import type { SubjectKind } from '../tables.ts'

/** A machine has an account as long as it redeems its agency's code; afterwards it is a client. */
export interface AccountName { kind: SubjectKind | 'device'; subject: string }

export const accountId = ({ kind, subject }: AccountName) => `${kind}:${subject}`

export function readAccountId(id: string): AccountName | undefined {
  const [, kind, subject] = /^(resident|official|device):(.+)$/.exec(id) ?? []
  return kind === undefined || subject === undefined ? undefined : { kind: kind as AccountName['kind'], subject }
}

export interface AccountFacts {
  name: string
  /** Of an official. */
  agency?: string
  roles?: readonly string[]
}

export const pairwiseName = (key: Buffer, account: string, sector: string) => mark(key, `subject ${sector} ${account}`)

/** @param facts what may be said of it, where it is still somebody */
export function accountOf(id: string, facts: AccountFacts): Account {
  return { accountId: id, claims: () => ({ sub: id, ...facts }) }
}
