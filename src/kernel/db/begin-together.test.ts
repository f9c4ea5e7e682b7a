/** The beginning is not waited for, and still nothing runs without it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'

let room: RoomDatabase
before(async () => { room = await roomDatabase() })
after(() => room.close())

const who = sql<{ role: string }>`select current_user as role`

test('the first statement runs under the role of the room', async () => {
  const { rows } = await room.database.room('notices').transaction((tx) => who.execute(tx))
  assert.deepEqual(rows, [{ role: 'maru_notices' }])
})

test('where the role is refused, the first statement fails with its reason and does nothing', async () => {
  const nobody = room.database.room('nobody')
  await assert.rejects(nobody.transaction((tx) => sql`create table public.left_behind (n int)`.execute(tx)), { code: '22023' })
  assert.deepEqual(await room.ask(`select to_regclass('public.left_behind') as found`), [{ found: null }])
})

test('after a refusal the connection begins anew', async () => {
  await assert.rejects(room.database.room('nobody').transaction((tx) => who.execute(tx)))
  const answers = await Promise.all(Array.from({ length: 20 }, () => room.database.room('cases').transaction((tx) => who.execute(tx))))
  assert.ok(answers.every(({ rows }) => rows[0]?.role === 'maru_cases'))
})

test('without a statement nothing is left open', async () => {
  await room.database.room('cases').transaction(() => Promise.resolve())
  await assert.rejects(room.database.room('cases').transaction(() => Promise.reject(new Error('on second thought'))), /on second thought/)
  assert.deepEqual(await room.ask(`select count(*)::int as open from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`), [{ open: 0 }])
})
