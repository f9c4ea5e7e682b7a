/** A command is one transaction under its room's role, however its statements travel. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'

let room: RoomDatabase
before(async () => {
  room = await roomDatabase()
  await room.ask(`insert into cases.application (id, person, event, status, draft, language) select gen_random_uuid(), 'p' || n % 3, 'e' || n, 'draft', '{}', 'ko' from generate_series(1, 30) n`)
})
after(() => room.close())

const cases = () => room.database.room<object>('cases')
const count = (person: string) => room.ask(`select count(*)::int as count from cases.application where person = $1`, [person])

test('gives the rows of its last statement, many at once', async () => {
  const add = cases().command<{ event: string }, { event: string }>(
    () => sql`select 1 from cases.application for key share`,
    (_, { event }) => sql`insert into cases.application (id, person, event, status, draft, language) values (gen_random_uuid(), 'many', ${event}, 'draft', '{}', 'ko') returning event`)
  const all = await Promise.all(Array.from({ length: 50 }, (_, at) => add({ event: `many-${at}` })))
  assert.deepEqual(all.map(([row]) => row?.event), Array.from({ length: 50 }, (_, at) => `many-${at}`))
  assert.deepEqual(await count('many'), [{ count: 50 }])
})

test('where one statement is refused, those before it have changed nothing', async () => {
  const change = cases().command<{ to: string }, unknown>((_, { to }) => sql`update cases.application set person = ${to} where person = 'p1'`, () => sql`select 1 / 0`)
  await assert.rejects(change({ to: 'lost' }), { code: '22012' })
  assert.deepEqual(await count('lost'), [{ count: 0 }])
})

test('another room’s table answers 42501, and the next command is answered', async () => {
  const change = (name: string) => room.database.room<object>(name).command<{ to: string }, { person: string }>((_, { to }) => sql`update cases.application set person = ${to} where person = 'p2' returning person`)
  await assert.rejects(change('notices')({ to: 'lost' }), { code: '42501' })
  assert.deepEqual(await count('lost'), [{ count: 0 }])
  assert.equal((await change('cases')({ to: 'p3' })).length, 10)
})
