/** What machines of agencies call about themselves; other rooms let them in in the same way. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import type { Http } from '../../../kernel/http/http.ts'
import { strict, type Text } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { type Authorization, deviceClient, type Identity, refuseAccess } from '../../identity/index.ts'
import { deviceType } from '../issue/credential-types.ts'
import type { Issuer } from '../issue/issuer.ts'

export const devicePaths = { resource: '/api/devices', self: '/api/devices/self', heartbeat: '/api/devices/heartbeat' } as const

/** Seconds that a token is good for. */
const tokenSeconds = 300

const Self = strict({
  id: Type.String(), client: Type.String({ description: 'Its client_id' }), kind: Type.String(), name: Type.String(), place: Type.String(), agency: Type.String(), scopes: Type.Array(Type.String(), { description: 'Of this token' }),
  registeredAt: Type.String(), keyedAt: Type.Union([Type.String(), Type.Null()]), seenAt: Type.Union([Type.String(), Type.Null()]),
  credentialEndsAt: Type.Union([Type.String(), Type.Null()], { description: 'Of the credential that lasts longest; null where none is valid' }), now: Type.String({ description: 'The platform’s clock' }),
})
const Heartbeat = strict({
  mark: Type.Optional(Type.String({ maxLength: 100, description: 'What the last answer gave' })),
  said: Type.Optional(Type.String({ maxLength: 200, description: 'A line for whoever looks after the device' })),
})
const Heard = strict({ mark: Type.String({ description: 'To be brought next time: a copy of the device is found out by it' }), now: Type.String() })

export function deviceApi({ app }: Http<View>, issuer: Issuer, { devices, authorization }: Pick<Identity, 'devices' | 'authorization'>, meaningOf: (key: string) => Text) {
  addDeviceResource(authorization, meaningOf)
  const route = (method: 'GET' | 'POST', url: string, schema: object, answer: (request: FastifyRequest) => Promise<object>) => {
    app.route({
      method, url, config: { who: 'anyone', kind: 'api', proves: true }, schema: { ...schema, tags: ['devices'] } as never,
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        try {
          const told = await answer(request)
          return await reply.header('dpop-nonce', authorization.access.nextNonce()).header('cache-control', 'no-store').send(told)
        } catch (cause) {
          return refuseAccess(cause, reply)
        }
      },
    })
  }

  route('GET', devicePaths.self, { summary: 'What a device is here: its agency, its place, what its token lets it do, and when its credential ends', response: { 200: Self } }, async (request) => {
    const { id, kind, name, place, agency, granted, registered_at: registered, keyed_at: keyed, seen_at: seen } = await authorization.devices.from(request, 'device.self')
    return {
      id, client: deviceClient(id), kind, name, place, agency, scopes: [...granted], registeredAt: registered.toISOString(), keyedAt: keyed?.toISOString() ?? null, seenAt: seen?.toISOString() ?? null,
      credentialEndsAt: (await credentialEnd(issuer, id))?.toISOString() ?? null, now: new Date().toISOString(),
    }
  })

  route('POST', devicePaths.heartbeat, { summary: 'A sign of life of a device', body: Heartbeat, response: { 200: Heard } }, async (request) => {
    const { id } = await authorization.devices.from(request, 'device.report')
    return { mark: await devices.hear(id, request.body as Static<typeof Heartbeat>), now: new Date().toISOString() }
  })
}

/** What every machine may ask for here, and what its agency may choose. */
export const addDeviceResource = ({ resources }: Authorization, meaningOf: (key: string) => Text) => {
  resources.add({ path: devicePaths.resource, tokenSeconds, scopes: [
    { name: 'device.self', meaning: meaningOf('devices.scope.self'), devices: 'all' }, { name: 'device.report', meaning: meaningOf('devices.scope.report'), devices: 'chosen' },
  ] })
}

/** @returns undefined where none is valid */
export async function credentialEnd(issuer: Issuer, device: string): Promise<Date | undefined> {
  const valid = (await issuer.revoking.deviceHoldings(device)).flatMap(({ parts }) => parts).filter(({ state }) => state === 0)
  return valid.length === 0 ? undefined : new Date(Math.max(...valid.map(({ endsAt }) => endsAt.getTime())))
}

/** The country's machines have an ID. */
export const hasDevices = ({ pack }: Pick<View, 'pack'>) => deviceType(pack) !== undefined
