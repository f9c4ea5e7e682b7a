import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { testCluster } from './test-cluster.ts'
import { useServer } from './use-server.ts'

const address = (config: pg.PoolConfig) => `postgres://${config.user}@/${config.database}?host=${encodeURIComponent(String(config.host))}`

test('a server of one’s own is checked before anything is written to it', async () => {
  const cluster = await testCluster()
  await cluster.createDatabase('own')
  const server = await useServer(address(cluster.appUrl('own')), address(cluster.ownerUrl('own')))
  assert.equal(server.appRole, 'maru_app')
  await server.stop()
  await assert.rejects(useServer(address(cluster.appUrl('missing'))), /MARU_DATABASE_URL cannot be used: database "missing" does not exist/)
  await assert.rejects(useServer('postgres://maru:sesame@127.0.0.1:1/maru'), (cause: Error) => !cause.message.includes('sesame') && /ECONNREFUSED/.test(cause.message))
  await cluster.dropDatabase('own')
})
