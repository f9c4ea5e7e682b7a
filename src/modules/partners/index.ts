/** Companies that people may let have their data: registered, tried out with fictitious people, approved, limited, cut off. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Exchange } from '../exchange/index.ts'
import type { Identity } from '../identity/index.ts'
import { readDetail } from './authorise/details.ts'
import { bundlePath, bundleScope } from './bundle/bundle-paths.ts'
import { createRegistry, type Partner, type Registry } from './registry/partners.ts'
import type { PartnersTables } from './tables.ts'

export { CompanyChanged } from './contract.ts'

export interface PartnersDeps {
  database: Database
  pack: Pack
  identity: Identity
  exchange: Exchange
  clock: Clock
}

export interface Partners extends Registry {
  readonly pack: Pack
  readonly identity: Identity
  readonly exchange: Exchange
  /** The legal day. */
  today(): string
  /** Nobody of this name exists: a company in the sandbox may see such people alone. */
  isFictitious(person: string): boolean
  /** Whether this company may be shown data of this person as it stands now. */
  mayShow(partner: Partner, person: string): boolean
}

/** Those it has registered, and those that it has replaced a moment ago. */
const keysNow = ({ keys, oldKeys }: Partner): Partner['keys'] => ('jwks' in keys && oldKeys ? { jwks: { keys: [...keys.jwks.keys, ...oldKeys.keys] } } : keys)

export function createPartners({ database, pack, identity, exchange, clock }: PartnersDeps): Partners {
  const registry = createRegistry(database.room<PartnersTables>('partners'))
  const isFictitious = (person: string) => identity.demonstration?.nameOf(person) !== undefined
  const { authorization } = identity
  authorization.resources.add({ path: bundlePath, tokenSeconds: 300, scopes: [{ name: bundleScope, meaning: {} }] })
  authorization.companies.keptBy({
    async find(id) {
      const partner = await registry.find(id)
      return partner && partner.standing !== 'cut-off' ? { ...partner, keys: keysNow(partner), demandDetail(detail) { readDetail(pack, partner, detail) } } : undefined
    },
  })
  return {
    ...registry, pack, identity, exchange, isFictitious, today: () => clock.today().toString(),
    mayShow: ({ standing }, person) => standing === 'production' || (standing === 'sandbox' && isFictitious(person)),
  }
}
