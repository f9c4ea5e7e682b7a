/**
 * The library's server, made at the first request that wants it: at most one where the public address is known, one for
 * each way of reaching the demonstration. Its state is in the database, so that a new key simply makes a new server.
 */
import type { EventEmitter } from 'node:events'
import type { Provider } from 'oidc-provider'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import type { Log } from '../../../kernel/log/log.ts'
import { companyDetail } from './companies/companies.ts'
import type { ProviderDeps } from './provider-configuration.ts'

export interface Providers { at(origin: string): Promise<Provider> }

/** Names that one demonstration is reached by. */
const most = 4

export function openProviders(deps: ProviderDeps, keys: KeyRing, log: Pick<Log, 'warn'>): Providers {
  const opened = new Map<string, { version: number; provider: Promise<Provider> }>()
  return {
    at(origin) {
      const version = keys.version()
      const known = opened.get(origin)
      if (known?.version === version) return known.provider
      if (opened.size >= most) opened.delete(opened.keys().next().value!)
      const provider = open(deps, origin, log)
      opened.set(origin, { version, provider })
      provider.catch(() => opened.delete(origin))
      return provider
    },
  }
}

async function open(deps: ProviderDeps, origin: string, log: Pick<Log, 'warn'>): Promise<Provider> {
  const [{ Provider: Server }, { configurationOf }, { openStore }, { finishWith }, { limitCompanies }, { tellTriesLeft }] = await Promise.all([
    import('oidc-provider'), import('./provider-configuration.ts'), import('./store/adapter.ts'), import('./store/finish-request.ts'), import('./companies/limit-companies.ts'), import('./store/offer-adapters.ts'),
  ])
  const store = openStore(deps.db)
  const limit = limitCompanies()
  const provider = new Server(origin, configurationOf({ ...deps, companies: limit.over(deps.companies) }, store, origin))
  provider.use(async (ctx, next) => {
    await next()
    limit.count(ctx)
    // The library's issuer of credentials brings a type of its own, which no wallet may use here: scopes say what it wants.
    const about = ctx.body as { authorization_details_types_supported?: string[] } | undefined
    if (ctx.oidc?.route === 'discovery' && about) about.authorization_details_types_supported = [companyDetail]
  })
  provider.use(finishWith(store.writer, log))
  tellTriesLeft(provider)
  // The mount says by which name and protocol a request came; nothing else is believed.
  provider.proxy = true
  provider.on('server_error', (ctx, cause) => log.warn({ cause: cause.message, path: ctx.path }, 'authorization server'))
  ;(provider as unknown as EventEmitter).on('error', (cause: Error) => log.warn({ cause: cause.message }, 'authorization server'))
  return provider
}
