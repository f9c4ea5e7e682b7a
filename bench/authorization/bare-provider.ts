/**
 * The peer: `oidc-provider` and nothing else, with its own store in memory, the client and the settings of ours that the protocol sees. The
 * person agrees at once. First word: the client and its resource, as JSON.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider, type Configuration } from 'oidc-provider'
// @ts-expect-error the library has no types for what it keeps in memory
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js'
// @ts-expect-error as above
import LRU from 'oidc-provider/lib/helpers/lru.js'
import type { BareClient } from './client.ts'

const { port, client, details, scope, resourcePath } = JSON.parse(process.argv[2]!) as BareClient & { port: number }
const origin = `http://localhost:${port}`
const { privateKey } = await generateKeyPair('ES256', { extractable: true })

/** Its own store forgets the oldest of a thousand things; a batch has more of them at once. */
const store: unknown = new LRU({ maxSize: 50_000 })

const provider = new Provider(origin, {
  adapter: (model) => new MemoryAdapter(model, store),
  clients: [{ ...client, authorization_details_types: [details[0]!.type] }] as never,
  jwks: { keys: [{ ...await exportJWK(privateKey), kid: 'k', alg: 'ES256', use: 'sig' }] } as never,
  routes: { authorization: '/oidc/authorize', token: '/oidc/token', pushed_authorization_request: '/oidc/par' },
  scopes: ['openid', 'offline_access', scope], responseTypes: ['code'], subjectTypes: ['public', 'pairwise'], clientAuthMethods: ['private_key_jwt', 'none'],
  enabledJWA: { idTokenSigningAlgValues: ['ES256'], clientAuthSigningAlgValues: ['ES256'], dPoPSigningAlgValues: ['ES256'] },
  pkce: { required: () => true }, cookies: { keys: ['of the bench'] }, pairwiseIdentifier: (_ctx, account, { clientId }) => Promise.resolve(`${account} ${clientId}`),
  ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 600, Interaction: 1_800, Session: 43_200, Grant: 15_552_000, PushedAuthorizationRequest: 60 },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  features: {
    devInteractions: { enabled: false }, pushedAuthorizationRequests: { enabled: true }, dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 1), requireNonce: () => true },
    fapi: { enabled: true, profile: '2.0' },
    resourceIndicators: {
      enabled: true, defaultResource: () => `${origin}${resourcePath}`, useGrantedResource: () => true,
      getResourceServerInfo: (_ctx: unknown, indicator: string) => ({ scope, audience: indicator, accessTokenTTL: 300, accessTokenFormat: 'opaque' }),
    },
    richAuthorizationRequests: {
      enabled: true, types: { [details[0]!.type]: { validate: () => undefined } },
      authorizationDetailsForGrantSource: (ctx: Granted) => ctx.oidc.entities.Grant?.rar, authorizationDetailsForAccessToken: (_ctx: unknown, _token: unknown, { rar }: { rar?: object[] }) => rar,
    },
  } as unknown as NonNullable<Configuration['features']>,
})

interface Granted { oidc: { entities: { Grant?: { rar?: object[] } } } }

const protocol = provider.callback()
const server = createServer((request, response) => {
  const uid = /^\/interaction\/([\w-]+)$/.exec(request.url!)?.[1]
  if (uid === undefined) void protocol(request, response)
  else void agree(request, response)
})

async function agree(...[request, response]: Parameters<typeof provider.interactionFinished> extends [infer Q, infer R, ...unknown[]] ? [Q, R] : never) {
  const { params } = await provider.interactionDetails(request, response)
  const grant = new provider.Grant({ accountId: 'somebody', clientId: String(params['client_id']) })
  grant.addOIDCScope(String(params['scope']))
  grant.addResourceScope(`${origin}${resourcePath}`, scope)
  for (const detail of JSON.parse(String(params['authorization_details'])) as object[]) (grant as typeof grant & { addRar(detail: object): void }).addRar(detail)
  await provider.interactionFinished(request, response, { login: { accountId: 'somebody', remember: false }, consent: { grantId: await grant.save() } })
}

// As long as ours: a lane that rests between two batches is not closed under the next request.
server.keepAliveTimeout = 72_000
server.listen(port, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.once('disconnect', () => process.exit())
