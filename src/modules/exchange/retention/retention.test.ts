/** What the law no longer wants kept is gone, nobody ends anything else, and every proof given before or after holds. */
import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { type Unsound, verifyChain } from '../../../../packages/evidence/verify-chain.mjs'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { roomDatabase, type RoomDatabase } from '../../../../tests/support/room-database.ts'
import { fixedClock, systemClock } from '../../../kernel/clock/clock.ts'
import { createTransparency, type Transparency, type TransparencyLog } from '../../../kernel/transparency/transparency.ts'
import { createExchange, type Exchange, verifyEvidence } from '../index.ts'
import type { ExchangeTables } from '../tables.ts'

const pack = loadPack('packs/kr')
const { accessLog: { years: logYears }, consents: { years: consentYears } } = pack.retention
const [mine, other] = ['KR-DEMO-000003', 'KR-DEMO-000004']
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const opened: Exchange[] = []
let room: RoomDatabase
let transparency: Transparency
let log: TransparencyLog
let now: Exchange

/** The house so many years and days later. */
function houseIn(years: number, days = 1): Exchange {
  const at = Temporal.Now.zonedDateTimeISO(pack.timeZone).add({ years, days })
  const exchange = createExchange({ database: room.database, pack, clock: fixedClock(at.toInstant().toString(), pack.timeZone), log: pino({ level: 'silent' }), accessLog: log, addressOf: () => undefined })
  opened.push(exchange)
  return exchange
}

before(async () => {
  room = await roomDatabase()
  transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger: pino({ level: 'silent' }), host: 'retention.example', secret: randomBytes(32) })
  log = transparency.log('access', 'exchange')
  now = houseIn(0, 0)
})
after(async () => {
  for (const exchange of opened) await exchange.close()
  await transparency.stop()
  await room.close()
})

const values = [{ register: 'resident', field: 'name', value: 'unseen', answeredAt: new Date().toISOString() }]
const look = (person: string) => now.noteViewing({ person, agency: 'nts', role: 'caseworker', purpose: 'birth-nts', caseId: randomUUID(), values })
const count = async (table: string) => (await room.ask<{ count: number }>(`select count(*)::int as count from exchange.${table}`))[0]!.count
const nothing = { looks: 0, sweeps: 0, requests: 0, bundles: 0, consents: 0 }
const code = (wanted: string) => (cause: unknown) => (cause as Unsound).code === wanted

test('on its last day a look is there; on the day after, it is gone, and the proofs of before and after hold', async () => {
  for (const person of [mine, mine, other, mine]) await look(person)
  const [newest] = await now.accessLog(mine)
  await log.settle()
  const [evidence, file] = [await now.evidence(mine, newest!.id), await now.chain(mine)]
  // Before the log has said a time behind them nothing goes: a row that is missed would look stolen.
  assert.deepEqual(await houseIn(logYears).endRecords(), nothing)
  assert.equal(await now.commitHeads(), 2)
  await log.settle()
  await look(mine)
  assert.deepEqual(await houseIn(logYears, 0).endRecords(), nothing)

  const later = houseIn(logYears)
  assert.deepEqual(await later.endRecords(), { ...nothing, looks: 4 })
  assert.deepEqual(await later.endRecords(), nothing)
  assert.deepEqual([(await later.accessLog(other)).length, (await later.accessLog(mine)).length], [0, 1])
  await log.settle()
  // Given before, they still hold; given after, they say what has ended and since when it stood.
  await verifyEvidence(JSON.stringify(evidence))
  assert.equal((await verifyChain(file, sha256)).looks, 3)
  const rest = await verifyChain(await later.chain(mine), sha256)
  assert.deepEqual([rest.looks, rest.ended, rest.wholeLength], [1, 3, 3])
  assert.ok(Date.parse(rest.endedBefore!) <= Date.now())
  assert.deepEqual((await verifyChain(await later.chain(other), sha256)).ended, 1)
  assert.equal(await log.sweep(), undefined)
  // Whoever holds the rows against the log knows what may be gone by then, and misses it while it is too young.
  assert.equal(await later.sweep(), undefined)
  assert.match((await now.sweep())!, /^the row of entry \d+ is missing$/)
  // The chain goes on.
  await look(mine)
  await later.commitHeads()
  await log.settle()
  assert.deepEqual((({ looks, ended, wholeLength }) => [looks, ended, wholeLength])(await verifyChain(await later.chain(mine), sha256)), [2, 3, 5])
})

test('a file that calls looks ended which are not, or says another time, does not hold', async () => {
  const file = await houseIn(logYears).chain(mine)
  const changed = (change: (copy: typeof file) => void) => {
    const copy = structuredClone(file)
    change(copy)
    return verifyChain(copy, sha256)
  }
  await assert.rejects(changed((copy) => { copy.ended!.looks += 1 }), code('left-out'))
  await assert.rejects(changed((copy) => { copy.looks.shift(); copy.indexes.shift(); copy.ended!.looks += 1 }), code('broken-chain'))
  await assert.rejects(changed((copy) => { copy.ended!.head = randomBytes(32).toString('base64') }), code('broken-chain'))
  await assert.rejects(changed((copy) => { copy.ended!.heads = Buffer.from(Buffer.from(copy.ended!.heads, 'base64').toString('latin1').replace(/\n20\d\d-/, '\n2001-'), 'latin1').toString('base64') }), code('not-in-log'))
  await assert.rejects(changed((copy) => { copy.indexes.splice(-2, 2, ...copy.indexes.slice(-2).toReversed()) }), code('left-out'))
  await assert.rejects(changed((copy) => { delete copy.ended }), code('left-out'))
})

