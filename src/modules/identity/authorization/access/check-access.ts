/** Who calls a resource: the token by its hash, the grant that it rests on, and the proof of the key it is bound to. */
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import type { Device } from '../../devices/device.ts'
import { readAccountId } from '../accounts.ts'
import { firstTimes } from '../store/is-first.ts'
import { createDpopNonces } from './dpop-nonces.ts'
import type { FoundDevice } from './check-device.ts'
import type { FoundToken } from './find-token.ts'
import { usingTokens } from './use-token.ts'
import { type DpopCall, dpopLifetime, type DpopProof, verifyDpop } from './verify-dpop.ts'

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
/** Of a machine: by its agency's code, or by its own key. */
export interface DeviceAccess extends Granted { device: string; enrolling: boolean }
export type HolderAccess = Access | OfficialAccess | DeviceAccess

/** RFC 6750 section 3.1, RFC 9449 section 9 */
export type AccessRefusal = 'invalid_token' | 'invalid_dpop_proof' | 'use_dpop_nonce' | 'insufficient_scope'

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
  /** The same, of a resource that officials and machines have something at, too. */
  checkHolder(call: CalledWith): Promise<HolderAccess>
  /** A machine that calls for itself. @throws AccessRefused */
  checkDevice(call: CalledWith): Promise<{ present: Device; scopes: ReadonlySet<string> }>
  nextNonce(): string
}

export function createAccessCheck(db: RoomDatabase<IdentityTables>, key: Buffer, findDevice: (token: string) => Promise<FoundDevice | undefined>): AccessCheck {
  const nonces = createDpopNonces(key)
  const [use, isFirst] = [usingTokens(db, dpopLifetime), firstTimes(db)]
  const refuse = (code: AccessRefusal, message: string) => new AccessRefused(code, nonces.next(), message)
  const unknown = () => refuse('invalid_token', 'the access token is not known here')
  const proofOf = (call: DpopCall) => {
    try {
      return verifyDpop(call)
    } catch (cause) {
      throw refuse('invalid_dpop_proof', (cause as Error).message)
    }
  }
  /** The token that `look` knows, once its key has proven itself for this very call, for the first time. */
  const proven = async <Found extends FoundToken & { first: boolean }>({ url, method, authorization, dpop, audience }: CalledWith, look: (token: string, proof: DpopProof) => Promise<Found | undefined>) => {
    const token = /^DPoP ([\w~+/.-]+=*)$/i.exec(authorization ?? '')?.[1]
    if (token === undefined) throw refuse('invalid_token', 'a DPoP-bound access token is needed')
    const proof = proofOf({ proof: dpop, url, method, token })
    if (proof.nonce === undefined || !nonces.check(proof.nonce)) throw refuse('use_dpop_nonce', 'the proof needs a nonce of this server')
    const found = await look(token, proof)
    if (!found || found.aud !== audience || found.clientId === undefined) throw unknown()
    if (found.jkt !== proof.thumbprint) throw refuse('invalid_token', 'the access token is bound to another key')
    if (!found.first) throw refuse('invalid_dpop_proof', 'the proof was used before')
    return { found, client: found.clientId, scopes: new Set((found.scope ?? '').split(' ')), key: proof.thumbprint }
  }
  const ofDevice = async (token: string, { thumbprint, id }: DpopProof) => {
    const found = await findDevice(token)
    return found && { ...found, first: found.jkt === thumbprint && await isFirst(`device ${thumbprint} ${id}`, dpopLifetime) }
  }
  const ofHolder = async (token: string, proof: DpopProof) => {
    const found = await use({ token, proof })
    const account = readAccountId(found?.accountId ?? '')
    if (found && account && found.grantId !== undefined) return { ...found, account, grant: found.grantId, enrolling: true }
    const own = await ofDevice(token, proof)
    return own && { ...own, account: { kind: 'device' as const, subject: own.device.id }, grant: `device:${own.device.id}`, enrolling: false }
  }
  const access: AccessCheck = {
    nextNonce: nonces.next,
    async check(call) {
      const holder = await access.checkHolder(call)
      if (!('person' in holder)) throw unknown()
      return holder
    },
    async checkHolder(call) {
      const { found: { account, grant, rar: details = [], extra, enrolling }, client, scopes, key: thumbprint } = await proven(call, ofHolder)
      const granted = { client, scopes, grant, details, key: thumbprint, attested: extra?.attested === true }
      if (account.kind === 'resident') return { person: account.subject, ...granted }
      if (account.kind === 'official') return { official: account.subject, ...granted }
      // However it has come, what it holds is one card.
      return { device: account.subject, enrolling, ...granted, grant: `device:${account.subject}` }
    },
    async checkDevice(call) {
      const { found: { device }, scopes } = await proven(call, ofDevice)
      return { present: device, scopes }
    },
  }
  return access
}
