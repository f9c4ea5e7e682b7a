import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'
import { systemClock } from '../clock/clock.ts'
import { createLog } from '../log/log.ts'
import { strict } from '../schema/schema.ts'
import { createEvents } from './events.ts'
import { createJobs, defineJob } from './jobs.ts'
import { nightsOf } from './nights.ts'

let room: RoomDatabase
before(async () => { room = await roomDatabase() })
after(() => room.close())

const EveryNight = defineJob('cases.every-night', strict({}))
const queued = () => room.ask<{ key: string | null; attempts: number; due: boolean }>(
  `select key, attempts, run_at <= now() as due from graphile_worker.jobs where task_identifier = 'cases.every-night' order by run_at`)

test('a night that fails after the next was planned is tried again, and what stays in the queue is the next night alone', async () => {
  const log = createLog({ level: 'silent', key: Buffer.alloc(32) })
  const jobs = createJobs(room.database.pool, createEvents(), log)
  const nights = nightsOf(room.database.room('cases'), EveryNight, {}, { clock: systemClock('Asia/Seoul'), timeZone: 'Asia/Seoul', hour: 2 })
  let tries = 0
  jobs.define(EveryNight, async () => {
    tries += 1
    await nights.next()
    if (tries === 1) throw new Error('the register is away')
  })
  await nights.next()
  await nights.next()
  assert.deepEqual((await queued()).map(({ due }) => due), [false])
  // It is night, with its key, as it would be at that hour.
  await room.ask(`update graphile_worker._private_jobs set run_at = now() - interval '1 second', key = 'cases.every-night/tonight'`)
  await jobs.start()
  const end = performance.now() + 60_000
  while (tries < 2 || (await queued()).length !== 1) {
    assert.ok(performance.now() < end, `${tries} tries; ${JSON.stringify(await queued())}`)
    await pause(50)
  }
  await jobs.stop()
  assert.equal(tries, 2)
  assert.deepEqual((await queued()).map(({ due, attempts }) => [due, attempts]), [[false, 0]])
})