test('a look that is being questioned stays with all that follows it, until it was answered', async () => {
  await look(mine)
  await now.commitHeads()
  await log.settle()
  const [, questioned] = await now.accessLog(mine)
  await now.requests.questionLook(mine, questioned!.id, 'Why?')
  const later = houseIn(logYears)
  assert.deepEqual(await later.endRecords(), { ...nothing, looks: 1 })
  assert.equal((await verifyChain(await later.chain(mine), sha256)).looks, 2)
  await now.requests.answer('nts', (await now.requests.own(mine))[0]!.id, { outcome: 'explained', answer: 'For your refund.', by: 'o' })
  assert.deepEqual(await later.endRecords(), { ...nothing, looks: 2 })
  assert.equal(await count('data_request'), 0)
  assert.equal(await later.sweep(), undefined)
})

test('a consent stays its years after its end, with its versions and notices, and longer than what it allowed', async () => {
  const cases = { refused: randomUUID(), withdrawn: randomUUID(), holds: randomUUID() }
  const give = (caseId: string, agreed: boolean) => now.giveConsent({ person: mine, caseId, language: 'en', decisions: { 'birth-nts': agreed } })
  await give(cases.refused, false)
  await give(cases.withdrawn, true)
  await give(cases.holds, true)
  await now.disclose({ key: randomUUID(), person: mine, purpose: 'birth-nts', caseId: cases.withdrawn, values })
  const idOf = async (caseId: string) => (await now.consents(mine)).find(({ case_id }) => case_id === caseId)!.id
  await now.withdrawConsent(mine, await idOf(cases.withdrawn))
  assert.deepEqual([await count('consent_notice'), await count('consent_past')], [1, 1])
  await now.commitHeads()
  await look(other)
  await now.commitHeads()
  await log.settle()
  const ids = await Promise.all(Object.values(cases).map(idOf))
  // What was kept for a case ends with the consent, long before the consent's own years are over.
  for (const caseId of [cases.withdrawn, cases.holds]) await room.ask(`insert into exchange.kept_bundle (id, consent_id, agency, asked_by, role, asked_at, silent) values (gen_random_uuid(), '${await idOf(caseId)}', 'nts', 'o', 'caseworker', now(), '[]')`)
  await room.ask(`insert into exchange.kept_value select id, 0, 'resident', 'name', '"unseen"', 'then', gen_random_uuid() from exchange.kept_bundle`)
  const [{ ends_on: lastDay }] = await room.ask(`select to_char(ends_on, 'YYYY-MM-DD') as ends_on from exchange.consent where case_id = $1`, [cases.holds]) as [{ ends_on: string }]
  const daysLeft = Temporal.Now.plainDateISO(pack.timeZone).until(lastDay, { largestUnit: 'days' }).days
  assert.deepEqual([(await now.endRecords()).bundles, await count('kept_value')], [1, 1])
  assert.equal((await houseIn(0, daysLeft).endRecords()).bundles, 0)
  assert.deepEqual([(await houseIn(0, daysLeft + 1).endRecords()).bundles, await count('kept_value')], [1, 0])
  const record = await now.consentRecord(mine, ids[0]!)
  assert.equal((record['dpv:hasStorageCondition'] as { 'dct:valid': { '@value': string } })['dct:valid']['@value'], Temporal.Now.plainDateISO(pack.timeZone).add({ years: consentYears }).toString())

  assert.equal((await houseIn(consentYears, 0).endRecords()).consents, 0)
  const later = houseIn(consentYears)
  assert.equal((await later.endRecords()).consents, 2)
  assert.deepEqual((await later.consents(mine)).map(({ case_id }) => case_id), [cases.holds])
  assert.deepEqual([await count('consent_notice'), await count('consent_past')], [0, 0])
  assert.equal(await later.sweep(), undefined)
})

test('nobody but the role of ending removes anything, and it can do nothing else; each step is noted with its law', async () => {
  const as = (duty: string | undefined, work: (tx: Parameters<Parameters<ReturnType<typeof room.database.room<ExchangeTables>>['transaction']>[0]>[0]) => Promise<unknown>) => room.database.room<ExchangeTables>('exchange', duty).transaction(work)
  const refused = (cause: unknown) => (cause as { code?: string }).code === '42501'
  for (const table of ['access_log', 'consent', 'consent_past', 'consent_notice', 'sweep', 'sealed_look', 'data_request'] as const) await assert.rejects(as(undefined, (tx) => tx.deleteFrom(table).execute()), refused, table)
  await assert.rejects(as('ending', (tx) => tx.selectFrom('access_log').select('purpose').execute()), refused)
  await assert.rejects(as('ending', (tx) => tx.updateTable('access_log').set({ purpose: 'x' }).execute()), refused)
  await assert.rejects(as('ending', (tx) => tx.updateTable('chain').set({ length: 0 }).execute()), refused)
  await assert.rejects(as('ending', (tx) => tx.selectFrom('consent').select('person').execute()), refused)
  const noted = await room.ask<{ actor: string; act: string; detail: { looks?: number; consents?: number; law: string; before: string } }>(`select actor, act, detail from kernel.audit where act like 'end %' order by id`)
  assert.ok(noted.every(({ actor, detail }) => actor === 'system' && /§/.test(detail.law) && !Number.isNaN(Date.parse(detail.before))))
  assert.equal(noted.filter(({ act }) => act === 'end consents').reduce((sum, { detail }) => sum + detail.consents!, 0), 2)
})
