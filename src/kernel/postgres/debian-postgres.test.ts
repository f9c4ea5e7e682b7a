import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { dirname } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { openDatabase } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { startTestCluster } from './test-cluster.ts'
import { useServer } from './use-server.ts'

const [program] = globSync('/usr/lib/postgresql/{15,16,17,18}/bin/postgres').sort()

/** The oldest server the guide promises, with the logins the guide tells to make: no superuser anywhere. */
test('Debian’s PostgreSQL as MARU_DATABASE_URL: migrated by a plain owner, used by a plain login', { skip: !program && 'needs postgresql' }, async () => {
  const cluster = await startTestCluster(dirname(dirname(program ?? '')))
  const root = new pg.Client(cluster.ownerUrl('postgres'))
  await root.connect()
  await root.query('create role country login createrole')
  await root.query('create database country owner country')
  await root.end()
  const address = (config: pg.PoolConfig, options = '') => `postgres://${config.user}@/country?host=${encodeURIComponent(String(config.host))}${options}`
  // The throwaway cluster lets its system account in under two names alone: `country` is taken on at the connection.
  const server = await useServer(address(cluster.appUrl('country')), address(cluster.ownerUrl('country'), '&options=-c%20role%3Dcountry'))
  assert.equal(server.appRole, 'maru_app')
  const folders = [{ room: 'kernel', folder: fileURLToPath(new URL('../migrations', import.meta.url)) }]
  assert.ok((await migrate(server.owner, server.appRole, folders)).applied > 0)
  assert.equal((await migrate(server.owner, server.appRole, folders)).applied, 0)

  const database = openDatabase(server.app, () => undefined)
  const kernel = database.room<{ audit: { actor: string; act: string; object: string } }>('kernel')
  await kernel.transaction((tx) => tx.insertInto('audit').values({ actor: 'a', act: 'b', object: 'c' }).execute())
  await assert.rejects(kernel.transaction((tx) => tx.deleteFrom('audit').execute()), { code: '42501' })
  await assert.rejects(database.pool.query('select * from kernel.audit'), { code: '42501' })
  await database.close()
})

/** Numbers without a gap, uses that count once, and caps that hold among a thousand at once: what rests on how the server locks and what each statement sees. */
const races = ['src/kernel/transparency/transparency.test.ts', 'src/modules/exchange/hostile-messages.test.ts', 'src/modules/identity/authorization/store/adapter.test.ts']

test('every room’s tables are made on it, and what many do at once comes out as on the packed release', { skip: !program && 'needs postgresql' }, async () => {
  const child = spawn(process.execPath, ['--import', './src/kernel/tsx-hook.ts', '--test', '--test-isolation=none', '--test-force-exit', '--test-reporter=tap', ...races], {
    // A run of its own, not a part of this one.
    env: { ...process.env, MARU_TEST_POSTGRES: dirname(dirname(program ?? '')), NODE_TEST_CONTEXT: undefined }, stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [words, [status]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  assert.equal(status, 0, words)
  assert.match(words, /^# pass [1-9]/m)
})
