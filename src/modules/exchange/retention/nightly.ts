/** Ends records by night, when nobody waits for the database. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Jobs } from '../../../kernel/events/jobs.ts'
import { nightsOf } from '../../../kernel/events/nights.ts'
import { EndRecords } from '../contract.ts'
import type { ExchangeTables } from '../tables.ts'
import type { Ended } from './end-records.ts'

/** Local hour: after the pass over everybody. */
const hour = 4

export function nightly(db: RoomDatabase<ExchangeTables>, { timeZone }: Pack, clock: Clock, run: () => Promise<Ended>, jobs: Pick<Jobs, 'define'> | undefined) {
  const nights = nightsOf(db, EndRecords, {}, { clock, timeZone, hour })
  jobs?.define(EndRecords, async () => {
    await nights.next()
    await run()
  })
  return { run, nightly: nights.next }
}
