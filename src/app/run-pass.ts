/** A pass over everybody from the command line, beside a platform that is at work or by itself. */
import type pg from 'pg'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import { systemClock } from '../kernel/clock/clock.ts'
import type { Config } from '../kernel/config/read-config.ts'
import type { RegisterAddress } from '../kernel/config/read-registers.ts'
import type { Secrets } from '../kernel/config/read-secrets.ts'
import { openDatabase } from '../kernel/db/database.ts'
import { createLog } from '../kernel/log/log.ts'
import { createTransparency } from '../kernel/transparency/transparency.ts'
import type { Policy } from '../kernel/transparency/note/policy.ts'
import { createExchange } from '../modules/exchange/index.ts'
import { createPasses, type PassReport } from '../modules/notices/index.ts'

export interface PassRun {
  config: Config
  pack: Pack
  secrets: Secrets
  /** Connection of the application's own login. */
  database: pg.PoolConfig
  registers: Record<string, RegisterAddress>
  witnesses?: Policy | undefined
  stop: AbortSignal
  onPage(done: { number: number; people: number }): void
}

/** @throws Fault exchange.register-unavailable; what was done stays done, and the next run goes on from there */
export async function runPass({ config, pack, secrets, database: connection, registers, witnesses, stop, onPage }: PassRun): Promise<PassReport> {
  const log = createLog({ level: 'error', key: Buffer.alloc(32) })
  await using opened = new AsyncDisposableStack()
  const database = openDatabase({ ...connection, max: 4 }, (cause) => log.error({ cause }, 'database'))
  opened.defer(() => database.close())
  const clock = systemClock(pack.timeZone)
  const transparency = createTransparency({
    database, clock, logger: log, host: config.address ? new URL(config.address).host : `${pack.id}.example`, secret: secrets.secret, ...(witnesses ? { policy: witnesses } : {}),
  })
  opened.defer(() => transparency.stop())
  const exchange = createExchange({ database, pack, clock, log, accessLog: transparency.log('access', 'exchange'), addressOf: (register) => registers[register] })
  opened.defer(() => exchange.close())
  const passes = createPasses({ database, pack, clock, exchange })
  return (await passes.report(await passes.run({ stop, onPage })))!
}
