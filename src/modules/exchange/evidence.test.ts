/** One look's file, after a new key of the log and two witnesses: the platform's verifier and the one that shares no code with it agree. */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { verifyEvidence as verifyApart } from '../../../packages/evidence/verify-evidence.mjs'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'
import { type RunningWitness, startWitness } from '../../../tests/support/witness-program.ts'
import { systemClock } from '../../kernel/clock/clock.ts'
import { newSignerKey, readSignerKey, type SignerKey, writeVkey } from '../../kernel/transparency/note/key.ts'
import { readPolicy } from '../../kernel/transparency/note/policy.ts'
import { createTransparency } from '../../kernel/transparency/transparency.ts'
import { createExchange, verifyEvidence } from './index.ts'

const pack = loadPack('packs/kr')
const person = 'KR-DEMO-000003'
const origin = 'evidence.example/log/access'
const [firstKey, secondKey] = [1, 2].map(() => readSignerKey(newSignerKey(origin, 1))) as [SignerKey, SignerKey]
const folder = mkdtempSync(join(tmpdir(), 'maru-evidence-'))
const witnesses: RunningWitness[] = []
let room: RoomDatabase
before(async () => {
  room = await roomDatabase()
  for (const name of ['ombudsman', 'authority']) {
    const witness = await startWitness(join(folder, name), name)
    for (const key of [firstKey, secondKey]) appendFileSync(join(witness.folder, 'logs'), `${writeVkey(key)}\n`)
    witnesses.push(witness)
  }
})
after(async () => {
  for (const witness of witnesses) await witness.stop()
  await room.close()
  rmSync(folder, { recursive: true, force: true })
})

const policyOf = (key: SignerKey, quorum: string) => `log ${writeVkey(key)}\n${witnesses.map(({ name, vkey, url }) => `witness ${name} ${vkey} ${url}\n`).join('')}${quorum}`
const groups = 'group both all ombudsman authority\nquorum both\n'

async function open(keys: SignerKey[]) {
  const transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger: pino({ level: 'silent' }), host: 'evidence.example', secret: randomBytes(32), keys, policy: readPolicy(policyOf(firstKey, groups)) })
  const accessLog = transparency.log('access', 'exchange')
  const exchange = createExchange({ database: room.database, pack, clock: systemClock(pack.timeZone), log: pino({ level: 'silent' }), accessLog, addressOf: () => undefined })
  const look = async () => {
    await exchange.noteViewing({ person, agency: 'nts', role: 'caseworker', purpose: 'birth-nts', caseId: randomUUID(), values: [{ register: 'resident', field: 'name', value: 'unseen', answeredAt: new Date().toISOString() }] })
    await accessLog.settle()
    return (await exchange.accessLog(person))[0]!.id
  }
  return { transparency, exchange, look }
}

test('the file holds by itself and under a policy, also after the log has a new key; nobody else gets it', async () => {
  const old = await open([firstKey])
  const id = await old.look()
  const file = JSON.stringify(await old.exchange.evidence(person, id))
  await assert.rejects(old.exchange.evidence('KR-DEMO-000004', id))
  await old.transparency.stop()
  const renewed = await open([secondKey])
  await renewed.look()
  const later = JSON.stringify(await renewed.exchange.evidence(person, id))
  await renewed.transparency.stop()
  for (const [text, key] of [[file, firstKey], [later, secondKey]] as const) {
    for (const own of [await verifyEvidence(text), await verifyEvidence(text, readPolicy(policyOf(key, groups)))]) assert.deepEqual([own.look['id'], own.witnesses.length], [id, 2])
    for (const apart of [verifyApart(text), verifyApart(text, policyOf(key, 'quorum all\n'))]) assert.deepEqual([(apart.look as { id: string }).id, apart.cosigned.length], [id, 2])
  }
  assert.ok(!later.includes('unseen'), 'names of fields, never their values')
  await assert.rejects(verifyEvidence(file, readPolicy(policyOf(secondKey, groups))), /no known key/)
  assert.throws(() => verifyApart(file, policyOf(secondKey, 'quorum all\n')), /no known key/)

  // Every part changed, one bit or one line at a time: both verifiers refuse each.
  const evidence = JSON.parse(later) as Record<string, string> & { logKeys: string[]; witnessKeys: string[] }
  const flip = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
  const lines = evidence['proof']!.split('\n')
  const changed = [
    ...['"person":"KR-DEMO-000003"', '"recipient":"nts"', '"role":"caseworker"'].map((part) => ({ ...evidence, look: evidence['look']!.replace(part, part.replace(/.{2}$/, 'x"')) })),
    { ...evidence, salt: flip(evidence['salt']!, 3) },
    // Hashes of the path, the checkpoint's lines and every signature; the last character of base64 may carry no bits.
    ...lines.flatMap((line, at) => (line === '' || at === 0 ? [] : [{ ...evidence, proof: lines.with(at, line.startsWith('—') ? flip(line, line.length - 20) : flip(line, Math.floor(line.length / 2))).join('\n') }])),
    { ...evidence, proof: lines.filter((line) => !line.startsWith('— authority')).join('\n') },
    { ...evidence, logKeys: [] },
  ]
  assert.ok(changed.length > 8)
  for (const one of changed) {
    const text = JSON.stringify(one)
    assert.notEqual(text, later)
    await assert.rejects(verifyEvidence(text), text)
    assert.throws(() => verifyApart(text), text)
  }
})
