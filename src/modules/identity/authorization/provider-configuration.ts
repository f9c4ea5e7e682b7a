/** What of oidc-provider is on, and how: the table that an auditor reads. */
import { type Configuration, errors, type Interaction, type KoaContextWithOIDC } from 'oidc-provider'
import type { JWK, JWTHeaderParameters } from 'jose'
import type { Client } from '../../../kernel/config/read-clients.ts'
import { deriveKey } from '../../../kernel/crypto/tokens.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import type { IdentityTables } from '../tables.ts'
import { agentMetadata } from './agents/agent-metadata.ts'
import { createAgentAdapter } from './agents/registered-agents.ts'
import type { Attesters } from './attestation/attesters.ts'
import { accountOf, type AccountFacts, pairwiseName } from './accounts.ts'
import { holdsSecret, isPublic, metadataOf, ownWallet, unregisteredWallet } from './clients.ts'
import { type CompanySource, isCompany } from './companies/companies.ts'
import { createCompanyAdapter } from './companies/company-adapter.ts'
import type { Devices } from '../devices/devices.ts'
import { createDeviceAdapter, deviceOf, keyOfDevice } from './devices/device-clients.ts'
import { onceARequest } from './companies/once-a-request.ts'
import { richRequests } from './companies/rich-requests.ts'
import { fetchListed } from './fetch-listed.ts'
import { resourceIndicators } from './resource-indicators.ts'
import type { Resource, Resources } from './resources.ts'
import { routes } from './protocol-paths.ts'
import { createAdapter, type Store } from './store/adapter.ts'
import { createCodeAdapter, createGrantAdapter, redeemsOffer } from './store/offer-adapters.ts'
import { createReplayAdapter } from './store/replay-adapter.ts'
import { createSessionAdapter, type HereIs } from './store/session-adapter.ts'

export interface ProviderDeps {
  db: RoomDatabase<IdentityTables>
  key: Buffer
  keys: KeyRing
  clients: readonly Client[]
  resources: Resources
  attesters: Pick<Attesters, 'keyOf'>
  companies: CompanySource
  devices: Pick<Devices, 'standing'>
  secure: boolean
  /** Undefined where it is nobody any more. */
  factsOf(account: string): Promise<AccountFacts | undefined>
  hereIs: HereIs
  /** Of a program that names itself by its address; `fetchPublic`, but for tests. */
  fetchDocument(address: string): Promise<Response>
  /** Whether one more such document may be fetched, or one more program registered, for whoever asks from this address. */
  mayAsk(address: string): Promise<boolean>
}

const minute = 60
const day = 24 * 3600

