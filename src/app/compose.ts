/** The only file that knows every room: who gets what from whom. A missing dependency is a compile error. */
import type { FastifyRequest } from 'fastify'
import type { Outbox } from '../../demo/outbox/start-outbox.ts'
import { everyName, namedPeople } from '../../demo/population/named-people.ts'
import { countryOf } from '../../packages/pack-kit/country-of.ts'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import { type Clock, systemClock } from '../kernel/clock/clock.ts'
import type { Client } from '../kernel/config/read-clients.ts'
import type { Court } from '../kernel/config/read-court.ts'
import type { BankSettings } from '../kernel/config/read-bank.ts'
import type { ChannelSettings } from '../kernel/config/read-channels.ts'
import type { ModelSettings } from '../kernel/config/read-model.ts'
import type { NationalSettings } from '../kernel/config/read-national-sign-in.ts'
import type { KeysFile, RegisterAddress } from '../kernel/config/read-registers.ts'
import type { Secrets } from '../kernel/config/read-secrets.ts'
import { deriveKey } from '../kernel/crypto/tokens.ts'
import type { Database } from '../kernel/db/database.ts'
import { createEvents } from '../kernel/events/events.ts'
import { createJobs } from '../kernel/events/jobs.ts'
import { createHttp } from '../kernel/http/http.ts'
import type { Reach } from '../kernel/http/call-outside.ts'
import { countStrikes, limitRate, type RateLimits } from '../kernel/http/limit-rate.ts'
import { observe } from '../kernel/http/observe.ts'
import type { Principal } from '../kernel/http/principal.ts'
import type { KeyRing } from '../kernel/keys/key-ring.ts'
import { newKeyRing } from '../kernel/keys/new-key-ring.ts'
import type { Log } from '../kernel/log/log.ts'
import { serveTiles } from '../kernel/transparency/serve-tiles.ts'
import { createTransparency } from '../kernel/transparency/transparency.ts'
import type { Policy } from '../kernel/transparency/note/policy.ts'
import type { StampAuthority } from '../kernel/transparency/stamp/authority.ts'
import { measureStamps } from '../kernel/transparency/stamp/measure-stamps.ts'
import { createAssistant, openConversations, openServerVoice, speakerClients, type Surroundings } from '../modules/assistant/index.ts'
import { assistantRoutes } from '../modules/assistant/routes.ts'
import { createCases } from '../modules/cases/index.ts'
import { casesRoutes } from '../modules/cases/routes.ts'
import { createCatalogue, openEditions } from '../modules/catalogue/index.ts'
import { catalogueRoutes } from '../modules/catalogue/routes.ts'
import { createCredentials, type TrustedNow } from '../modules/credentials/index.ts'
import { credentialsRoutes } from '../modules/credentials/routes.ts'
import { createExchange, measureOverdue } from '../modules/exchange/index.ts'
import { exchangeRoutes } from '../modules/exchange/routes.ts'
import { createIdentity, measureTwice } from '../modules/identity/index.ts'
import { identityRoutes } from '../modules/identity/routes.ts'
import { createNotices, createPasses, openChannels, postPaper, readChildrenNames } from '../modules/notices/index.ts'
import { noticesRoutes } from '../modules/notices/routes.ts'
import { createPartners } from '../modules/partners/index.ts'
import { partnersRoutes } from '../modules/partners/routes.ts'
import { createPayments, openBank } from '../modules/payments/index.ts'
import { paymentsRoutes } from '../modules/payments/routes.ts'
import { createPrograms } from '../modules/programs/index.ts'
import { programsRoutes } from '../modules/programs/routes.ts'
import { createRules, statedInWords } from '../modules/rules/index.ts'
import { rulesRoutes } from '../modules/rules/routes.ts'
import { createSearch, keepPieces, type SearchTables } from '../modules/search/index.ts'
import { createWallet } from '../modules/wallet/index.ts'
import { walletRoutes } from '../modules/wallet/routes.ts'
import { createViews } from '../web/make-view.ts'
import { faultPresenter } from '../web/pages/fault-page.tsx'
import { webRoutes } from '../web/routes.ts'
import type { View } from '../web/view.ts'
import { createWordings } from '../web/wordings.ts'
import { fictitiousPeople } from './fictitious-people.ts'
import { comingDuties } from './coming-duties.ts'
import { comingPayments } from './coming-payments.ts'
import { moneyToDo } from './money-to-do.ts'
import { forYou } from './for-you.ts'
import { ownFacts } from './own-facts.ts'
import { outboxRoutes } from './outbox-routes.ts'

