/** Ends records by night, when nobody waits for the database. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import { nextNight } from '../../../kernel/dates/next-night.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { enqueue, type Jobs } from '../../../kernel/events/jobs.ts'
import { EndRecords } from '../contract.ts'
import type { ExchangeTables } from '../tables.ts'
import type { Ended } from './end-records.ts'

/** Local hour: after the pass over everybody. */
const hour = 4

export function nightly(db: RoomDatabase<ExchangeTables>, { timeZone }: Pack, clock: Clock, run: () => Promise<Ended>, jobs: Pick<Jobs, 'define'> | undefined) {
  const next = () => db.transaction((tx) => enqueue(tx, EndRecords, {}, { key: 'exchange.end-records', runAt: nextNight(clock, timeZone, hour) }))
  jobs?.define(EndRecords, async () => {
    // First the next night: one that fails is tried again, and takes no other with it.
    await next()
    await run()
  })
  return { run, nightly: next }
}
