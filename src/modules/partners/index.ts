/** Companies that people may let have their data: registered, tried out with fictitious people, approved, limited, cut off. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Database } from '../../kernel/db/database.ts'
import { reachOf } from '../../kernel/http/may-call.ts'
import type { KeyRing } from '../../kernel/keys/key-ring.ts'
import type { CompanyNotice, CompanyNoticeRow, CompanyStanding, Exchange } from '../exchange/index.ts'
import type { Identity } from '../identity/index.ts'
import { readDetail } from './authorise/details.ts'
import { bundlePath, bundleScope } from './bundle/bundle-paths.ts'
import { claimsOf, signClaims } from './notices/event-token.ts'
import { push } from './notices/push.ts'
import { createTrials, type Trial, type Trials } from './notices/trials.ts'
import { createRegistry, type Partner, type Registry } from './registry/partners.ts'
import type { PartnersTables } from './tables.ts'

export { CompanyChanged } from './contract.ts'

export interface PartnersDeps {
  database: Database
  pack: Pack
  identity: Identity
  exchange: Exchange
  clock: Clock
  /** What signs the notices: the same key as tokens, which companies know. */
  keys: KeyRing
  /** Names that are on this machine: where companies are tried out in a demonstration. */
  inside: readonly string[]
}

/** What a company was told. */
export interface ToldTo { notices: CompanyNoticeRow[]; standing: CompanyStanding | undefined; trial: Trial | undefined }

export interface Partners extends Registry {
  readonly pack: Pack
  readonly identity: Identity
  readonly exchange: Exchange
  readonly trials: Trials
  readonly inside: readonly string[]
  /** Those that a company signs with, and replaced ones that still open. */
  keysOf(partner: Partner): Partner['keys']
  toldTo(company: string): Promise<ToldTo>
  /** The legal day. */
  today(): string
  /** Nobody of this name exists: a company in the sandbox may see such people alone. */
  isFictitious(person: string): boolean
  /** Whether this company may be shown data of this person as it stands now. */
  mayShow(partner: Partner, person: string): boolean
}

/** Those it has registered, and those that it has replaced a moment ago. */
const keysNow = ({ keys, oldKeys }: Partner): Partner['keys'] => ('jwks' in keys && oldKeys ? { jwks: { keys: [...keys.jwks.keys, ...oldKeys.keys] } } : keys)

export function createPartners({ database, pack, identity, exchange, clock, keys, inside }: PartnersDeps): Partners {
  const db = database.room<PartnersTables>('partners')
  const registry = createRegistry(db)
  const isFictitious = (person: string) => identity.demonstration?.nameOf(person) !== undefined
  const { authorization } = identity
  authorization.resources.add({ path: bundlePath, tokenSeconds: 300, scopes: [{ name: bundleScope, meaning: {} }] })
  authorization.companies.keptBy({
    async find(id) {
      const partner = await registry.find(id)
      return partner && partner.standing !== 'cut-off' ? { ...partner, keys: keysNow(partner), demandDetail(detail) { readDetail(pack, partner, detail) } } : undefined
    },
  })
  const claimsFor = (partner: Partner, notice: CompanyNotice) => claimsOf({ issuer: partner.notices?.issuer ?? '', subject: authorization.companies.nameOf(notice.person, partner) }, notice)
  const pushTo = async ({ notices }: Partner, claims: string) => {
    if (notices === null) throw new Error('it has named no address')
    await push(notices.address, await signClaims(keys, claims), reachOf(new URL(notices.address).hostname, inside))
  }
  exchange.companies.keptBy({
    async find(id) {
      const partner = await registry.find(id)
      return partner?.notices ? { claimsOf: (notice) => claimsFor(partner, notice), push: (claims) => pushTo(partner, claims) } : undefined
    },
  })
  const trials = createTrials({ db, claimsOf: claimsFor, push: pushTo })
  return {
    ...registry, pack, identity, exchange, isFictitious, trials, inside, keysOf: keysNow,
    toldTo: async (company) => ({ notices: await exchange.companies.list(company), standing: (await exchange.companies.standings(company))[0], trial: await trials.newest(company) }),
    today: () => clock.today().toString(),
    mayShow: ({ standing }, person) => standing === 'production' || (standing === 'sandbox' && isFictitious(person)),
  }
}
