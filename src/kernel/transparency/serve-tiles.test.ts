/** A stranger reads the whole log over HTTP, from checkpoint, tiles and bundles alone, and gets to the root that was signed. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import fastify, { type FastifyInstance } from 'fastify'
import pino from 'pino'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'
import { systemClock } from '../clock/clock.ts'
import type { Fault } from '../faults/faults.ts'
import { newId } from '../ids/ids.ts'
import { leafHash } from './merkle/hash.ts'
import { demandLogSignature, parseCheckpoint } from './note/checkpoint.ts'
import { readVkey } from './note/key.ts'
import { serveTiles } from './serve-tiles.ts'
import type { LogTables } from './store/tables.ts'
import { readBundle, writeTilePath } from './tiles/path.ts'
import { countAt, rootOf, tilesFor, tileWidth } from './tiles/tile.ts'
import { createTransparency, type Transparency } from './transparency.ts'

let room: RoomDatabase
let transparency: Transparency
let app: FastifyInstance
let origin: string
before(async () => {
  room = await roomDatabase()
  transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger: pino({ level: 'silent' }), host: 'tiles.example', secret: randomBytes(32) })
  const log = transparency.log('access', 'exchange')
  await transparency.start()
  const entries = Array.from({ length: 700 }, (_, at) => ({ id: newId(), entry: Buffer.from(`\x01entry ${at}`) }))
  await room.database.room<LogTables>('exchange').transaction((tx) => log.add(tx, entries))
  await log.settle()
  app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 500 } }) as unknown as FastifyInstance
  app.setErrorHandler((error, _request, reply) => reply.code((error as Fault).status ?? 500).send())
  serveTiles(app, transparency)
  origin = await app.listen({ host: '127.0.0.1', port: 0 })
})
after(async () => {
  await app.close()
  await transparency.stop()
  await room.close()
})

const get = (path: string) => fetch(`${origin}/log/access/${path}`)
const bytesOf = async (path: string) => {
  const answer = await get(path)
  assert.equal(answer.status, 200, path)
  return Buffer.from(await answer.arrayBuffer())
}

test('checkpoint, keys, tiles and bundles lead to the signed root; what never changes may be kept for ever', async () => {
  const checkpoint = parseCheckpoint(await (await get('checkpoint')).text())
  const keys = (await (await get('keys')).text()).trim().split('\n').map(readVkey)
  demandLogSignature(checkpoint, keys)
  const widthOf = (level: number, index: number, size = checkpoint.size) => Math.min(tileWidth, countAt(level, size) - index * tileWidth)
  const tiles = new Map<string, Buffer>()
  for (const { level, index } of tilesFor([{ lo: 0, hi: checkpoint.size }])) tiles.set(`${level}/${index}`, await bytesOf(writeTilePath({ level, index, width: widthOf(level, index) })))
  assert.ok(rootOf({ lo: 0, hi: checkpoint.size }, ({ level, index }) => tiles.get(`${level}/${index}`)!).equals(checkpoint.root))
  let seen = 0
  for (let index = 0; index * tileWidth < checkpoint.size; index += 1) {
    const entries = readBundle(await bytesOf(writeTilePath({ level: 'entries', index, width: widthOf(0, index) })))
    const hashes = await bytesOf(writeTilePath({ level: 0, index, width: widthOf(0, index) }))
    entries.forEach((entry, at) => assert.ok(leafHash(entry).equals(hashes.subarray(at * 32, at * 32 + 32))))
    seen += entries.length
  }
  assert.equal(seen, checkpoint.size)
  assert.match((await get('tile/0/000')).headers.get('cache-control') ?? '', /immutable/)
  assert.equal((await get('checkpoint')).headers.get('cache-control'), 'no-cache')
})

test('what is not there yet, is spelt otherwise, or belongs to no log is not found', async () => {
  for (const path of ['tile/0/003', 'tile/0/002.p/250', 'tile/0/2', 'tile/00/000', 'tile/0/000.p/256', 'tile/0/000.p/0', 'tile/entries/099', 'tile/0/x000/000', 'tile/0/000/', 'tile/-1/000', 'tile/64/000', 'other']) assert.equal((await get(path)).status, 404, path)
  assert.equal((await fetch(`${origin}/log/none/checkpoint`)).status, 404)
})
