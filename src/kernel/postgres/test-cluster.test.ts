import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { testCluster } from './test-cluster.ts'

test('databases come from a template, and the platform’s own login is no superuser', async () => {
  const cluster = await testCluster()
  await cluster.createDatabase('mould')
  const owner = new pg.Client(cluster.ownerUrl('mould'))
  await owner.connect()
  await owner.query('create table answer as select 42 as value; revoke all on answer from public')
  await owner.end()
  await cluster.createDatabase('casting', 'mould')
  const app = new pg.Client(cluster.appUrl('casting'))
  await app.connect()
  await assert.rejects(app.query('select value from answer'), { code: '42501' })
  const { rows } = await app.query(`select usesuper from pg_user where usename = current_user`)
  assert.deepEqual(rows, [{ usesuper: false }])
  await app.end()
  await cluster.dropDatabase('casting')
  await cluster.dropDatabase('mould')
})

test('a second call gives the same cluster', async () => {
  assert.equal(await testCluster(), await testCluster())
})
