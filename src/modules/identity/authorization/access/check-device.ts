/** Which machine calls: its token by the hash, the row of the machine beside it. What its agency has ended a moment ago is found nowhere. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Pack } from '../../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import { type Device, hasAgency } from '../../devices/device.ts'
import type { IdentityTables } from '../../tables.ts'
import { indicatorOf, type Resources } from '../resources.ts'
import { hashOfState } from '../store/hash-of-state.ts'
import type { FoundToken } from './find-token.ts'
import { type AccessCheck, AccessRefused } from './check-access.ts'

export interface FoundDevice extends FoundToken { device: Device }

/** A token that a machine has been given for itself, made with the key that it still has. */
export function findDeviceToken(db: RoomDatabase<IdentityTables>, pack: () => Pack) {
  const find = db.question<{ id: Buffer; now: Date }, Device & { payload: Record<string, unknown> }>((read, { id, now }) => read.selectFrom('authorization_state as token')
    .innerJoin('device', (join) => join.on(sql<boolean>`token.payload ->> 'clientId' = 'device-' || device.id::text`))
    .select(['token.payload', 'device.id', 'device.agency', 'device.kind', 'device.name', 'device.place', 'device.scopes', 'device.status', 'device.key', 'device.key_thumbprint', 'device.registered_at', 'device.keyed_at', 'device.seen_at'])
    .where('token.model', '=', 'ClientCredentials').where('token.id_hash', '=', id).where('token.ends_at', '>', now).where('device.status', '=', 'active')
    .where(sql<boolean>`token.payload -> 'extra' ->> 'deviceKey' = device.key_thumbprint`) as never)
  return async (token: string): Promise<FoundDevice | undefined> => {
    const [row] = await find({ id: hashOfState(token), now: new Date() })
    if (!row || !hasAgency(pack(), row)) return undefined
    const { payload, ...device } = row
    return { ...payload, device }
  }
}

export interface PresentDevice extends Device {
  /** What this token lets it do. */
  granted: ReadonlySet<string>
}

export interface DeviceCheck {
  /**
   * For every room that machines call: the machine, if it is at work and its token is for this scope and bound to the key that calls.
   * @throws AccessRefused; `refuseAccess` answers it
   */
  from(request: FastifyRequest, scope: string): Promise<PresentDevice>
}

export function createDeviceCheck(access: Pick<AccessCheck, 'checkDevice' | 'nextNonce'>, resources: Resources, originOf: (request: FastifyRequest) => string): DeviceCheck {
  return {
    async from(request, scope) {
      const resource = resources.ofScopes([scope])
      if (!resource?.scopes.some(({ name, devices }) => name === scope && devices !== undefined)) throw new Error(`no resource has the scope ${scope} for devices`)
      const origin = originOf(request)
      const { authorization, dpop } = request.headers
      const { present, scopes } = await access.checkDevice({ url: `${origin}${request.url}`, method: request.method, authorization, dpop: typeof dpop === 'string' ? dpop : undefined, audience: indicatorOf(origin, resource) })
      if (!scopes.has(scope)) throw new AccessRefused('insufficient_scope', access.nextNonce(), `the token is not for ${scope}`)
      return { ...present, granted: scopes }
    },
  }
}

/** RFC 9449 section 7.1, RFC 6750 section 3.1; everything else is a problem document like all others. */
export function refuseAccess(cause: unknown, reply: FastifyReply) {
  if (!(cause instanceof AccessRefused)) throw cause
  const { code, message, nonce } = cause
  return reply.code(code === 'insufficient_scope' ? 403 : 401).header('dpop-nonce', nonce).header('www-authenticate', `DPoP algs="ES256", error="${code}", error_description="${message}"`).send({ error: code, error_description: message })
}
