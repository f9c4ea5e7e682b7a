/** A person's whole log as a file: whole it holds, and whatever is left out, added, moved or changed shows, and where. */
import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { type Unsound, verifyChain } from '../../../../packages/evidence/verify-chain.mjs'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { bundleChainPage, bundleFile } from '../../../../scripts/write-chain-page.ts'
import { roomDatabase, type RoomDatabase } from '../../../../tests/support/room-database.ts'
import { systemClock } from '../../../kernel/clock/clock.ts'
import { createTransparency, type Transparency, type TransparencyLog } from '../../../kernel/transparency/transparency.ts'
import { createExchange, type Exchange } from '../index.ts'
import { createOwnLooks } from '../log-own-looks.ts'
import type { ChainFile } from './read-chain.ts'

const pack = loadPack('packs/kr')
const [mine, other] = ['KR-DEMO-000003', 'KR-DEMO-000004']
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
let room: RoomDatabase
let transparency: Transparency
let log: TransparencyLog
let exchange: Exchange

before(async () => {
  room = await roomDatabase()
  transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger: pino({ level: 'silent' }), host: 'chain.example', secret: randomBytes(32) })
  log = transparency.log('access', 'exchange')
  exchange = createExchange({ database: room.database, pack, clock: systemClock(pack.timeZone), log: pino({ level: 'silent' }), accessLog: log, addressOf: () => undefined })
})
after(async () => {
  await exchange.close()
  await transparency.stop()
  await room.close()
})

const look = (person: string) => exchange.noteViewing({ person, agency: 'nts', role: 'caseworker', purpose: 'birth-nts', caseId: randomUUID(), values: [{ register: 'resident', field: 'name', value: 'unseen', answeredAt: new Date().toISOString() }] })
const fileOf = async (person = mine): Promise<ChainFile> => {
  await log.settle()
  return exchange.chain(person)
}
const code = (wanted: string, at?: number) => (cause: unknown) => (cause as Unsound).code === wanted && (at === undefined || (cause as Unsound).at === at)

test('looks at once from several sides stand in one chain without a gap, and the file holds', async () => {
  await Promise.all(Array.from({ length: 24 }, (_, at) => look(at % 3 === 0 ? other : mine)))
  assert.equal(await exchange.commitHeads(), 2)
  await Promise.all([look(mine), look(mine)])
  const found = await verifyChain(await fileOf(), sha256)
  assert.deepEqual([found.looks, found.wholeLength], [18, 16])
  assert.ok(found.wholeUntil !== null)
  assert.equal((await verifyChain(await fileOf(other), sha256)).looks, 8)
  assert.equal(await exchange.commitHeads(), 2)
  assert.equal(await exchange.commitHeads(), undefined)
})

test('nothing of another person is in the file, and no value', async () => {
  const text = JSON.stringify(await fileOf())
  assert.ok(!text.includes(other) && !text.includes('unseen'))
})

test('left out, moved, changed, added, cut off, or passed off as another’s: each shows, and where', async () => {
  const whole = await fileOf()
  const changed = (change: (file: ChainFile) => void) => {
    const copy = structuredClone(whole)
    change(copy)
    return verifyChain(copy, sha256)
  }
  const without = (at: number) => (file: ChainFile) => { file.looks.splice(at, 1); file.indexes.splice(at, 1) }
  await assert.rejects(changed(without(4)), code('left-out', 5))
  await assert.rejects(changed(without(0)), code('left-out', 1))
  // The last one: the log itself has said how long the chain is.
  await assert.rejects(changed(without(17)), code('left-out'))
  await assert.rejects(changed((file) => { [file.looks[2], file.looks[3]] = [file.looks[3]!, file.looks[2]!] }), code('left-out', 3))
  await assert.rejects(changed((file) => { file.looks[6]!.look = file.looks[6]!.look.replace('birth-nts', 'birth-sr') }), code('broken-chain', 8))
  await assert.rejects(changed((file) => { file.looks[17]!.look = file.looks[17]!.look.replace('birth-nts', 'birth-sr') }), code('other-head'))
  await assert.rejects(changed((file) => { file.looks[9]!.salt = randomBytes(32).toString('base64') }), code('broken-chain', 11))
  await assert.rejects(changed((file) => { file.looks.push({ ...file.looks[17]! }); file.indexes.splice(18, 0, 1) }), code('left-out', 19))
  await assert.rejects(changed((file) => { file.person = other }), code('another-person', 1))
  await assert.rejects(changed((file) => { file.blind = randomBytes(32).toString('base64') }), code('broken-chain', 1))
  await assert.rejects(changed((file) => { file.heads!.length = 3 }), code('other-head'))
  await assert.rejects(changed((file) => { file.checkpoint = file.checkpoint.replace(/\n(\d+)\n/, '\n7\n') }), code('not-signed'))
  await assert.rejects(changed((file) => { file.proof.reverse() }), code('not-in-log'))
  // A whole chain of one's own making, whose looks fit each other: it stands in no log.
  await assert.rejects(changed((file) => { file.heads = null; file.indexes.pop(); without(17)(file) }), code('not-in-log'))
})

