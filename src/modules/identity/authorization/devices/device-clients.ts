/**
 * Machines of agencies as clients: each proves by its own key who it is (RFC 7523) and what it holds (RFC 9449), and gets tokens for itself alone (RFC 6749 section 4.4).
 * Asked for at each request: one that is held or over is unknown with its next call.
 */
import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider'
import type { Device } from '../../devices/device.ts'
import type { Devices } from '../../devices/devices.ts'
import type { Resources } from '../resources.ts'

const prefix = 'device-'

export const deviceClient = (id: string) => `${prefix}${id}`

/** @returns which it is; nobody else is called so */
export const deviceOf = (client: unknown): string | undefined => (typeof client === 'string' && /^device-[0-9a-f-]{36}$/.test(client) ? client.slice(prefix.length) : undefined)

/** What it may ask for at all. */
export const scopesOfDevice = ({ scopes }: Pick<Device, 'scopes'>, resources: Pick<Resources, 'ofDevices'>) => {
  const chosen = resources.ofDevices('chosen').map(({ name }) => name)
  return [...resources.ofDevices('all').map(({ name }) => name), ...scopes.filter((name) => chosen.includes(name))]
}

/** @param redeems whether this request redeems a code: that opens by itself, also to a machine that has lost its key */
export const createDeviceAdapter = (others: Adapter, devices: Pick<Devices, 'standing'>, resources: Pick<Resources, 'ofDevices'>, redeems: () => boolean): Adapter => ({
  ...others,
  async find(client) {
    const id = deviceOf(client)
    if (id === undefined || redeems()) return others.find(client)
    const device = await devices.standing(id)
    return device?.status === 'active' ? metadataOf(device, scopesOfDevice(device, resources)) as AdapterPayload : undefined
  },
})

const metadataOf = ({ id, key, key_thumbprint: kid }: Device, scopes: readonly string[]): ClientMetadata => ({
  client_id: deviceClient(id), redirect_uris: [], response_types: [], grant_types: ['client_credentials'], scope: scopes.join(' '), dpop_bound_access_tokens: true,
  token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256', id_token_signed_response_alg: 'ES256', jwks: { keys: [{ ...key, kid: kid! }] } as never,
})

/** Which key the client has proven with: its tokens end with it. */
export const keyOfDevice = (client: { clientId: string; jwks?: { keys: { kid?: string }[] } | undefined } | undefined) => (deviceOf(client?.clientId) === undefined ? undefined : client?.jwks?.keys[0]?.kid)
