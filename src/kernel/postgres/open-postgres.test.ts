import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { createLog } from '../log/log.ts'
import { identify } from '../supervisor/process-identity.ts'
import { openPostgres } from './open-postgres.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-open-'))
chmodSync(folder, 0o711)
const deep = join(folder, 'a-data-folder-whose-name-is-long-enough-that-no-socket-fits-into-it', 'x'.repeat(60))
const closed = mkdtempSync(join(tmpdir(), 'maru-closed-'))
const log = createLog({ level: 'silent', key: Buffer.alloc(32) })
after(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(closed, { recursive: true, force: true })
})

async function ask(config: pg.PoolConfig, text: string) {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

test('made, left alive, adopted, killed, back by itself, stopped, started', async (context) => {
  const first = await openPostgres({ dataFolder: folder, log })
  assert.equal(first.origin, 'made')
  await ask(first.owner, 'create table kept (n int); grant insert, select on kept to maru_app; grant usage on schema public to maru_app')
  await ask(first.app, 'insert into kept values (1)')
  assert.deepEqual(await ask(first.app, 'show data_checksums'), [{ data_checksums: 'on' }])
  assert.deepEqual(await ask(first.app, 'show listen_addresses'), [{ listen_addresses: '' }])

  const second = await openPostgres({ dataFolder: folder, log })
  assert.equal(second.origin, 'adopted')
  assert.equal(second.pid(), first.pid())

  const stubborn = new pg.Client(second.app)
  stubborn.on('error', () => undefined)
  await stubborn.connect()
  const busy = stubborn.query('select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b, generate_series(1, 100000) c')
  busy.catch(() => undefined)
  await pause(100)
  const restarted = new Promise<void>((resolve) => second.onRestart(resolve))
  const began = performance.now()
  process.kill(second.pid(), 'SIGKILL')
  await first.stop()
  await restarted
  context.diagnostic(`running again after ${Math.round(performance.now() - began)} ms`)
  assert.deepEqual(await ask(second.app, 'select n from kept'), [{ n: 1 }])
  const { pid } = second
  await second.stop()
  assert.equal(identify(pid()), undefined)

  const third = await openPostgres({ dataFolder: folder, log })
  assert.equal(third.origin, 'started')
  await third.stop()
})

test('a folder too deep for a socket gets a short one of its own', async () => {
  const server = await openPostgres({ dataFolder: deep, log })
  assert.deepEqual(await ask(server.app, 'select 1 as one'), [{ one: 1 }])
  assert.ok(String(server.app.host).length < 80)
  await server.stop()
  rmSync(String(server.app.host), { recursive: true })
})

test('below a closed folder, as below /root, root’s database lies elsewhere and is linked', { skip: process.getuid?.() !== 0 && 'needs root' }, async () => {
  const server = await openPostgres({ dataFolder: closed, log })
  const home = realpathSync(join(closed, 'postgres'))
  assert.match(home, /^\/var\/lib\/maru\/data-/)
  await server.stop()
  const again = await openPostgres({ dataFolder: closed, log })
  assert.equal(again.origin, 'started')
  await again.stop()
  rmSync(dirname(home), { recursive: true })
})
