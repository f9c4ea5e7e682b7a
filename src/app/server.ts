/** Starts the platform on a database that is there and migrated. */
import { join } from 'node:path'
import type pg from 'pg'
import type { Outbox } from '../../demo/outbox/start-outbox.ts'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import { systemClock } from '../kernel/clock/clock.ts'
import { restCompiler } from '../kernel/compiler/with-compiler.ts'
import type { Config } from '../kernel/config/read-config.ts'
import type { Client } from '../kernel/config/read-clients.ts'
import type { Court } from '../kernel/config/read-court.ts'
import type { BankSettings } from '../kernel/config/read-bank.ts'
import type { ChannelSettings } from '../kernel/config/read-channels.ts'
import type { ModelSettings } from '../kernel/config/read-model.ts'
import type { NationalSettings } from '../kernel/config/read-national-sign-in.ts'
import type { KeysFile, RegisterAddress } from '../kernel/config/read-registers.ts'
import type { Secrets } from '../kernel/config/read-secrets.ts'
import { openDatabase } from '../kernel/db/database.ts'
import type { KeyRing } from '../kernel/keys/key-ring.ts'
import type { Log } from '../kernel/log/log.ts'
import type { Policy } from '../kernel/transparency/note/policy.ts'
import type { StampAuthority } from '../kernel/transparency/stamp/authority.ts'
import { version } from '../web/version.ts'
import { trustedLists } from '../modules/credentials/index.ts'
import { compose } from './compose.ts'

export interface ServerOptions {
  config: Config
  secrets: Secrets
  /** The login the platform works with. */
  database: pg.PoolConfig
  registers: Record<string, RegisterAddress>
  /** Public keys of the agencies that ask by programs of their own. */
  requesters?: readonly KeysFile[]
  witnesses?: Policy | undefined
  /** Whose orders keep a look of an inquiry sealed for longer. */
  court?: Court | undefined
  /** Time-stamp authorities over the transparency logs. */
  authorities?: readonly StampAuthority[] | undefined
  keys: KeyRing
  clients?: readonly Client[]
  channels: ChannelSettings
  /** Where agencies pay from. */
  bank?: BankSettings | undefined
  /** A language model, where the operator has chosen one. */
  model?: ModelSettings | undefined
  /** The country's own sign-in. */
  national?: NationalSettings | undefined
  /** Where the demonstration's messages arrive. */
  outbox?: Outbox
  log: Log
  demonstration: boolean
}

export interface Server {
  /** What a person types into a browser. */
  address: string
  close(): Promise<void>
}

export async function startServer({ config, secrets, database: connection, registers, requesters, witnesses, court, authorities, keys, clients = [], channels, bank, model, national, outbox, log, demonstration }: ServerOptions): Promise<Server> {
  await using opened = new AsyncDisposableStack()
  const database = openDatabase(connection, (cause) => log.warn({ cause: cause.message }, 'database connection lost'))
  opened.defer(() => database.close())
  // The demonstration has one of its own, so that the desk can be tried.
  const trustedFile = config.trustedFile ?? (demonstration ? join(config.data, 'trusted-issuers.json') : undefined)
  const trusted = trustedFile ? await trustedLists.open(trustedFile, (cause) => log.warn({ cause }, 'the lists of foreign issuers cannot be read; those read before go on')) : undefined
  const pack = loadPack(config.pack)
  const { http, jobs, identity, exchange, passes, cases, payments, close } = await compose({
    pack, database, secrets, keys, clients, registers, channels, bank, model, national, outbox, log, demonstration, ...(config.programHosts ? { programHosts: config.programHosts } : {}), address: demonstration ? undefined : config.address, origin: addressOf(config), trustProxy: config.trustProxy ?? false, version,
    ...(config.speechProgram ? { speech: config.speechProgram } : {}),
    ...(witnesses ? { witnesses } : {}), ...(court ? { court } : {}), ...(authorities ? { authorities } : {}), ...(trusted ? { trusted } : {}), ...(trustedFile ? { trustedFile: { path: trustedFile } } : {}), ...(requesters ? { requesters } : {}),
  })
  opened.defer(close)
  opened.defer(() => http.app.close())
  await identity.prepare()
  if (!demonstration && !(await identity.hasAdministrator())) {
    throw new Error('There is no administrator yet. Make the first one: npm run -s maru -- admin invite --agency <id> --name <name>')
  }
  await jobs.start()
  opened.defer(() => jobs.stop())
  await passes.nightly()
  await cases.nightly()
  await payments.nightly()
  await exchange.nightly()
  if (trustedFile) opened.defer(trustedLists.keepFetching(trustedFile, { clock: systemClock(pack.timeZone), timeZone: pack.timeZone, warn: (from, cause) => log.warn({ from, cause }, 'a list of foreign issuers was not fetched; the one before goes on') }))
  await http.app.listen({ host: config.host, port: config.port })
  // Everything that had to be transformed has been: the compiler's process and its thread are 30 MB that nobody needs any more.
  await restCompiler()
  const running = opened.move()
  return { address: addressOf(config), close: () => running.disposeAsync() }
}

/** Passkeys are bound to a host name; `localhost` is one, 127.0.0.1 is not. */
const addressOf = ({ host, port }: Config) => `http://${host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`