export function configurationOf(deps: ProviderDeps, store: Store, origin: string): Configuration {
  const { key, resources, secure } = deps
  const companies = onceARequest(deps.companies)
  const scopes = ['openid', 'profile', 'employment', 'offline_access', ...resources.all().flatMap(scopesOf)]
  const registered = [...deps.clients, ownWallet(origin)]
  const cookie = { httpOnly: true, sameSite: 'lax' as const, signed: true, secure }
  return {
    adapter: (model) => {
      const plain = createAdapter(store, model)
      switch (model) {
        case 'ReplayDetection': return createReplayAdapter(store.writer, plain)
        case 'PreAuthorizedCode': return createCodeAdapter(store, plain, deriveKey(key, 'transaction codes'))
        case 'Grant': return createGrantAdapter(plain)
        case 'Session': return createSessionAdapter(store.writer, plain, deps.hereIs)
        // Only whoever redeems an offer may be unknown.
        case 'Client': return createDeviceAdapter(createCompanyAdapter(createAgentAdapter(plain, (id) => (redeemsOffer() ? unregisteredWallet(id) : undefined)), companies), deps.devices, resources, redeemsOffer)
        default: return plain
      }
    },
    clients: registered.map(metadataOf), jwks: { keys: signingKeys(deps.keys) as never },
    routes, scopes, claims: { openid: ['sub'], profile: ['name'], employment: ['agency', 'roles'] },
    responseTypes: ['code'], subjectTypes: ['public', 'pairwise'], clientAuthMethods: ['private_key_jwt', 'none', 'attest_jwt_client_auth', ...(registered.some(({ secret }) => secret) ? ['client_secret_basic', 'client_secret_post'] as const : [])],
    enabledJWA: { idTokenSigningAlgValues: ['ES256'], clientAuthSigningAlgValues: ['ES256'], dPoPSigningAlgValues: ['ES256'], attestSigningAlgValues: ['ES256'], userinfoSigningAlgValues: ['ES256'] },
    fetch: fetchListed(deps.clients, (address) => deps.fetchDocument(address)) as never,
    extraClientMetadata: agentMetadata((id) => redeemsOffer() || isCompany(id) || deviceOf(id) !== undefined || registered.some((client) => client.id === id), ['offline_access', ...resources.all().filter(({ agents }) => agents).flatMap(scopesOf)].join(' '), (what) => new errors.InvalidClientMetadata(what)),
    clientDefaults: { token_endpoint_auth_method: 'none', id_token_signed_response_alg: 'ES256', grant_types: ['authorization_code', 'refresh_token'] },
    // A speaker's service sends a challenge where its console is set to; who redeems its codes is proved by its secret all the same.
    pkce: { required: (_ctx, client) => !holdsSecret(client) }, extraParams: { issuer_state: null }, allowOmittingSingleRegisteredRedirectUri: false, acceptQueryParamAccessTokens: false,
    cookies: { keys: [deriveKey(key, 'authorization cookies').toString('base64url')], long: cookie, short: cookie, names: namesOf(secure) },
    ttl: { AccessToken: 5 * minute, ClientCredentials: 5 * minute, AuthorizationCode: minute, PreAuthorizedCode: 10 * minute, IdToken: 10 * minute, Interaction: 30 * minute, Session: 12 * 3600, Grant: 180 * day, RefreshToken: 180 * day, PushedAuthorizationRequest: minute },
    findAccount: async (_ctx, id) => {
      const facts = await deps.factsOf(id)
      return facts && accountOf(id, facts)
    },
    pairwiseIdentifier: (_ctx, account, client) => Promise.resolve(pairwiseName(key, account, client.sectorIdentifier as string | undefined ?? client.clientId)),
    // Wallets ask again for as long as the person lets them; applications end with the session.
    issueRefreshToken: (_ctx, client, source) => Promise.resolve(client.grantTypeAllowed('refresh_token') && (isPublic(client) || holdsSecret(client) || source.scopes.has('offline_access'))),
    expiresWithSession: (_ctx, source) => Promise.resolve(!isPublic(source.client ?? {}) && !holdsSecret(source.client ?? {}) && !source.scopes.has('offline_access')),
    // Whoever holds a secret needs no rotation (OAuth 2.1 section 4.3.1), and a speaker whose answer was lost would lose its person.
    rotateRefreshToken: ({ oidc: { client } }) => !holdsSecret(client ?? {}),
    clientBasedCORS: (_ctx, _origin, client) => isPublic(client),
    // What it was given for is known where it is shown: some credentials are for attested wallets alone.
    extraTokenClaims(ctx: KoaContextWithOIDC) {
      const [attested, deviceKey] = [(ctx.oidc as { clientAttestation?: object }).clientAttestation !== undefined, keyOfDevice(ctx.oidc.client as never)]
      return attested || deviceKey !== undefined ? { ...(attested ? { attested } : {}), ...(deviceKey === undefined ? {} : { deviceKey }) } : undefined
    },
    interactions: { url: (_ctx: KoaContextWithOIDC, { uid }: Interaction) => `/authorize/${uid}` },
    // What a person sees of it is a page of ours.
    renderError: (ctx, { error }) => { ctx.redirect(`/authorize/refused?reason=${encodeURIComponent(error)}`) },
    features: {
      // Who leaves the portal leaves every application: there is no other way out.
      devInteractions: { enabled: false }, userinfo: { enabled: true }, revocation: { enabled: true }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      // Every client of the operator must (its metadata say so); programs that name themselves do not know how.
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: false },
      registration: { enabled: true, initialAccessToken: false, issueRegistrationAccessToken: false },
      clientIdMetadataDocument: { enabled: true, ack: 'draft-02', cacheDuration: { min: 60, max: 3_600 }, allowFetch: (ctx: KoaContextWithOIDC) => deps.mayAsk(ctx.ip) },
      dPoP: { enabled: true, nonceSecret: deriveKey(key, 'dpop nonces'), requireNonce: () => true },
      // A wallet of whatever kind may bring its provider's word; those that are registered so must.
      attestClientAuth: {
        enabled: true, ack: 'draft-12', additionalSecuritySignal: 'optional', challengeSecret: deriveKey(key, 'attestation challenges'),
        getAttestationSignaturePublicKey: (_ctx: KoaContextWithOIDC, header: JWTHeaderParameters, _payload: unknown, client: { clientId: string }) => deps.attesters.keyOf(header, client),
      },
      resourceIndicators: resourceIndicators(origin, resources),
      richAuthorizationRequests: richRequests(companies),
      fapi: { enabled: true, profile: (_ctx: KoaContextWithOIDC, client: { clientId: string } | undefined) => (isCompany(client?.clientId) ? '2.0' : undefined) },
      // Of the library's issuer only the grant of pre-authorized codes is used: its credential endpoint is not reachable.
      openid4vci: {
        enabled: true, ack: 'experimental-01', preAuthorizedCodeGrant: true, nonceSecret: deriveKey(key, 'unreachable'), metadata: {},
        credentialConfigurationsSupported: { none: { format: 'none' } },
      },
    } as unknown as NonNullable<Configuration['features']>,
  }
}

const scopesOf = ({ scopes }: Resource) => scopes.map(({ name }) => name)

/** `__Host-` binds a cookie to this very host; those of an interaction have paths of their own, which that prefix forbids. */
const namesOf = (secure: boolean) => ({ session: secure ? '__Host-maru-authorization' : 'maru-authorization', interaction: 'maru-interaction', resume: 'maru-resume' })

/** What signs comes first; what signed stays known. */
function signingKeys(keys: KeyRing): JWK[] {
  const current = keys.current('authorization')
  return [current, ...keys.published('authorization').filter(({ kid }) => kid !== current.kid)].map(({ jwk }) => ({ ...jwk, alg: 'ES256', use: 'sig' }))
}
