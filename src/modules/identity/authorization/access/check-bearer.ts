/** A token that whoever holds it may use (RFC 6750), for resources that are called by programs which hold no key. */
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import { readAccountId } from '../accounts.ts'
import { type Access, AccessRefused } from './check-access.ts'
import { findToken } from './find-token.ts'

export interface BearerCheck {
  /**
   * @param authorization header, as the client sent it
   * @param audience indicator of the resource: a token for another one is none here (RFC 8707)
   * @throws AccessRefused
   */
  check(authorization: string, audience: string): Promise<Omit<Access, 'key' | 'details' | 'attested'>>
}

export function createBearerCheck(db: RoomDatabase<IdentityTables>): BearerCheck {
  const find = findToken(db)
  return {
    async check(authorization, audience) {
      const token = /^Bearer ([\w~+/.-]+=*)$/i.exec(authorization)?.[1]
      if (token === undefined) throw new AccessRefused('invalid_token', '', 'an access token is needed')
      const { accountId, clientId, grantId, jkt, aud, scope } = await find(token)
      const account = readAccountId(accountId ?? '')
      // What is bound to a key is no use to whoever has found it (RFC 9449 section 7.1).
      if (account?.kind !== 'resident' || jkt !== undefined || aud !== audience || clientId === undefined || grantId === undefined) throw new AccessRefused('invalid_token', '', 'the access token is not known here')
      return { person: account.subject, client: clientId, scopes: new Set((scope ?? '').split(' ').filter((name) => name !== '')), grant: grantId }
    },
  }
}
