/** A log in real PostgreSQL: numbers without a gap from several processes' worth of callers, checkpoints, proofs, keys. */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import pino from 'pino'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'
import { fixedClock, systemClock } from '../clock/clock.ts'
import type { Fault } from '../faults/faults.ts'
import { newId } from '../ids/ids.ts'
import { leafHash } from './merkle/hash.ts'
import { rootOfMany } from './merkle/many.ts'
import { isConsistent } from './merkle/verify.ts'
import { demandLogSignature, parseCheckpoint } from './note/checkpoint.ts'
import { newSignerKey, readSignerKey, writeVkey } from './note/key.ts'
import { parseNote, verifiedBy } from './note/note.ts'
import { isProven, readProof } from './note/proof.ts'
import { keyEntry } from './open-log.ts'
import { receiptText } from './store/receipt.ts'
import type { LogTables } from './store/tables.ts'
import { createTransparency, demandReceipts, type NewEntry, type TransparencyDeps } from './transparency.ts'

let room: RoomDatabase
before(async () => { room = await roomDatabase() })
after(() => room.close())

const secret = randomBytes(32)
const host = 'log.example'
const start = (more: Partial<TransparencyDeps> = {}) => createTransparency({ database: room.database, clock: systemClock('UTC'), logger: pino({ level: 'silent' }), host, secret, ...more })
const entryOf = (text: string): NewEntry => ({ id: newId(), entry: Buffer.from(`\x01${text}`) })
const inRoom = (name = 'exchange') => room.database.room<LogTables>(name)

test('two hundred callers of three processes: numbers without a gap, receipts that hold, entries once', async () => {
  const processes = [1, 2, 3].map(() => {
    const transparency = start()
    return { transparency, log: transparency.log('parallel', 'exchange') }
  })
  await Promise.all(processes.map(({ transparency }) => transparency.start()))
  const given = await Promise.all(Array.from({ length: 200 }, async (_, at) => {
    const { log } = processes[at % 3]!
    const entries = [entryOf(`${at} a`), entryOf(`${at} b`)]
    await inRoom().transaction((tx) => log.add(tx, entries))
    const receipts = await log.receipts(entries.map(({ id }) => id))
    demandReceipts(receipts, entries)
    return receipts
  }))
  const receipts = given.flat()
  const rows = await room.ask<{ index: number; id: string; entry: Buffer }>('select e.index::int, e.id, e.entry from kernel.log_entry e join kernel.log l on l.id = e.log where l.name = $1 order by 1', ['parallel'])
  assert.deepEqual(rows.map(({ index }) => index), rows.map((_, at) => at))
  // The key that signs is an entry of the kernel's own.
  assert.equal(rows.length, 401)
  for (const [first, second] of given as [typeof receipts[number], typeof receipts[number]][]) assert.ok(first.index < second.index)
  const key = (await processes[0]!.log.open()).everyKey[0]!
  for (const receipt of receipts) {
    assert.equal(rows[receipt.index]!.id, receipt.id)
    const note = parseNote(receipt.note)
    assert.equal(note.text, receiptText(`${host}/log/parallel`, receipt.index, leafHash(rows[receipt.index]!.entry), receipt.numberedAt))
    assert.equal(verifiedBy(note, [key], (signer, { bytes }) => signer.isSigned(Buffer.from(note.text), bytes)).length, 1)
    assert.throws(() => parseCheckpoint(receipt.note))
  }
  await Promise.all(processes.map(({ transparency }) => transparency.stop()))
  await processes[0]!.transparency.stop()
  const [head] = await room.ask<{ note: string }>('select c.note from kernel.log_checkpoint c join kernel.log l on l.id = c.log where l.name = $1 order by c.size desc limit 1', ['parallel'])
  assert.equal(parseCheckpoint(head!.note).size, 401)
})

test('changes that number their own entries beside those that wait: no gap, nothing overtaken, receipts when they are durable, and for no other room', async () => {
  const transparency = start()
  const log = transparency.log('at-once', 'exchange')
  await log.open()
  const given = await Promise.all(Array.from({ length: 40 }, async (_, at) => {
    const [waiting, entries] = [entryOf(`${at} waits`), [entryOf(`${at} a`), entryOf(`${at} b`)]]
    await inRoom().transaction((tx) => log.add(tx, [waiting]))
    const { result, receipts } = await log.change(inRoom(), () => Promise.resolve({ result: at, last: [], entries }))
    demandReceipts(receipts, entries)
    assert.equal(result, at)
    const [first] = await log.receipts([waiting.id])
    assert.ok(first!.index < receipts[0]!.index && receipts[0]!.index < receipts[1]!.index)
    return [first!, ...receipts]
  }))
  assert.deepEqual(given.flat().map(({ index }) => index).sort((a, b) => a - b), Array.from({ length: 120 }, (_, at) => at + 1))
  await log.settle()
  assert.equal(parseCheckpoint((await log.published())!.note).size, 121)
  assert.deepEqual(await log.change(inRoom(), () => Promise.resolve({ result: 'nothing new', last: [], entries: [] })), { result: 'nothing new', receipts: [] })
  const lost = entryOf('lost')
  const fails = inRoom().statement(() => sql`select 1 / 0`)
  await assert.rejects(log.change(inRoom(), () => Promise.resolve({ result: undefined, last: [fails({})], entries: [lost] })), { code: '22012' })
  await assert.rejects(log.receipts([lost.id]), /was never added/)
  await assert.rejects(log.change(inRoom('cases'), () => Promise.resolve({ result: undefined, last: [], entries: [lost] })), { code: '42501' })
  await transparency.stop()
})

