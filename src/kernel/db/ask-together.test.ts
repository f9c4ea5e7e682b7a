/** Questions that share a connection share nothing else: not the role, not the fate; nor do those that share a transaction. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'

interface Notices { notice: { id: string; person: string; key: string } }

let room: RoomDatabase
before(async () => {
  room = await roomDatabase()
  await room.ask(`insert into notices.notice (id, key, person, kind, data, created_at) select gen_random_uuid(), n::text, 'p' || n % 3, 'closed', '{}', now() from generate_series(1, 30) n`)
})
after(() => room.close())

const own = () => room.database.room<Notices>('notices').question((read, { person }: { person: string }) => read.selectFrom('notice').select(['key']).where('person', '=', person))

test('many at once each get their own answer', async () => {
  const ask = own()
  const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => ask({ person: `p${at % 4}` })))
  assert.deepEqual(answers.map((rows) => rows.length), Array.from({ length: 100 }, (_, at) => (at % 4 === 3 ? 0 : 10)))
})

test('a value is a value, never text of the question', async () => {
  assert.deepEqual(await own()({ person: `p0' or true --` }), [])
})

test('another room’s table answers 42501, and those beside it are answered', async () => {
  const foreign = room.database.room<Notices>('cases').question((read, { person }: { person: string }) => read.withSchema('notices').selectFrom('notice').select(['key']).where('person', '=', person))
  const [refused, answered] = await Promise.allSettled([foreign({ person: 'p0' }), own()({ person: 'p0' })])
  assert.equal(refused.status === 'rejected' && (refused.reason as { code: string }).code, '42501')
  assert.equal(answered.status === 'fulfilled' && answered.value.length, 10)
})

test('one that fails harms none of the same room', async () => {
  const divide = room.database.room<Notices>('notices').question((read, { by }: { by: number }) => read.selectNoFrom(sql<number>`1 / ${by}::int`.as('whole')))
  const [failed, ...answered] = await Promise.allSettled([divide({ by: 0 }), own()({ person: 'p0' }), divide({ by: 1 })])
  assert.equal(failed.status === 'rejected' && (failed.reason as { code: string }).code, '22012')
  assert.deepEqual(answered.map((answer) => answer.status === 'fulfilled' && answer.value.length), [10, 1])
})

test('a question changes nothing', async () => {
  const write = room.database.room<Notices>('notices').question((read, { person }: { person: string }) => read.insertInto('notice').values({ id: sql`gen_random_uuid()`, key: 'new', person }))
  await assert.rejects(write({ person: 'p0' }), { code: '25006' })
})

test('after the sessions have been ended the next question is answered', async () => {
  const ask = own()
  await ask({ person: 'p0' })
  await room.ask(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)
  const again = async (tries: number): Promise<number> => {
    try {
      return (await ask({ person: 'p0' })).length
    } catch (cause) {
      if (tries === 0) throw cause
      return again(tries - 1)
    }
  }
  assert.equal(await again(5), 10)
})
