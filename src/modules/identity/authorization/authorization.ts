/**
 * The authorization server (OAuth 2.0, OpenID Connect): the certified library does the protocol, this room says who is
 * here, what clients there are and what they may be let into. Other rooms add their resources and check their callers here.
 */
import type { FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import type { Client } from '../../../kernel/config/read-clients.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Jobs } from '../../../kernel/events/jobs.ts'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { IdentityTables } from '../tables.ts'
import { accountId, type AccountName } from './accounts.ts'
import { type Attesters, createAttesters } from './attestation/attesters.ts'
import { type Consents, createConsents } from './agents/consents.ts'
import { fetchPublic } from './agents/fetch-public.ts'
import { limitAsking } from './agents/limit-asking.ts'
import { type Companies, createCompanies } from './companies/companies.ts'
import { type CompanyRequests, createCompanyRequests } from './companies/company-requests.ts'
import { ownWalletName } from './clients.ts'
import { createAccessCheck, type AccessCheck } from './access/check-access.ts'
import { type BearerCheck, createBearerCheck } from './access/check-bearer.ts'
import { createDeviceCheck, type DeviceCheck, findDeviceToken } from './access/check-device.ts'
import { fitsIssuerState, issuerStateFor } from './issuer-state.ts'
import { openProviders } from './open-providers.ts'
import { preAuthorize, type PreAuthorization, type PreAuthorized } from './pre-authorize.ts'
import type { ProviderDeps } from './provider-configuration.ts'
import { createResources, type Resources } from './resources.ts'
import { endSessionsWithClients, tellClients } from './logout.ts'
import { endPerson, revokeAccount } from './revoke-account.ts'

export interface AuthorizationDeps extends Pick<ProviderDeps, 'devices' | 'factsOf' | 'hereIs' | 'secure'> {
  pack: Pack
  db: RoomDatabase<IdentityTables>
  key: Buffer
  keys: KeyRing
  clients: readonly Client[]
  log: Pick<Log, 'warn'>
  jobs: Jobs
  /** What was believed of sessions is asked again. */
  forgetSessions(): void
  /** Public origin; absent in the demonstration, where each request's own counts. */
  address: string | undefined
  /** How the document of a program that names itself is fetched; from the open internet alone when absent. */
  fetchDocument?: (address: string) => Promise<Response>
}

export interface Authorization {
  readonly resources: Resources
  readonly clients: readonly Client[]
  /** The origin by which this request reached the platform. */
  originOf(request: FastifyRequest): string
  providerAt(origin: string): Promise<Provider>
  /** A code that lets whoever holds it ask for these scopes on a person's behalf, once. */
  preAuthorize(origin: string, request: PreAuthorization): Promise<PreAuthorized>
  /** For an offer that names whom it is for and lets in nobody: its `issuer_state`. */
  issuerState(holder: AccountName, seconds: number): string
  /** Whether a request came with an offer for this account, or with none. */
  isOfferFor(account: string, issuerState: unknown): boolean
  /** A document at an address that a client has named: from the open internet alone, small and soon. */
  fetchDocument(address: string): Promise<Response>
  readonly attesters: Attesters
  readonly access: AccessCheck
  readonly bearer: BearerCheck
  /** Who of the agencies' machines calls. */
  readonly devices: DeviceCheck
  readonly consents: Consents
  readonly companies: Companies
  readonly companyRequests: CompanyRequests
  /** Counts an attempt to be known here. @returns whether there were not too many from this address */
  mayAsk(address: string): Promise<boolean>
  /** Ends what a portal session began with clients, and tells those that want to know (OpenID Connect Back-Channel Logout). */
  endSessions(origin: string, portalSession: string): Promise<void>
  /** Ends every grant, code, token and session of an account with clients. */
  revokeAccount(account: string): Promise<void>
  /** A resident is let in nowhere any more by what was given until then: no wallet, no program, no browser that is signed in. */
  endPerson(person: string, before: Date): Promise<void>
}

export function createAuthorization({ address, log, jobs, fetchDocument = (url) => fetchPublic(url), ...deps }: AuthorizationDeps): Authorization {
  const { db, keys, key, clients } = deps
  const resources = createResources()
  const mayAsk = limitAsking()
  const companies = createCompanies(key)
  const attesters = createAttesters(keys, clients, ownWalletName)
  const providers = openProviders({ ...deps, resources, companies, attesters, fetchDocument, mayAsk }, keys, log)
  const access = createAccessCheck(db, key, findDeviceToken(db, () => deps.pack))
  const originOf = (request: FastifyRequest) => address ?? `${request.protocol}://${request.host}`
  const providerAt = (origin: string) => providers.at(origin)
  jobs.define(tellClients.job, async (told) => tellClients.run(await providers.at(told.origin), told))
  return {
    resources, clients, attesters, originOf, providerAt, fetchDocument, companies, companyRequests: createCompanyRequests({ companies, resources, originOf, providerAt }),
    preAuthorize: async (origin, request) => preAuthorize(await providers.at(origin), resources, origin, request),
    issuerState: (holder, seconds) => issuerStateFor(key, accountId(holder), seconds),
    isOfferFor: (account, issuerState) => fitsIssuerState(key, issuerState, account),
    access, devices: createDeviceCheck(access, resources, originOf),
    bearer: createBearerCheck(db),
    consents: createConsents(db), mayAsk,
    endSessions: (origin, portalSession) => endSessionsWithClients(db, clients, origin, portalSession),
    revokeAccount: (account) => revokeAccount(db, account),
    async endPerson(person, before) {
      await endPerson(db, person, before)
      deps.forgetSessions()
    },
  }
}
