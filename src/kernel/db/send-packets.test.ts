/** A change in packets is one transaction under its room's role: whole with its commit, and otherwise nothing. */
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
const lock = (values: { person: string }) => cases().statement<typeof values, { event: string }>((_, { person }) => sql`select event from cases.application where person = ${person} for update`)(values)
const move = (values: { from: string; to: string }) => cases().statement<typeof values, { event: string }>((_, { from, to }) => sql`update cases.application set person = ${to} where person = ${from} returning event`)(values)
const divide = (values: { by: number }) => cases().statement<typeof values, { whole: number }>((_, { by }) => sql`select 1 / ${by}::int as whole`)(values)
const count = async (person: string) => (await room.ask<{ count: number }>(`select count(*)::int as count from cases.application where person = $1`, [person]))[0]!.count

test('what is written rests on what was read, and each statement gives its own rows', async () => {
  const moved = await cases().change(async ({ send, commit }) => {
    const [held, [one]] = await send(lock({ person: 'p0' }), divide({ by: 1 }))
    const [gone, back] = await commit(move({ from: 'p0', to: `p0 of ${held.length}` }), move({ from: 'nobody', to: 'p0' }))
    return { held: held.length, one, gone: gone.length, back: back.length }
  })
  assert.deepEqual(moved, { held: 10, one: { whole: 1 }, gone: 10, back: 0 })
  assert.equal(await count('p0 of 10'), 10)
})

test('without its commit, or where a statement or the work fails, nothing has changed, and the next is answered', async () => {
  await cases().change(({ send }) => send(move({ from: 'p1', to: 'lost' })))
  await assert.rejects(cases().change(({ commit }) => commit(move({ from: 'p1', to: 'lost' }), divide({ by: 0 }))), { code: '22012' })
  await assert.rejects(cases().change(async ({ send }) => {
    await send(move({ from: 'p1', to: 'lost' }))
    throw new Error('thought better of it')
  }), /thought better/)
  assert.deepEqual([await count('p1'), await count('lost')], [10, 0])
})

test('after its commit nothing is added', async () => {
  await assert.rejects(cases().change(async ({ send, commit }) => {
    await commit()
    await send(move({ from: 'p2', to: 'late' }))
  }), /is committed/)
  assert.equal(await count('late'), 0)
})

test('another room’s table answers 42501', async () => {
  await assert.rejects(room.database.room<object>('notices').change(({ commit }) => commit(move({ from: 'p2', to: 'lost' }))), { code: '42501' })
  assert.equal(await count('p2'), 10)
})
