import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import pg from 'pg'
import { appRole } from '../postgres/cluster.ts'
import { testCluster, type TestCluster } from '../postgres/test-cluster.ts'
import { migrate } from './migrate.ts'

const root = mkdtempSync(join(tmpdir(), 'maru-migrate-'))
let cluster: TestCluster
let database: string
let folder: string

before(async () => { cluster = await testCluster() })
beforeEach(async () => {
  database = `migrate_${randomBytes(6).toString('hex')}`
  folder = join(root, database)
  mkdirSync(folder)
  await cluster.createDatabase(database)
})
after(() => { rmSync(root, { recursive: true }) })

const write = (name: string, text: string) => { writeFileSync(join(folder, name), text) }
const bringUp = () => migrate(cluster.ownerUrl(database), appRole, [{ room: 'kernel', folder: 'src/kernel/migrations' }, { room: 'trial', folder }])

async function ask(text: string): Promise<unknown[]> {
  const client = new pg.Client(cluster.ownerUrl(database))
  await client.connect()
  try {
    return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

test('two processes that start at once apply each file once', async () => {
  write('0001-counted.sql', 'create table counted (n int); insert into counted values (1);')
  write('0002-again.sql', 'insert into counted values (2);')
  const reports = await Promise.all([bringUp(), bringUp()])
  assert.equal(reports.filter(({ applied }) => applied === 0).length, 1)
  assert.deepEqual(await ask('select n from trial.counted order by n'), [1, 2])
  assert.deepEqual(await bringUp(), { applied: 0 })
})

test('a file that was changed after it was applied stops the start, and names itself', async () => {
  write('0001-first.sql', 'create table first (n int);')
  await bringUp()
  write('0001-first.sql', 'create table first (n bigint);')
  write('0002-second.sql', 'create table second (n int);')
  await assert.rejects(bringUp(), /trial\/0001-first\.sql was applied with another text; migrations go forward only/)
  assert.deepEqual(await ask(`select to_regclass('trial.second')`), [null])
})

test('a file that fails leaves nothing of itself; once mended, it goes on from there', async () => {
  write('0001-first.sql', 'create table first (n int);')
  write('0002-second.sql', 'create table second (n int); insert into nowhere values (1);')
  await assert.rejects(bringUp(), /trial\/0002-second\.sql: .*nowhere/)
  assert.deepEqual(await ask(`select to_regclass('trial.first')::text, to_regclass('trial.second')::text`), ['trial.first', null])
  write('0002-second.sql', 'create table second (n int);')
  assert.deepEqual(await bringUp(), { applied: 1 })
})

test('a database of a newer release is not touched by an older one', async () => {
  write('0001-first.sql', 'create table first (n int);')
  write('0002-second.sql', 'create table second (n int);')
  await bringUp()
  rmSync(join(folder, '0002-second.sql'))
  await assert.rejects(bringUp(), /brought up to trial\/0002-second\.sql by a newer release/)
})

test('a gap in the numbers is refused', async () => {
  write('0001-first.sql', 'select 1;')
  write('0003-third.sql', 'select 1;')
  await assert.rejects(bringUp(), /trial\/0003-third\.sql: migrations are numbered/)
})
