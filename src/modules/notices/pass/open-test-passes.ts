/** What a process needs for a pass: for tests, and for the program that they kill. */
import pino from 'pino'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { fixedClock, systemClock } from '../../../kernel/clock/clock.ts'
import type { Database } from '../../../kernel/db/database.ts'
import { createTransparency } from '../../../kernel/transparency/transparency.ts'
import { createExchange, type RegisterAddress } from '../../exchange/index.ts'
import { createPasses } from './create-passes.ts'

export interface PassHouse { pack: Pack; database: Database; addresses: Record<string, RegisterAddress>; secret: Buffer; day: string }

export function openPasses({ pack, database, addresses, secret, day }: PassHouse) {
  const logger = pino({ level: 'silent' })
  const transparency = createTransparency({ database, clock: systemClock('UTC'), logger, host: 'test.example', secret })
  const accessLog = transparency.log('access', 'exchange')
  const clock = fixedClock(`${day}T03:00:00+09:00`, pack.timeZone)
  const exchange = createExchange({ database, pack, clock, log: logger, accessLog, addressOf: (register) => addresses[register] })
  return { exchange, accessLog, passes: createPasses({ database, pack, clock, exchange }), close: async () => { await exchange.close(); await transparency.stop() } }
}
