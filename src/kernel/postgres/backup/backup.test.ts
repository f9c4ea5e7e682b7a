import assert from 'node:assert/strict'
import { appendFileSync, chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { createLog } from '../../log/log.ts'
import { openPostgres } from '../open-postgres.ts'
import { locateCluster } from '../place-cluster.ts'
import { makeBackup } from './make-backup.ts'
import { type Manifest, manifestName } from './manifest.ts'
import { restoreBackup } from './restore-backup.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-backup-'))
chmodSync(folder, 0o711)
const log = createLog({ level: 'silent', key: Buffer.alloc(32) })
after(() => rmSync(folder, { recursive: true, force: true }))
const silent = () => undefined

test('every row acknowledged before the backup ended is in the restored database; a damaged backup is refused', async () => {
  const source = join(folder, 'source')
  const server = await openPostgres({ dataFolder: source, log })
  const writer = new pg.Client(server.owner)
  await writer.connect()
  await writer.query('create table entry (n int primary key, filler text)')
  const acknowledged: number[] = []
  let writing = true
  const writes = (async () => {
    while (writing) {
      await writer.query('insert into entry values ($1, $2)', [acknowledged.length + 1, 'x'.repeat(500)])
      acknowledged.push(Date.now())
    }
  })()
  await pause(200)
  const before = acknowledged.length
  const backup = join(folder, 'backup')
  const manifest = await makeBackup(locateCluster(source, silent).cluster, server.owner, backup)
  const promised = acknowledged.filter((at) => at < Date.parse(manifest.upTo)).length
  await pause(100)
  writing = false
  await writes
  await writer.end()
  await assert.rejects(makeBackup(locateCluster(source, silent).cluster, server.owner, backup), /not empty/)
  await server.stop()
  assert.ok(promised > before, 'nothing was written while the backup was made')
  await assert.rejects(restoreBackup(locateCluster(source, silent), backup), /holds a database already/)

  const target = join(folder, 'target')
  await restoreBackup(locateCluster(target, silent), backup)
  const restored = await openPostgres({ dataFolder: target, log })
  const reader = new pg.Client(restored.owner)
  await reader.connect()
  const { rows } = await reader.query<{ count: number; max: number }>('select count(*)::int, max(n) from entry')
  await reader.end()
  await restored.stop()
  assert.ok((rows[0]?.count ?? 0) >= promised, `${rows[0]?.count} of ${promised}`)
  assert.equal(rows[0]?.count, rows[0]?.max)

  const damage = async (name: string, spoil: (path: string) => void, reason: RegExp) => {
    const copy = join(folder, name)
    cpSync(backup, copy, { recursive: true })
    spoil(copy)
    await assert.rejects(restoreBackup(locateCluster(join(folder, `${name}-target`), silent), copy), reason)
    rmSync(copy, { recursive: true })
  }
  const victim = manifest.files.find(({ bytes }) => bytes >= 8192)?.path ?? ''
  await damage('flipped', (copy) => {
    const content = readFileSync(join(copy, 'data', victim))
    content[100] = (content[100] ?? 0) ^ 1
    writeFileSync(join(copy, 'data', victim), content)
  }, /content of .* has changed/)
  await damage('longer', (copy) => appendFileSync(join(copy, 'data', victim), 'x'), /bytes and had/)
  await damage('missing', (copy) => rmSync(join(copy, 'data', victim)), /is missing/)
  await damage('added', (copy) => writeFileSync(join(copy, 'data/recovery.signal'), ''), /was not in it/)
  await damage('unfinished', (copy) => rmSync(join(copy, manifestName)), /no finished backup/)
  await damage('edited', (copy) => {
    const list = JSON.parse(readFileSync(join(copy, manifestName), 'utf8')) as Manifest
    list.files.pop()
    writeFileSync(join(copy, manifestName), JSON.stringify(list))
  }, /list in manifest.json has changed/)
})
