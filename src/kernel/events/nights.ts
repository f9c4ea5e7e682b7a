/**
 * Work of every night. The next one is planned before the work of this one begins, and each under a key of its own day: what fails is tried
 * again and takes no night with it, and planning takes nothing away from what is under way (the library lets a running job with the same
 * key go, and would not try it again).
 */
import type { Static, TSchema } from 'typebox'
import type { Clock } from '../clock/clock.ts'
import { nextNight } from '../dates/next-night.ts'
import type { RoomDatabase } from '../db/database.ts'
import { enqueue, type JobType } from './jobs.ts'

export interface Nights {
  /** Planned more than once it is still one. */
  next(): Promise<void>
  /** Now, in the background: what stands in the queue for it already is replaced. */
  soon(): Promise<void>
}

/** @param at.hour local, from 0 */
export function nightsOf<Tables, Payload extends TSchema>(
  db: RoomDatabase<Tables>, job: JobType<Payload>, payload: Static<Payload>, { clock, timeZone, hour }: { clock: Clock; timeZone: string; hour: number }): Nights {
  return {
    next() {
      const runAt = nextNight(clock, timeZone, hour)
      return db.transaction((tx) => enqueue(tx, job, payload, { key: `${job.name}/${runAt.toISOString().slice(0, 10)}`, runAt }))
    },
    soon: () => db.transaction((tx) => enqueue(tx, job, payload, { key: `${job.name}/soon` })),
  }
}
