/**
 * `maru backup` while families report births, then `maru restore` into another data folder, as docs/guides/operate.md says: what was
 * acknowledged before the instant the command prints is there, once, and what was under way goes on.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import pg from 'pg'
import { findLosses } from './support/find-losses.ts'
import { playBirth, type PlayedCase } from './support/play-case.ts'
import { freePort, type Platform, root, startPlatform } from './support/platform.ts'
import { mothers, newborn } from './support/residents.ts'
import { ownerOf } from './support/victims.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-backup-'))
chmodSync(folder, 0o711)
const [source, backup, target] = ['source', 'backup', 'target'].map((name) => join(folder, name)) as [string, string, string]
let platform: Platform | undefined
after(async () => {
  await platform?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const maru = (data: string, ...words: string[]) => promisify(execFile)(process.execPath, ['--import', './src/kernel/tsx-hook.ts', 'bin/maru.ts', ...words],
  { cwd: root, env: { PATH: process.env['PATH'], MARU_DATA: data } })

interface Sent { person: string; step: string; at: number }

test('a backup made while births are reported holds everything acknowledged before it ended', async () => {
  const running = await startPlatform({ data: source, port: await freePort() })
  platform = running
  const people = mothers()
  const finished: (PlayedCase & { at: number })[] = []
  let number = 0
  const answered: Sent[] = []
  const report = async () => {
    const own = number++
    const birth = await playBirth({
      origin: running.origin, person: people[own]!, child: newborn(own), number: own, onSend: () => undefined,
      onAcknowledged: ({ step, path }) => { if (path.startsWith('/apply')) answered.push({ person: people[own]!, step, at: Date.now() }) },
    })
    finished.push({ ...birth, at: Date.now() })
  }
  await report()
  let copying = true
  const families = Promise.all([0, 1].map(async () => {
    while (copying) await report()
  }))
  const upTo = await backUpWhile((from, to) => answered.some(({ at }) => at > from && at < to))
  copying = false
  await families
  assert.equal((JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8')) as { upTo: string }).upTo, upTo)
  await running.stop()

  mkdirSync(target, { mode: 0o711 })
  await maru(target, 'restore', backup)
  // Kept apart from the database: the secrets, and the registers, which are other people's.
  for (const kept of ['secrets', 'registers']) cpSync(join(source, kept), join(target, kept), { recursive: true })
  platform = await startPlatform({ data: target, port: await freePort() })

  const end = Date.parse(upTo)
  const whole = finished.filter(({ at }) => at < end)
  assert.ok(whole.length > 0 && whole.length < finished.length, `${whole.length} of ${finished.length} births ended before the backup did`)
  assert.deepEqual(await findLosses(target, whole), { lost: [], twice: [], stuck: [] })
  const saved = await savedBy(target)
  const missing = answered.filter(({ person, step, at }) => at < end && !saved.get(person)?.has(step))
  assert.deepEqual(missing, [])
})

/** A backup can be quicker than a family is: another is made until something was answered meanwhile, three at most. */
async function backUpWhile(written: (from: number, to: number) => boolean) {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    rmSync(backup, { recursive: true, force: true })
    const began = Date.now()
    const { stdout } = await maru(source, 'backup', backup)
    const upTo = /acknowledged before (\S+) is inside/.exec(stdout)?.[1]
    assert.ok(upTo !== undefined, stdout)
    if (written(began, Date.parse(upTo))) return upTo
  }
  throw new Error('nothing was written while a backup was made, three times')
}

/** @returns the steps of each person that the database holds, by the names of the walk */
async function savedBy(data: string): Promise<Map<string, Set<string>>> {
  const client = new pg.Client(ownerOf(data))
  await client.connect()
  const { rows } = await client.query<{ person: string; done: string[]; sent: boolean }>(`select person, draft -> 'done' as done, receipt is not null as sent from cases.application`)
  await client.end()
  return new Map(rows.map(({ person, done, sent }) => [person, new Set(['start', ...done, ...(sent ? ['submit'] : [])])]))
}
