/** A pass in a process of its own, for a test to kill: at the pause point that the parent names, or wherever it is. */
import { pauseAt } from '../../../kernel/pause/pause.ts'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { openDatabase } from '../../../kernel/db/database.ts'
import type pg from 'pg'
import type { RegisterAddress } from '../../exchange/index.ts'
import { openPasses } from './open-test-passes.ts'

export interface Order { pack: string; database: pg.PoolConfig; addresses: Record<string, RegisterAddress>; secret: string; day: string; size: number; pauseAt: string | null; afterPages: number }

process.once('message', (order: Order) => void run(order))

async function run({ pack, database: app, addresses, secret, day, size, pauseAt: point, afterPages }: Order) {
  const database = openDatabase(app, () => undefined)
  const { passes } = openPasses({ pack: loadPack(pack), database, addresses, secret: Buffer.from(secret, 'hex'), day })
  if (point !== null && afterPages === 0) pauseAt(point)
  await passes.run({ size, onPage: ({ number }) => {
    process.send!({ page: number })
    if (point !== null && number === afterPages) pauseAt(point)
  } })
  process.send!({ done: true })
}