export interface House {
  pack: Pack
  database: Database
  secrets: Secrets
  registers: Record<string, RegisterAddress>
  /** Public keys of the agencies that ask by programs of their own. */
  requesters?: readonly KeysFile[]
  channels?: ChannelSettings
  /** Where agencies pay from. */
  bank?: BankSettings | undefined
  /** A language model that may propose commands and wording. */
  model?: ModelSettings | undefined
  /** Program that reads answers aloud. */
  speech?: string | undefined
  /** The country's own sign-in. */
  national?: NationalSettings | undefined
  /** Names of agencies' receivers in their own net. */
  programHosts?: readonly string[]
  /** What stands around the channels on which people ask; for tests. */
  conversations?: Surroundings
  /** Where the demonstration's messages arrive. */
  outbox?: Outbox | undefined
  log: Log
  demonstration: boolean
  /** Public origin; absent in the demonstration. */
  address: string | undefined
  /** Where the portal is reached, for links in messages; the public address where there is one. */
  origin?: string
  trustProxy: boolean | string[]
  /** Witnesses over the transparency logs, and how many are enough. */
  witnesses?: Policy
  /** Foreign issuers that are believed now. */
  trusted?: TrustedNow
  /** The file that they stand in, for the officials who keep it. */
  trustedFile?: { path: string; reach?: Reach }
  /** Whose orders keep a look of an inquiry sealed for longer. */
  court?: Court | undefined
  /** Of the logs, where it is not the machine's; for tests. */
  logClock?: Clock
  /** Time-stamp authorities over what the logs publish. */
  authorities?: readonly StampAuthority[]
  version: string
  clock?: Clock
  /** What signs for the world; drawn for this process alone where none is given. */
  keys?: KeyRing
  /** Agencies' applications and wallets. */
  clients?: readonly Client[]
  /** How the document of a program that names itself by its address is fetched; from the open internet alone when absent. */
  fetchDocument?: (address: string) => Promise<Response>
  /** Others than for a public house; for tests, whose visitors all come from one address. */
  limits?: RateLimits
}

/** What the transparency logs are named after, and which there are. */
export const logHost = (pack: Pick<Pack, 'id'>, address: string | undefined) => (address ? new URL(address).host : `${pack.id}.example`)
export const logNames = ['access', 'requests'] as const

/** Requests a minute. A family at one address, or a ministry behind one, must fit; a flood must not. */
const limits = { anyone: 600, signedIn: 600 }
const attempts = 20

