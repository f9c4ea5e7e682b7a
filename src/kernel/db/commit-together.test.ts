/** What rooms change in one moment is made durable by one commit, each part under its own role; what is wrong with one is no fault of the others. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'
import type { Gathering } from './commit-together.ts'
import { openDatabase } from './database.ts'

let room: RoomDatabase
before(async () => {
  room = await roomDatabase()
  await room.ask(`create table cases.counted (name text primary key, times int not null check (times < 5));
    create table notices.counted (name text primary key, times int not null check (times < 5));
    grant select, insert, update on cases.counted to maru_cases; grant select, insert, update on notices.counted to maru_notices`)
})
after(() => room.close())

type Times = { name: string; times: number; transaction: string }

/** Counts a name, and tells in which transaction. */
function counting(database: RoomDatabase['database'], name: string, other: Partial<Gathering<string, Times, Times | undefined>> & { sizes?: number[]; from?: string } = {}) {
  const db = database.room<object>(name)
  const table = sql.raw(`${other.from ?? name}.counted`)
  const add = db.statement<{ names: string[] }, Times>((_, { names }) => sql`insert into ${table} (name, times) select unnest(${names}::text[]), 1
    on conflict (name) do update set times = counted.times + 1 returning name, times, pg_current_xact_id()::text as transaction`)
  return db.together<string, Times, Times | undefined>({
    most: 8, about: (one) => [one],
    statements(batch) {
      other.sizes?.push(batch.length)
      return [add({ names: [...batch] })]
    },
    answers: (batch, [rows]) => batch.map((one) => rows!.find((row) => row.name === one)), ...other,
  })
}

test('those of one moment share a commit, whatever room they are of, and never more of a kind than may', async () => {
  const sizes: number[] = []
  const [cases, notices] = [counting(room.database, 'cases', { sizes, most: 4 }), counting(room.database, 'notices')]
  const given = await Promise.all([...['a', 'b', 'c', 'd', 'e'].map(cases), notices('a')])
  assert.deepEqual(given.map((one) => one?.times), [1, 1, 1, 1, 1, 1])
  assert.deepEqual(sizes, [4, 1])
  const [first, , , , fifth, other] = given.map((one) => one?.transaction)
  assert.equal(first, other)
  assert.notEqual(first, fifth)
})

test('two about the same go one after the other, and the second sees what the first has left', async () => {
  const cases = counting(room.database, 'cases')
  assert.deepEqual((await Promise.all(['twice', 'twice', 'once'].map(cases))).map((one) => one?.times), [1, 2, 1])
})

test('what is refused is refused alone, in every room', async () => {
  const [cases, notices] = [counting(room.database, 'cases'), counting(room.database, 'notices')]
  for (let times = 0; times < 4; times += 1) await cases('full')
  const outcomes = await Promise.allSettled([cases('good'), cases('full'), cases('no\0text'), notices('good')])
  assert.deepEqual(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value?.times : (outcome.reason as { code: string }).code)), [1, '23514', '22021', 1])
})

test('another room’s table answers 42501, to its asker alone', async () => {
  const [cases, reaching] = [counting(room.database, 'cases'), counting(room.database, 'notices', { from: 'cases' })]
  const [own, other] = await Promise.allSettled([cases('mine'), reaching('mine')])
  assert.equal(own.status, 'fulfilled')
  assert.equal((other as PromiseRejectedResult).reason.code, '42501')
  assert.deepEqual(await room.ask('select times from cases.counted where name = $1', ['mine']), [{ times: 1 }])
})

test('who needs a lock that somebody else holds waits for it alone', async () => {
  const cases = counting(room.database, 'cases')
  await cases('locked')
  const holder = new pg.Client(room.owner)
  await holder.connect()
  await holder.query(`begin; update cases.counted set times = times + 1 where name = 'locked'`)
  const waiting = cases('locked')
  let done = false
  void waiting.then(() => { done = true })
  assert.equal((await cases('free'))?.times, 1)
  assert.equal((await cases('free'))?.times, 2)
  assert.equal(done, false)
  await holder.query('commit')
  await holder.end()
  assert.equal((await waiting)?.times, 3)
})

test('an outage refuses all that were under way and keeps nothing of them; the next are tried', async () => {
  const database = openDatabase({ ...room.app, max: 2 }, () => undefined)
  const cases = counting(database, 'cases')
  await cases('before')
  const holder = new pg.Client(room.owner)
  await holder.connect()
  await holder.query('begin; lock table cases.counted in access exclusive mode')
  const outcomes = Promise.allSettled(['before', 'during'].map(cases))
  while ((await holder.query(`select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`)).rowCount === 0);
  await holder.query('commit')
  await holder.end()
  assert.deepEqual((await outcomes).map(({ status }) => status), ['rejected', 'rejected'])
  assert.equal((await cases('before'))?.times, 2)
  assert.equal((await cases('during'))?.times, 1)
  await database.close()
})

test('a kind that cannot write down what it was asked, or read what it is given, refuses its own askers', async () => {
  const cases = counting(room.database, 'cases')
  const fail = () => { throw new Error('a mistake of ours') }
  const [unwritten, unread] = [counting(room.database, 'notices', { statements: fail }), counting(room.database, 'notices', { answers: fail })]
  const outcomes = await Promise.allSettled([unwritten('x'), cases('beside'), unread('x')])
  assert.deepEqual(outcomes.map(({ status }) => status), ['rejected', 'fulfilled', 'rejected'])
  assert.equal((await cases('beside'))?.times, 2)
})