test('an entry of a transaction that is rolled back has no number, and no receipt', async () => {
  const transparency = start()
  const log = transparency.log('rollback', 'exchange')
  await log.open()
  const entry = entryOf('never')
  await assert.rejects(inRoom().transaction(async (tx) => {
    await log.add(tx, [entry])
    throw new Error('changed my mind')
  }), /changed my mind/)
  await assert.rejects(log.receipts([entry.id]), /was never added/)
  await transparency.stop()
})

test('a receipt that another hand made, or for other bytes, is none', async () => {
  const transparency = start()
  const log = transparency.log('forgery', 'exchange')
  await log.open()
  const entry = entryOf('mine')
  await inRoom().transaction((tx) => log.add(tx, [entry]))
  const receipts = await log.receipts([entry.id])
  demandReceipts(receipts, [entry])
  assert.throws(() => { demandReceipts(receipts.map((receipt) => ({ ...receipt })), [entry]) }, /no receipt/)
  assert.throws(() => { demandReceipts(receipts, [{ ...entry, entry: Buffer.from('other') }]) }, /no receipt/)
  assert.throws(() => { demandReceipts([], [entry]) }, /no receipt/)
  // Asked again, much later: the same number.
  assert.equal((await log.receipts([entry.id]))[0]!.index, receipts[0]!.index)
  await transparency.stop()
})

test('checkpoints grow out of each other, and every entry is proven, alone and together', async () => {
  const transparency = start()
  const log = transparency.log('proofs', 'exchange')
  const entries: NewEntry[] = []
  let before = parseCheckpoint((await log.settle(), await log.published())!.note)
  const { tiles, everyKey } = await log.open()
  const { consistencyRanges } = await import('./merkle/ranges.ts')
  for (const count of [1, 2, 253, 300, 1]) {
    const added = Array.from({ length: count }, (_, at) => entryOf(`${entries.length + at}`))
    await inRoom().transaction((tx) => log.add(tx, added))
    assert.equal(await log.prove(added[0]!.id), undefined)
    await log.receipts([added[0]!.id])
    assert.equal((await log.states([added[0]!.id])).get(added[0]!.id), 'numbered')
    await log.settle()
    assert.equal((await log.states([added[0]!.id])).get(added[0]!.id), 'witnessed')
    entries.push(...added)
    const checkpoint = parseCheckpoint((await log.published())!.note)
    demandLogSignature(checkpoint, everyKey)
    assert.equal(checkpoint.size, entries.length + 1)
    assert.ok(isConsistent(before, checkpoint, await tiles.roots(consistencyRanges(before.size, checkpoint.size))))
    before = checkpoint
  }
  for (const { id, entry } of [entries[0]!, entries[255]!, entries.at(-1)!]) {
    const proof = readProof((await log.prove(id))!)
    assert.ok(isProven(proof, leafHash(entry)))
    assert.ok(!isProven(proof, leafHash(Buffer.from('another'))))
  }
  const chosen = entries.filter((_, at) => at % 7 === 0)
  const many = (await log.proveMany(chosen.map(({ id }) => id)))!
  const leaves = chosen.map(({ id, entry }) => ({ index: many.indexes.get(id)!, leaf: leafHash(entry) })).sort((a, b) => a.index - b.index)
  assert.ok(rootOfMany(leaves, many.size, many.hashes)?.equals(parseCheckpoint(many.checkpoint).root))
  assert.ok(!rootOfMany(leaves.slice(1), many.size, many.hashes)?.equals(parseCheckpoint(many.checkpoint).root))
  assert.ok(!rootOfMany(leaves.with(3, { ...leaves[3]!, leaf: leaves[4]!.leaf }), many.size, many.hashes)?.equals(parseCheckpoint(many.checkpoint).root))
  assert.equal(rootOfMany(leaves, many.size, many.hashes.slice(1)), undefined)
  await transparency.stop()
})

