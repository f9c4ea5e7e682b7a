import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'
import { createLog } from '../log/log.ts'
import { keepWorking } from './keep-working.ts'

const log = createLog({ level: 'silent', key: Buffer.alloc(32) })
let room: RoomDatabase
before(async () => { room = await roomDatabase() })
after(() => room.close())

const add = (task: string) => room.ask('select graphile_worker.add_job($1)', [task])
const left = () => room.ask<{ name: string; attempts: number }>('select task_identifier as name, attempts from graphile_worker.jobs order by name')
const takenBy = (worker: string, task: string) => room.ask(`update graphile_worker._private_jobs set locked_by = $1, locked_at = now(), attempts = 1
  where task_id = (select id from graphile_worker._private_tasks where identifier = $2)`, [worker, task])

async function until(what: () => Promise<boolean> | boolean) {
  const end = performance.now() + 20_000
  while (!(await what())) {
    if (performance.now() > end) throw new Error('this did not happen in 20 s')
    await pause(20)
  }
}

test('what a killed worker had begun is done by the next; what a living one does is left to it', async () => {
  for (const task of ['of-the-dead', 'of-the-living']) await add(task)
  await takenBy('pool-dead', 'of-the-dead')
  await takenBy('pool-living', 'of-the-living')
  const living = new pg.Client(room.app)
  await living.connect()
  await living.query(`select pg_advisory_lock_shared(723614, hashtext('pool-living'))`)
  const done: string[] = []
  const tasks = Object.fromEntries(['of-the-dead', 'of-the-living', 'new'].map((task) => [task, async () => void done.push(task)]))

  const first = await keepWorking(room.database.pool, tasks, log)
  await until(() => done.includes('of-the-dead'))
  await add('new')
  await until(() => done.includes('new'))
  await first.stop()
  assert.deepEqual(await left(), [{ name: 'of-the-living', attempts: 1 }])

  await living.end()
  const second = await keepWorking(room.database.pool, tasks, log)
  await until(() => done.includes('of-the-living'))
  await second.stop()
  assert.deepEqual([...done].sort(), ['new', 'of-the-dead', 'of-the-living'])
  assert.deepEqual(await left(), [])
})

test('what a later job took the place of while its worker died is nobody’s any more; a batch at its last attempt stays to be seen', async () => {
  const done: string[] = []
  await room.ask(`select graphile_worker.add_job('superseded', '{}', job_key => 'night', max_attempts => 25)`)
  await room.ask(`update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now(), attempts = 1`)
  await room.ask(`select graphile_worker.add_job('superseded', '{"later":true}', job_key => 'night', max_attempts => 25, run_at => now() + interval '1 day')`)
  await room.ask(`select graphile_worker.add_job('batch', '[{}]', max_attempts => 25)`)
  await room.ask(`update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now(), attempts = max_attempts where json_typeof(payload) = 'array'`)
  assert.equal((await left()).length, 3)
  const working = await keepWorking(room.database.pool, { superseded: async () => void done.push('superseded') }, log)
  await until(async () => (await left()).length === 2)
  await working.stop()
  assert.deepEqual(await left(), [{ name: 'batch', attempts: 25 }, { name: 'superseded', attempts: 0 }])
  assert.deepEqual(done, [])
  await room.ask('delete from graphile_worker._private_jobs')
})

test('the log says which job failed, how often and why, and nothing of what it is about', async () => {
  await room.ask(`select graphile_worker.add_job('about-somebody', '{"person":"KR-DEMO-000001"}')`)
  const lines: string[] = []
  const told = createLog({ level: 'debug', key: Buffer.alloc(32) }, { write: (line) => { lines.push(line) } })
  const working = await keepWorking(room.database.pool, { 'about-somebody': () => Promise.reject(new Error('the register is silent')) }, told)
  await until(() => lines.some((line) => line.includes('the register is silent')))
  await working.stop()
  assert.match(lines.join(''), /"task":"about-somebody","attempts":1/)
  assert.doesNotMatch(lines.join(''), /KR-DEMO/)
  await room.ask('delete from graphile_worker._private_jobs')
})

test('a job whose report the database did not hear is done again, and work goes on', async () => {
  const server = new pg.Client({ ...room.owner, database: 'postgres' })
  await server.connect()
  const name = pg.escapeIdentifier(room.app.database ?? '')
  let runs = 0
  const working = await keepWorking(room.database.pool, {
    cut: async () => {
      runs += 1
      if (runs > 1) return
      await server.query(`alter database ${name} allow_connections false`)
      await server.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [room.app.database])
      setTimeout(() => { void server.query(`alter database ${name} allow_connections true`) }, 300)
    },
  }, log)
  await add('cut')
  await until(async () => runs === 2 && (await left()).length === 0)
  await working.stop()
  await server.end()
})

test('a worker that holds its name holds it in one connection, and lets go when told to stop', async () => {
  const locks = () => room.ask(`select 1 from pg_locks where locktype = 'advisory' and classid = 723614 and database = (select oid from pg_database where datname = current_database())`)
  const working = await keepWorking(room.database.pool, { nothing: async () => undefined }, log)
  await until(async () => (await locks()).length === 1)
  await working.stop()
  assert.equal((await locks()).length, 0)
})

test('without a database there is no worker, and no silence about it', async () => {
  const nowhere = new pg.Pool({ host: '/nowhere', connectionTimeoutMillis: 1_000 })
  await assert.rejects(keepWorking(nowhere, {}, log), /ENOENT/)
  await nowhere.end()
})
