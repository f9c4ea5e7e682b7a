/** A look's file with time-stamps of two real authorities: both verifiers agree that they hold, and on each change that they do not. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pino from 'pino'
import { verifyEvidence as verifyApart } from '../../../packages/evidence/verify-evidence.mjs'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'
import { opensslMissing, type RunningAuthority, startAuthority } from '../../../tests/support/stamp-authority.ts'
import { systemClock } from '../../kernel/clock/clock.ts'
import { createTransparency } from '../../kernel/transparency/transparency.ts'
import { createExchange, verifyEvidence } from './index.ts'
import type { Evidence } from './read-evidence.ts'

const pack = loadPack('packs/kr')
const person = 'KR-DEMO-000003'
const missing = opensslMissing()

suite('evidence with time-stamps', { skip: missing ?? false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-evidence-stamps-'))
  let room: RoomDatabase
  let authorities: RunningAuthority[] = []
  before(async () => {
    room = await roomDatabase()
    authorities = await Promise.all(['ministry', 'notary'].map((name) => startAuthority(join(folder, name), name)))
  })
  after(async () => {
    await Promise.all([...authorities.map((authority) => authority.stop()), room.close()])
    rmSync(folder, { recursive: true, force: true })
  })

  test('it holds with the roots in the file and with given ones; every changed, foreign or moved stamp is refused by both', async () => {
    const transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger: pino({ level: 'silent' }), host: 'stamped.example', secret: randomBytes(32), authorities })
    const accessLog = transparency.log('access', 'exchange')
    const exchange = createExchange({ database: room.database, pack, clock: systemClock(pack.timeZone), log: pino({ level: 'silent' }), accessLog, addressOf: () => undefined })
    const look = async () => {
      await exchange.noteViewing({ person, agency: 'nts', role: 'caseworker', purpose: 'birth-nts', caseId: randomUUID(), values: [{ register: 'resident', field: 'name', value: 'unseen', answeredAt: new Date().toISOString() }] })
      const { id } = (await exchange.accessLog(person))[0]!
      for (let tries = 0; tries < 100 && (await accessLog.stampsOf(id)).length < 2; tries += 1) {
        await accessLog.settle()
        await pause(100)
      }
      return exchange.evidence(person, id)
    }
    const [first, second] = [await look(), await look()]
    await exchange.close()
    await transparency.stop()

    const given = authorities.flatMap(({ roots }) => roots)
    for (const file of [first, second].map((evidence) => JSON.stringify(evidence))) {
      for (const own of [await verifyEvidence(file), await verifyEvidence(file, undefined, given)]) assert.deepEqual(own.stamps.map(({ authority }) => authority), ['ministry', 'notary'])
      for (const apart of [verifyApart(file), verifyApart(file, undefined, given.join('\n'))]) assert.deepEqual(apart.stamps.map(({ authority, at }) => ({ authority, at })), (await verifyEvidence(file)).stamps.map(({ authority, at }) => ({ authority, at })))
    }
    writeFileSync(join(folder, 'look.json'), JSON.stringify(first))
    assert.match(execFileSync(process.execPath, ['packages/evidence/verify-evidence.mjs', join(folder, 'look.json')], { encoding: 'utf8' }), /✓ stamped by ministry at/)

    const [stamp, other] = [first.stamps[0]!, second.stamps[0]!]
    const changed: [string, Partial<Evidence>, roots?: string[]][] = [
      ['a bit of the token', { stamps: [{ ...stamp, token: Buffer.from(Buffer.from(stamp.token, 'base64').map((byte, at, all) => (at === all.length - 5 ? byte ^ 1 : byte))).toString('base64') }] }],
      ['no token', { stamps: [{ ...stamp, token: '' }] }],
      ['the token of another checkpoint', { stamps: [{ ...stamp, token: other.token }] }],
      ['the proof of another look', { stamps: [{ ...stamp, proof: other.proof }] }],
      ['a checkpoint that the log has not signed', { stamps: [{ ...stamp, proof: stamp.proof.replace(/^— .*$/m, (line) => `${line.slice(0, -12)}${line.at(-12) === 'A' ? 'B' : 'A'}${line.slice(-11)}`) }] }],
      ['one authority alone is believed, the other stamped, too', {}, authorities[0]!.roots as string[]],
      ['nobody is believed', { stampRoots: [] }],
    ]
    for (const [what, part, roots] of changed) {
      const file = JSON.stringify({ ...first, ...part })
      await assert.rejects(verifyEvidence(file, undefined, roots), what)
      assert.throws(() => verifyApart(file, undefined, roots?.join('\n')), what)
    }
  })
})