test('a row that a superuser takes out, changes or moves shows in the person’s file', async () => {
  const tamper = async (statement: string, back: string, wanted: (cause: unknown) => boolean) => {
    await room.ask(statement)
    await assert.rejects(fileOf().then((file) => verifyChain(file, sha256)), wanted)
    await room.ask(back)
    await verifyChain(await fileOf(), sha256)
  }
  const at = (seq: number) => `where person = '${mine}' and seq = ${seq}`
  await tamper(`update exchange.access_log set recipient = 'kepco' ${at(5)}`, `update exchange.access_log set recipient = 'nts' ${at(5)}`, code('broken-chain', 6))
  await tamper(`update exchange.access_log set seq = 900 ${at(5)}`, `update exchange.access_log set seq = 5 ${at(900)}`, code('left-out', 5))
  await tamper(`create table exchange.gone as select * from exchange.access_log ${at(7)}; delete from exchange.access_log ${at(7)}`, 'insert into exchange.access_log select * from exchange.gone', code('left-out', 7))
})

test('the same look again adds nothing to the chain', async () => {
  const caseId = randomUUID()
  const key = randomUUID()
  await exchange.giveConsent({ person: mine, caseId, language: 'en', decisions: { 'birth-nts': true } })
  const before = await exchange.chainLength(mine)
  const values = [{ register: 'resident', field: 'name', value: 'unseen', answeredAt: new Date().toISOString() }]
  await Promise.all(Array.from({ length: 8 }, () => exchange.disclose({ key, person: mine, purpose: 'birth-nts', caseId, values })))
  assert.equal(await exchange.chainLength(mine), before + 1)
  await verifyChain(await fileOf(), sha256)
})

test('heads of many chains: paths through full and part-filled blocks', async () => {
  await room.ask(`insert into exchange.chain (person, blind, length, head) select 'X-' || n, sha256(n::text::bytea), 1 + n % 7, sha256(('h' || n)::bytea) from generate_series(1, 700) as n`)
  await look(mine)
  assert.equal(await exchange.commitHeads(), 702)
  for (const person of [mine, other]) assert.equal((await verifyChain(await fileOf(person), sha256)).wholeLength, await exchange.chainLength(person))
})

test('looks of people at what is theirs, at once and beside those of agencies, stand in the same chains, whatever they say', async () => {
  const logOwn = createOwnLooks({ db: room.database.room('exchange'), log })
  const [first, second] = ['own "prev":"" {} \\ look', `other's look \u00e9\u{1f469}`]
  const own = (person: string, purpose: string) => logOwn({ person, recipient: 'self', role: 'self', purpose, caseId: null, values: ['resident', 'tax'].map((register) => ({ register, field: '"prev":""', value: 'unseen', answeredAt: new Date().toISOString() })) })
  await Promise.all(Array.from({ length: 12 }, (_, at) => [own(at % 2 === 0 ? first : second, at % 3 === 0 ? first : second), look(first)]).flat())
  const [one, two] = await Promise.all([first, second].map(async (person) => verifyChain(await fileOf(person), sha256)))
  assert.deepEqual([one!.looks, two!.looks], [24, 12])
})

test('the page’s script is the one that its sources make', async () => {
  assert.equal(readFileSync(bundleFile, 'utf8'), await bundleChainPage())
})