export async function compose(house: House) {
  const { database, secrets, log, demonstration, address } = house
  const editions = await openEditions(database, house.pack, log)
  // From here on nobody has another: what a service is made of moves with what its owners publish.
  const { pack } = editions
  const clock = house.clock ?? systemClock(pack.timeZone)
  const key = (use: string) => deriveKey(secrets.secret, use)
  const keys = house.keys ?? await newKeyRing({ host: 'localhost', country: countryOf(pack) })
  const events = createEvents()
  const jobs = createJobs(database.pool, events, log)

  const wordingIn = createWordings(pack, (language, message) => log.warn({ language, message }, 'text is missing'))

  const channels = openChannels(house.channels ?? {})
  const origin = address ?? house.origin ?? ''
  const search = createSearch(keepPieces(database.room<SearchTables>('search'), () => clock.today()))
  const rules = createRules(pack, { issuer: address ?? pack.id, key: secrets.signingKey })
  const catalogue = createCatalogue({ database, pack, editions, clock, search, log })
  const identity = createIdentity({ database, pack, clock, askOwn: (request) => exchange.askOwnData({ ...request, caseId: null }), key: key('identity'), secure: address !== undefined, demonstration: demonstration ? fictitious(pack) : null, national: house.national,
    letters: { post: postPaper(channels), askAbout: (request) => exchange.askAbout({ ...request, caseId: null }), residents: (purpose, after, limit) => exchange.residents(purpose, after, limit), askPeople: (sweep) => exchange.askPeople(sweep), languageOf: async (person, fallback) => (await notices.preference(person, fallback)).language, wordingIn, origin, demonstration, log },
    authorization: { keys, clients: [...house.clients ?? [], ...speakerClients(house.channels?.conversations ?? {}, (text) => Object.fromEntries(pack.languages.map(({ tag }) => [tag, wordingIn(tag).t(text)])))], log, jobs, address, ...(house.fetchDocument ? { fetchDocument: house.fetchDocument } : {}) } })
  // Its entries carry the database's time: a clock that is set for a rehearsal has no say in it.
  const transparency = createTransparency({
    database, clock: house.logClock ?? systemClock(pack.timeZone), logger: log, host: logHost(pack, address), secret: secrets.secret,
    ...(house.witnesses ? { policy: house.witnesses } : {}), ...(house.authorities ? { authorities: house.authorities } : {}),
  })
  const exchange = createExchange({ database, pack, clock, log, accessLog: transparency.log(logNames[0], 'exchange'), addressOf: (register) => house.registers[register], requesters: house.requesters ?? [], court: house.court, jobs })
  const partners = createPartners({ database, pack, identity, exchange, clock, keys, inside: demonstration ? ['localhost'] : [] })
  const publicLog = transparency.log(logNames[1], 'credentials')
  const credentials = createCredentials({ database, pack, clock, wordingIn, signingKey: secrets.signingKey, address, demonstration, issuing: { keys, key: key('credentials'), log, jobs, authorization: identity.authorization, exchange, events, mandates: identity.mandates, officials: identity, devices: identity.devices },
    publicLog, ...(house.trusted ? { trusted: house.trusted } : {}), ...(house.trustedFile ? { trustedFile: house.trustedFile } : {}), history: { secret: key('history'), policy: transparency.policy }, presenting: { key: key('presentations') } })
  const colleagues = async (agency: string) => (await identity.team(agency)).filter(({ left_at, roles }) => left_at === null && roles.includes('caseworker'))
  const died = async (person: string) => {
    await identity.mandates.died(person)
    await payments.died(person)
    await credentials.issuer?.revoking.died(person)
  }
  const cases = createCases({ database, pack, editions, clock, events, jobs, rules, exchange, credentials, colleagues, died, mandates: identity.mandates, wordingIn, log, demonstration, key: key('cases') })
  const programs = createPrograms({ database, clock, events, jobs, cases, key: key('programs'), inside: house.programHosts ?? (demonstration ? ['localhost'] : []) })
  const payments = createPayments({ database, pack, clock, events, jobs, cases, bank: openBank(house.bank, pack) })

  const notices = createNotices({ database, pack, clock, events, jobs, log, channels, wordingIn, origin, key: key('notices'), print: cases.letters.print })

  const passes = createPasses({ database, pack, clock, exchange, jobs })
  const assistant = createAssistant({ database, pack, clock, events, log, search, catalogue, rules, wordingIn, origin, key: key('assistant'), model: house.model })

  const wallet = createWallet({ pack, wordingIn, demonstration, logPolicy: () => publicLog.policy() })

  const makeView = createViews({ pack, wordingIn, demonstration })
  /** What a page's frame says beside its own matter. */
  const known = new WeakMap<FastifyRequest, { unread?: number; copied?: readonly string[] }>()
  const authenticate = async (request: FastifyRequest): Promise<Principal> => {
    // A key opens what programs use, and no page.
    const program = request.routeOptions.config.kind === 'api' ? await programs.enter(request.headers.authorization) : undefined
    const principal = program ?? await identity.authenticate(request)
    if (request.routeOptions.config.kind === 'page') {
      if (principal.kind === 'resident') known.set(request, { unread: await notices.unread(principal.person) })
      if (principal.kind === 'official' && principal.roles.includes('administrator')) known.set(request, { copied: await identity.devices.twice(principal.agency) })
    }
    return principal
  }
  const http = await createHttp<View>({
    title: `Maru, ${pack.id}`, version: house.version, log, address, trustProxy: house.trustProxy, csrfKey: key('csrf'), authenticate, represent: identity.represent, limit: limitRate(house.limits ?? limits), strikes: countStrikes((house.limits ?? limits).anyone),
    makeView: (request, principal, csrf) => makeView(request, principal, csrf, known.get(request)), faults: faultPresenter,
  })
  const limitSignIn = limitRate({ anyone: attempts, signedIn: attempts })
  http.app.addHook('onClose', () => search.close())
  observe(http.app, database.pool, [{ name: 'keys', check: () => keys.ready() }], [...measureStamps(transparency), measureOverdue(exchange.overdue), measureTwice(identity.devices.allTwice)])
  webRoutes(http, { forYou: forYou(cases, notices) })
  rulesRoutes(http, { rules, clock, own: ownFacts(pack, exchange, clock) })
  catalogueRoutes(http, { catalogue, editions, clock, address, wordingIn, stated: (service, wording) => { const text = rules.stated(service, clock.today().toString()); return text && statedInWords(wording, text) } })
  const limitAttempts = (request: FastifyRequest) => (demonstration ? Promise.resolve() : limitSignIn(request, { kind: 'anyone' }))
  identityRoutes(http, { identity, address, limitAttempts, today: () => clock.today() })
  exchangeRoutes(http, exchange, { representatives: identity.mandates.namesOf, visits: cases.counter.lookers, address })
  partnersRoutes(http, partners)
  credentialsRoutes(http, credentials, { identity, address, limitAttempts, pack, clock, wordingIn, demonstration })
  serveTiles(http.app, transparency)
  casesRoutes(http, { cases, clock, wordingIn, demonstration, address, coming: async (person) => [...await comingPayments(payments, pack)(person), ...await comingDuties(notices)(person)], money: moneyToDo(payments), versions: catalogue.versions, fictitious: fictitiousPeople(pack, clock), spend: identity.mandates.spend, edition: () => editions.current })
  programsRoutes(http, programs)
  paymentsRoutes(http, payments)
  noticesRoutes(http, notices, { limitAttempts, pushKey: house.channels?.push?.publicKey, passes, today: () => clock.today().toString(), childrenNames: (person, of) => readChildrenNames({ exchange, pack }, person, of) })
  assistantRoutes(http, { assistant, voice: house.speech === undefined ? undefined : await openServerVoice(house.speech, log), cases, notices, exchange, wordingIn, origin, channels: openConversations(house.channels?.conversations ?? {}, channels, house.conversations), programs: { authorization: identity.authorization, address, log, catalogue, rules, credentials, languages: pack.languages, defaultLanguage: pack.defaultLanguage, today: () => clock.today().toString(), stateKey: key('assistant programs') } })
  walletRoutes(http, wallet, identity.authorization)
  const { outbox } = house
  if (outbox) outboxRoutes(http, outbox, async (person) => ({ addresses: (await notices.contacts(person)).map(({ address }) => address), letters: await identity.letters?.of(person) ?? [] }))
  const close = async () => {
    editions.close()
    await exchange.close()
    await transparency.stop()
    for (const channel of Object.values(channels)) channel.close()
  }
  return { http, jobs, identity, exchange, credentials, catalogue, editions, notices, passes, cases, payments, wallet, pack, clock, close }
}

function fictitious(pack: Pack) {
  const names = everyName(pack.folder)
  return { people: namedPeople(pack.folder), nameOf: (id: string) => names.get(id) }
}
