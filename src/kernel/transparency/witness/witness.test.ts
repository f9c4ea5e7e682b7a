/** Two witnesses as programs of their own, over a log in real PostgreSQL; and what each of them refuses. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { roomDatabase, type RoomDatabase } from '../../../../tests/support/room-database.ts'
import { type RunningWitness, startWitness } from '../../../../tests/support/witness-program.ts'
import { systemClock } from '../../clock/clock.ts'
import type { Fault } from '../../faults/faults.ts'
import { newId } from '../../ids/ids.ts'
import { leafHash, nodeHash } from '../merkle/hash.ts'
import { originHash } from '../merkle/origin-hash.ts'
import { checkpointText, cosignedBy, parseCheckpoint } from '../note/checkpoint.ts'
import { newSignerKey, readSignerKey, readVkey, writeVkey } from '../note/key.ts'
import { joinNote, signText } from '../note/note.ts'
import { demandPolicy, readPolicy } from '../note/policy.ts'
import type { LogTables } from '../store/tables.ts'
import { createTransparency } from '../transparency.ts'
import { answerCheckpoint } from './answer-checkpoint.ts'
import { openState } from './keep-state.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-witness-'))
const host = 'witnessed.example'
let room: RoomDatabase
const witnesses: RunningWitness[] = []
before(async () => {
  room = await roomDatabase()
  for (const name of ['ombudsman', 'authority']) witnesses.push(await startWitness(join(folder, name), name))
})
after(async () => {
  for (const witness of witnesses) await witness.stop()
  await room.close()
  rmSync(folder, { recursive: true, force: true })
})

const entryOf = (text: string) => ({ id: newId(), entry: Buffer.from(`\x01${text}`) })
const policyText = () => `${witnesses.map(({ name, vkey, url }) => `witness ${name} ${vkey} ${url}\n`).join('')}group both all ${witnesses.map(({ name }) => name).join(' ')}\nquorum both\n`

/** A log of its own with a key of its own, known to the witnesses unless said otherwise. */
async function watched(name: string) {
  const key = readSignerKey(newSignerKey(`${host}/log/${name}`, 1))
  for (const { folder: own } of witnesses) appendFileSync(join(own, 'logs'), `${writeVkey(key)}\n`)
  const open = async () => {
    const transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger: pino({ level: 'silent' }), host, secret: randomBytes(32), keys: [key], policy: readPolicy(policyText()) })
    const log = transparency.log(name, 'exchange')
    await log.open()
    return { transparency, log }
  }
  return { key, open, ...await open() }
}

type Opened = Awaited<ReturnType<typeof watched>>
async function addTo({ log }: Pick<Opened, 'log'>, text: string) {
  const entry = entryOf(text)
  await room.database.room<LogTables>('exchange').transaction((tx) => log.add(tx, [entry]))
  return entry
}

test('an entry is proven once both witnesses have cosigned; one alone is not enough', async () => {
  const opened = await watched('both')
  const first = await addTo(opened, 'first')
  await opened.log.settle()
  assert.ok(await opened.log.prove(first.id))
  const policy = readPolicy(`log ${writeVkey(opened.key)}\n${policyText()}`)
  assert.equal(demandPolicy(parseCheckpoint((await opened.log.published())!.note), policy).length, 2)

  await witnesses[1]!.stop()
  const second = await addTo(opened, 'second')
  await opened.log.receipts([second.id])
  await opened.log.settle()
  assert.equal((await opened.log.states([second.id])).get(second.id), 'numbered')
  assert.equal(await opened.log.prove(second.id), undefined)

  // It comes back on its port with its memory, and the evidence catches up.
  await witnesses[1]!.start()
  await opened.log.settle()
  assert.ok(await opened.log.prove(second.id))
  await opened.transparency.stop()
})

test('a database put back to an older state is seen at the next start: no more receipts', async () => {
  const opened = await watched('rewound')
  for (const text of ['1', '2', '3']) await addTo(opened, text)
  await opened.log.settle()
  const { log: { id } } = await opened.log.open()
  const before = await room.ask<{ size: number; note: string }>('select size::int, note from kernel.log_checkpoint where log = $1', [id])
  await addTo(opened, '4')
  await opened.log.settle()
  await opened.transparency.stop()
  await room.ask('delete from kernel.log_checkpoint where log = $1', [id])
  for (const { size, note } of before) await room.ask('insert into kernel.log_checkpoint (log, size, note, witnessed_at) values ($1, $2, $3, now())', [id, size, note])
  await room.ask('delete from kernel.log_entry where log = $1 and index >= $2', [id, before[0]!.size])
  await room.ask('update kernel.log_tree set size = $2 where log = $1', [id, before[0]!.size])
  await room.ask('update kernel.log set size = $2 where id = $1', [id, before[0]!.size])
  const again = await opened.open()
  const entry = await addTo(again, 'instead')
  await assert.rejects(again.log.receipts([entry.id]), (cause: Fault) => cause.code === 'kernel.unavailable' && /has seen/.test((cause.cause as Error).message))
  await again.transparency.stop()
})

test('a second history, an unknown log, a wrong size and a wrong proof get no signature', () => {
  const own = mkdtempSync(join(folder, 'alone-'))
  const log = readSignerKey(newSignerKey('example.com/log', 1))
  const key = readSignerKey(newSignerKey('witness.example', 4))
  const deps = { key, logKeys: () => [readVkey(writeVkey(log))], state: openState(own), now: () => 1_790_000_000 }
  const [a, b, c] = ['a', 'b', 'c'].map((text) => leafHash(Buffer.from(text))) as [Buffer, Buffer, Buffer]
  const ask = (old: number, size: number, root: Buffer, proof: Buffer[] = [], signer = log) => {
    const text = checkpointText(signer.name, size, root)
    return answerCheckpoint(deps, Buffer.from(`old ${old}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${joinNote(text, [signText(text, signer)])}`))
  }
  const statusOf = (...request: Parameters<typeof ask>) => ask(...request).status
  assert.equal(statusOf(0, 1, a, [], readSignerKey(newSignerKey('example.com/else', 1))), 404)
  assert.equal(statusOf(0, 1, a, [], readSignerKey(newSignerKey('example.com/log', 1))), 403)
  assert.deepEqual([ask(5, 6, a).status, ask(5, 6, a).text], [409, '0\n'])
  assert.equal(statusOf(2, 1, a), 400)
  const first = ask(0, 1, a)
  assert.equal(first.status, 200)
  const text = checkpointText('example.com/log', 1, a)
  assert.deepEqual(cosignedBy(parseCheckpoint(joinNote(text, [first.text.trimEnd()])), [key]), [{ key, time: 1_790_000_000 }])
  assert.equal(statusOf(1, 1, b), 409, 'another root of the same size')
  assert.equal(statusOf(1, 1, a), 200)
  assert.equal(statusOf(1, 2, nodeHash(a, b), [c]), 422)
  assert.equal(statusOf(1, 2, nodeHash(a, b), [b]), 200)
  assert.equal(statusOf(0, 1, a), 409)
  // What it remembers is on the disk.
  assert.equal(parseCheckpoint(openState(own).read(originHash('example.com/log'))!).size, 2)
  for (const wrong of ['', 'old 0\n\n', 'old 00\n\nx', 'new 0\n\nx']) assert.equal(answerCheckpoint(deps, Buffer.from(wrong)).status, 400)
})
