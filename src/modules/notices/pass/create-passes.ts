/** Passes over everybody: started by the night, by an official or from the command line; told as counts. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { Database } from '../../../kernel/db/database.ts'
import { enqueue, type Jobs } from '../../../kernel/events/jobs.ts'
import { nightsOf } from '../../../kernel/events/nights.ts'
import type { Exchange } from '../../exchange/index.ts'
import { RunPass } from '../contract.ts'
import type { NoticesTables } from '../tables.ts'
import { readReport, type PassReport } from './read-report.ts'
import { type PassOptions, runPass } from './run-pass.ts'

export type { PassReport } from './read-report.ts'

export interface PassesDeps {
  database: Database
  pack: Pack
  clock: Clock
  exchange: Pick<Exchange, 'residents' | 'askEverybody' | 'askPeople'>
  /** Left out where nothing runs by night. */
  jobs?: Pick<Jobs, 'define'>
}

export interface Passes {
  /** Goes on where one of today and of this law was stopped. @returns its id */
  run(options?: PassOptions): Promise<string>
  /** By id; the latest without one. */
  report(id?: string): Promise<PassReport | undefined>
  /** Has one run soon, in the background. */
  start(): Promise<void>
  /** Has one run in the night to come, and every night after it. */
  nightly(): Promise<void>
}

/** Local hour: the registers are quiet, and messages wait for the morning. */
const hour = 2

export function createPasses({ database, pack, clock, exchange, jobs }: PassesDeps): Passes {
  const db = database.room<NoticesTables>('notices')
  const run = (options?: PassOptions) => runPass({ db, pack, clock, exchange }, options)
  const nights = nightsOf(db, RunPass, { again: true }, { clock, timeZone: pack.timeZone, hour })
  jobs?.define(RunPass, async ({ again }) => {
    if (again) await nights.next()
    await run()
  })
  return {
    run, nightly: nights.next,
    start: () => db.transaction((tx) => enqueue(tx, RunPass, { again: false }, { key: 'notices.pass/soon' })),
    report: (id) => db.transaction((tx) => readReport(tx, id)),
  }
}
