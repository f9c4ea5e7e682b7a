import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'
import { giveBackOnce } from './give-back-once.ts'

let room: RoomDatabase
before(async () => { room = await roomDatabase() })
after(() => room.close())

test('a connection is given back twice, and the pool goes on', async () => {
  const { pool } = room.database
  const twice = (from: typeof pool) => new Promise<void>((resolve, reject) => {
    from.connect((error, _client, release) => {
      if (error) { reject(error); return }
      try { release(); release(); resolve() } catch (cause) { reject(cause as Error) }
    })
  })
  await assert.rejects(twice(pool), /already been released/)
  await twice(giveBackOnce(pool))
  assert.equal((await giveBackOnce(pool).query<{ one: number }>('select 1 as one')).rows[0]!.one, 1)
})