test('a new key is announced in the log; the old one stays known', async () => {
  const first = start()
  const log = first.log('rotation', 'exchange')
  await log.settle()
  const old = (await log.open()).everyKey[0]!
  await first.stop()
  const key = readSignerKey(newSignerKey(`${host}/log/rotation`, 1))
  const second = start({ keys: [key] })
  const renewed = second.log('rotation', 'exchange')
  await renewed.settle()
  const { everyKey } = await renewed.open()
  assert.deepEqual(new Set(everyKey.map(writeVkey)), new Set([old, key].map(writeVkey)))
  demandLogSignature(parseCheckpoint((await renewed.published())!.note), [key])
  const entries = await room.ask<{ entry: Buffer }>('select e.entry from kernel.log_entry e join kernel.log l on l.id = e.log where l.name = $1 order by e.index', ['rotation'])
  assert.deepEqual(entries.map(({ entry }) => entry), [keyEntry(old), keyEntry(key)])
  const keys = await room.ask<{ first_size: number; last_size: number | null }>('select first_size::int, last_size::int from kernel.log_key k join kernel.log l on l.id = k.log where l.name = $1 order by first_size', ['rotation'])
  assert.deepEqual(keys, [{ first_size: 0, last_size: 1 }, { first_size: 1, last_size: null }])
  await second.stop()
  await assert.rejects(start({ keys: [readSignerKey(newSignerKey('else.example/log/rotation', 1))], host: 'else.example' }).log('rotation', 'exchange').open(), /not one of the log/)
})

test('no other room writes into a log, none gives numbers or changes an entry', async () => {
  const transparency = start()
  const log = transparency.log('rights', 'exchange')
  await log.settle()
  const refused = { code: '42501' }
  await assert.rejects(inRoom('cases').transaction((tx) => log.add(tx, [entryOf('mine')])), refused)
  for (const name of ['exchange', 'kernel']) {
    for (const statement of [
      sql`insert into kernel.log_entry (log, index, id, entry) values (1, 99, ${randomUUID()}, 'x')`,
      sql`update kernel.log_entry set entry = 'x'`, sql`delete from kernel.log_entry`, sql`delete from kernel.log_pending`, sql`truncate kernel.log_entry`,
    ]) await assert.rejects(inRoom(name).transaction((tx) => statement.execute(tx)), refused)
  }
  await assert.rejects(inRoom('exchange').transaction((tx) => sql`select * from kernel.log_number(1::smallint, 1)`.execute(tx)), refused)
  await transparency.stop()
})

test('what was signed is not built upon when it has changed underneath: no more receipts', async () => {
  for (const [name, tamper] of [
    ['tile', `update kernel.log_tile set hashes = decode(repeat('00', 32), 'hex') || substr(hashes, 33) where level = 0 and log = $1`],
    ['rewound', `update kernel.log_tree set size = 2 where log = $1`],
    ['entry', `delete from kernel.log_entry where index = 3 and log = $1`],
  ] as const) {
    const transparency = start()
    const log = transparency.log(`changed-${name}`, 'exchange')
    await log.open()
    await inRoom().transaction((tx) => log.add(tx, [entryOf('1'), entryOf('2')]))
    await log.settle()
    const later = entryOf('3')
    await inRoom().transaction((tx) => log.add(tx, [later]))
    await log.receipts([later.id])
    await room.ask(tamper, [(await log.open()).log.id])
    await log.settle()
    await assert.rejects(log.receipts([later.id]), (cause: Fault) => cause.code === 'kernel.unavailable' && cause.cause instanceof Error, name)
    await assert.rejects(log.change(inRoom(), () => Promise.resolve({ result: undefined, last: [], entries: [entryOf('4')] })), { code: 'kernel.unavailable' })
    await transparency.stop()
  }
})

test('without witnesses for longer than the grace, no more receipts; before it, they are given', async () => {
  const lonely = `witness far ${writeVkey(readSignerKey(newSignerKey('far.example', 4)))} http://127.0.0.1:9\nquorum far\n`
  const { readPolicy } = await import('./note/policy.ts')
  for (const [hours, name] of [[3, 'grace'], [5, 'beyond']] as const) {
    const transparency = start({ policy: readPolicy(lonely), clock: fixedClock(new Date(Date.now() + hours * 3_600_000).toISOString(), 'UTC') })
    const log = transparency.log(`lonely-${name}`, 'exchange')
    await log.open()
    const entry = entryOf('alone')
    await inRoom().transaction((tx) => log.add(tx, [entry]))
    await log.settle()
    assert.equal(await log.published(), undefined)
    if (hours === 3) assert.equal((await log.receipts([entry.id])).length, 1)
    else await assert.rejects(log.receipts([entry.id]), (cause: Fault) => cause.code === 'kernel.unavailable')
    await transparency.stop()
  }
})
