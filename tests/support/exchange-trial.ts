/** An exchange that can be asked thousands of times: one register on a CSV drop, one agency, everything over HTTP in one process. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import { systemClock } from '../../src/kernel/clock/clock.ts'
import { createEvents } from '../../src/kernel/events/events.ts'
import { createJobs } from '../../src/kernel/events/jobs.ts'
import { createTransparency } from '../../src/kernel/transparency/transparency.ts'
import { connectorPrograms, createExchange, type Exchange } from '../../src/modules/exchange/index.ts'
import type { Broker } from '../../src/modules/exchange/broker/serve-questions.ts'
import { openParties, type Parties, readPublic, serveBroker } from './exchange-parties.ts'
import { roomDatabase, type RoomDatabase } from './room-database.ts'

export interface ExchangeTrial {
  room: RoomDatabase
  exchange: Exchange
  parties: Parties
  /** Of the platform. */
  url: string
  /** Where the platform finds the register. */
  register: { url: string }
  ask: Awaited<ReturnType<Awaited<ReturnType<typeof connectorPrograms.ask>>>>
  /** Everything that the platform has written into its own log. */
  told: string[]
  close(): Promise<void>
}

export const pack = loadPack('packs/kr')

/**
 * @param csv what the register holds
 * @param watch wraps the platform's broker
 * @param prepare changes the register's folder before its connector starts
 */
export async function openExchangeTrial(names: { register: string; requester: string }, csv: string, watch: (broker: Broker) => Broker = (broker) => broker, prepare?: (folder: string) => void): Promise<ExchangeTrial> {
  await using opened = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'maru-exchange-trial-'))
  opened.defer(() => { rmSync(folder, { recursive: true, force: true }) })
  const room = await roomDatabase()
  opened.defer(() => room.close())
  const told: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void told.push(line) })
  const transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger: log, host: 'trial.example', secret: randomBytes(32) })
  opened.defer(() => transparency.stop())
  const accessLog = transparency.log('access', 'exchange')
  const parties = await openParties(folder, pack, names, accessLog, csv, prepare)
  opened.defer(() => parties.close())
  const jobs = createJobs(room.database.pool, createEvents(), log)
  const register = { url: parties.registerUrl }
  const exchange = createExchange({
    database: room.database, pack, clock: systemClock(pack.timeZone), log, accessLog, addressOf: (id) => (id === names.register ? register : undefined),
    requesters: [{ ...readPublic(parties.requester), notices: parties.noticesUrl }], jobs,
  })
  opened.defer(() => exchange.close())
  await jobs.start()
  opened.defer(() => jobs.stop())
  const { url, app } = await serveBroker({ ...exchange, broker: watch(exchange.broker) })
  opened.defer(() => app.close())
  const ask = await (await connectorPrograms.ask())(parties.requester, url)
  const kept = opened.move()
  return { room, exchange, parties, url, register, ask, told, close: () => kept.disposeAsync() }
}
