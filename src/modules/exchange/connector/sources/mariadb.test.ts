/** A database that goes away, at any byte of a conversation: a question fails, and the connector lives. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { type MariadbServer, startMariadb } from '../../../../../tests/support/mariadb-server.ts'
import { onPath } from '../../../../../tests/support/on-path.ts'
import { mariadbSource } from './mariadb.ts'

suite('mariadb', { skip: !onPath('mariadbd') && 'needs mariadb' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-door-'))
  let server: MariadbServer
  before(async () => { server = await startMariadb(['create table person (person varchar(40) primary key, nm varchar(80))', "insert into person values ('FL-1', 'A')", 'create view slow as select cast(sleep(20) as char) as person, 1 as nm']) })
  after(async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('cut off anywhere from the greeting to the answer, it fails in order: a promise that nobody holds would end the process', async () => {
    let read = 0
    for (let bytes = 0; bytes < 900; bytes += 9) {
      const door = await openDoor(join(folder, String(bytes)), decodeURIComponent(new URL(server.url).searchParams.get('socket')!), bytes)
      const source = mariadbSource({ url: `mariadb://root@localhost/test?socket=${encodeURIComponent(door.path)}`, table: 'person', key: 'person' })
      const look = source.read('FL-1', ['nm']).then(() => { read += 1 }, () => undefined)
      await Promise.race([look, door.cut])
      await source.close()
      door.close()
    }
    assert.ok(read > 0 && read < 100, `${read} of 100 were answered before they were cut off`)
  })

  test('a view that takes its time is given up', async () => {
    const source = mariadbSource({ url: server.url, table: 'slow', key: 'person' })
    await assert.rejects(source.read('0', ['nm']), /max_statement_time/)
    await source.close()
  })
})

/** Stands before a server and shuts when so many bytes have passed. */
async function openDoor(path: string, behind: string, bytes: number) {
  const cut = Promise.withResolvers<void>()
  const door = createServer((guest) => {
    const host = connect(behind)
    let passed = 0
    const shut = () => {
      guest.destroy()
      host.destroy()
      cut.resolve()
    }
    for (const [from, to] of [[guest, host], [host, guest]] as const) {
      from.on('data', (chunk: Buffer) => {
        passed += chunk.length
        if (passed > bytes) shut()
        else to.write(chunk)
      }).on('error', shut).on('close', shut)
    }
  }).listen(path)
  await once(door, 'listening')
  return { path, cut: cut.promise, close: () => { door.close() } }
}
