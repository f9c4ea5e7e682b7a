/** Who calls a resource: the token by its hash, the grant that it rests on, and the proof of the key it is bound to. */
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import { readAccountId } from '../accounts.ts'
import type { Resources } from '../resources.ts'
import { firstTimes } from '../store/is-first.ts'
import { createDpopNonces } from './dpop-nonces.ts'
import { findToken } from './find-token.ts'
import { type DpopCall, dpopLifetime, verifyDpop } from './verify-dpop.ts'

interface Granted {
  client: string
  scopes: ReadonlySet<string>
  grant: string
  /** What a rich authorization request was granted (RFC 9396). */
  details: readonly Record<string, unknown>[]
  /** Thumbprint (RFC 7638) of the key that the token is bound to. */
  key: string
  /** Its wallet's provider has vouched for it when the token was made. */
  attested: boolean
}

/** Of a resident. */
export interface Access extends Granted { person: string }
/** Of somebody in office: no resource lets them in that does not say so. */
export interface OfficialAccess extends Granted { official: string }
export type HolderAccess = Access | OfficialAccess

/** RFC 6750 section 3.1, RFC 9449 section 9 */
export type AccessRefusal = 'invalid_token' | 'invalid_dpop_proof' | 'use_dpop_nonce'

export class AccessRefused extends Error {
  readonly code: AccessRefusal
  /** For the header DPoP-Nonce. */
  readonly nonce: string
  constructor(code: AccessRefusal, nonce: string, message: string) {
    super(message)
    this.code = code
    this.nonce = nonce
  }
}

export interface CalledWith {
  /** As the client wrote it, without query. */
  url: string
  method: string
  authorization: string | undefined
  dpop: string | undefined
  /** Indicator of the resource. */
  audience: string
}

export interface AccessCheck {
  /** @throws AccessRefused */
  check(call: CalledWith): Promise<Access>
  /** The same, of a resource that officials have something at, too. */
  checkHolder(call: CalledWith): Promise<HolderAccess>
  nextNonce(): string
}

export function createAccessCheck(db: RoomDatabase<IdentityTables>, key: Buffer, _resources: Resources): AccessCheck {
  const nonces = createDpopNonces(key)
  const [find, isFirst] = [findToken(db), firstTimes(db)]
  const refuse = (code: AccessRefusal, message: string) => new AccessRefused(code, nonces.next(), message)
  const unknown = () => refuse('invalid_token', 'the access token is not known here')
  const proofOf = (call: DpopCall) => {
    try {
      return verifyDpop(call)
    } catch (cause) {
      throw refuse('invalid_dpop_proof', (cause as Error).message)
    }
  }
  const access: AccessCheck = {
    nextNonce: nonces.next,
    async check(call) {
      const holder = await access.checkHolder(call)
      if (!('person' in holder)) throw unknown()
      return holder
    },
    async checkHolder({ url, method, authorization, dpop, audience }) {
      const token = /^DPoP ([\w~+/.-]+=*)$/i.exec(authorization ?? '')?.[1]
      if (token === undefined) throw refuse('invalid_token', 'a DPoP-bound access token is needed')
      // Asked at once, and answered while the signature is checked.
      const finding = find(token)
      finding.catch(() => undefined)
      const proof = proofOf({ proof: dpop, url, method, token })
      const found = await finding
      if (proof.nonce === undefined || !nonces.check(proof.nonce)) throw refuse('use_dpop_nonce', 'the proof needs a nonce of this server')
      const { accountId, clientId, grantId, jkt, aud, scope, rar: details = [], extra } = found
      const account = readAccountId(accountId ?? '')
      if (!account || aud !== audience || clientId === undefined || grantId === undefined) throw unknown()
      if (jkt !== proof.thumbprint) throw refuse('invalid_token', 'the access token is bound to another key')
      if (!(await isFirst(`${clientId} ${proof.thumbprint} ${proof.id}`, dpopLifetime))) throw refuse('invalid_dpop_proof', 'the proof was used before')
      const granted = { client: clientId, scopes: new Set((scope ?? '').split(' ')), grant: grantId, details, key: proof.thumbprint, attested: extra?.attested === true }
      return account.kind === 'resident' ? { person: account.subject, ...granted } : { official: account.subject, ...granted }
    },
  }
  return access
}
