/** Covert looks through the room's door, on real registers: nothing before the date, everything after it, and nothing in between that a person could undo. */
import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { verifyChain } from '../../../../packages/evidence/verify-chain.mjs'
import { verifyEvidence as verifyApart } from '../../../../packages/evidence/verify-evidence.mjs'
import { type RunningRegisters, startRegisters } from '../../../../demo/registers/start-registers.ts'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { openParties, readPublic, serveBroker } from '../../../../tests/support/exchange-parties.ts'
import { roomDatabase, type RoomDatabase } from '../../../../tests/support/room-database.ts'
import { fixedClock, systemClock } from '../../../kernel/clock/clock.ts'
import type { Court } from '../../../kernel/config/read-court.ts'
import type { Fault } from '../../../kernel/faults/faults.ts'
import { newSignerKey, readSignerKey } from '../../../kernel/transparency/note/key.ts'
import { joinNote, signText } from '../../../kernel/transparency/note/note.ts'
import { createTransparency, type Transparency, type TransparencyLog } from '../../../kernel/transparency/transparency.ts'
import { connectorPrograms, createExchange, type Exchange, verifyEvidence } from '../index.ts'
import { readOwnKeys } from '../protocol/party.ts'
import { questionPath } from '../protocol/question.ts'
import { signRequest } from '../protocol/signatures.ts'
import type { ExchangeTables } from '../tables.ts'
import { tell } from './count-sealed.ts'
import { kinds } from './sealed-entry.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const pack = loadPack('packs/kr')
const person = 'KR-DEMO-000003'
const purpose = pack.purposes.find(({ covert }) => covert)!
const judges = ['one', 'two', 'three'].map((name) => readSignerKey(newSignerKey(`${name}.court.example`, 1)))
const stranger = readSignerKey(newSignerKey('one.court.example', 1))
const court: Court = { threshold: 2, keys: judges }
const folder = mkdtempSync(join(tmpdir(), 'maru-sealed-'))
let room: RoomDatabase
let registers: RunningRegisters
let transparency: Transparency
let log: TransparencyLog
const opened: Exchange[] = []

/** The house on a day. */
function houseOn(day: string, of: Court | undefined = court): Exchange {
  const exchange = createExchange({
    database: room.database, pack, clock: fixedClock(`${day}T10:00:00+09:00`, pack.timeZone), log: pino({ level: 'silent' }), accessLog: log, addressOf: (id) => registers.addresses[id], court: of,
  })
  opened.push(exchange)
  return exchange
}

before(async () => {
  room = await roomDatabase()
  registers = await startRegisters(folder, 'packs/kr')
  transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger: pino({ level: 'silent' }), host: 'sealed.example', secret: randomBytes(32) })
  log = transparency.log('access', 'exchange')
})
after(async () => {
  for (const exchange of opened) await exchange.close()
  await registers.close()
  await transparency.stop()
  await room.close()
  rmSync(folder, { recursive: true, force: true })
})

const code = (wanted: string) => (cause: unknown) => (cause as Fault).code === wanted
const official = { official: 'o-1', agency: purpose.agency! }
const lookOn = (day: string) => houseOn(day).sealed.look({ ...official, purpose: purpose.id, person, warrant: '2026-1234' })
const signed = (text: string, keys = judges.slice(0, 2)) => joinNote(text, keys.map((key) => signText(text, key)))
async function entriesOf(kind: number) {
  await log.settle()
  return (await log.entries(0, 10_000)).filter(({ entry }) => entry[0] === kind)
}

test('a covert look is an entry of the log like every look, and stands in nothing that the person sees until its date; then it does, and they are told', async () => {
  const { known, silent, opensOn } = await lookOn('2026-11-26')
  assert.deepEqual(silent, [])
  assert.deepEqual(new Set(known.map(({ register, field }) => `${register}.${field}`)), new Set(purpose.fields))
  assert.equal(opensOn, '2026-12-26')
  const house = houseOn('2026-12-25')
  const sealed = await entriesOf(kinds.sealed)
  assert.equal(sealed.length, 2, 'one for each register')
  assert.ok(sealed.every(({ entry }) => !entry.includes(person) && !entry.includes(purpose.id)))
  assert.equal(await house.sealed.openDue(), 0)
  assert.deepEqual([await house.accessLog(person), await house.chainLength(person)], [[], 0])
  assert.deepEqual(await room.ask(`select 1 from kernel.event where payload::text like '%${person}%'`), [])
  await assert.rejects(house.chain(person), code('kernel.not-found'))

  const later = houseOn('2026-12-26')
  assert.deepEqual((await Promise.all([later.sealed.openDue(), later.sealed.openDue()])).reduce((sum, count) => sum + count, 0), 2)
  const looks = await later.accessLog(person)
  assert.deepEqual(looks.map(({ recipient, purpose: of, recipient_role, looked_at, opened_at }) => [recipient, of, recipient_role, looked_at?.toISOString(), opened_at?.toISOString()]),
    Array.from({ length: 2 }, () => [purpose.agency, purpose.id, 'investigator', '2026-11-26T01:00:00.000Z', '2026-12-26T01:00:00.000Z']))
  assert.equal(await later.chainLength(person), 2)
  const told = await room.ask<{ payload: { lookedAt: string; fields: string[] } }>(`select payload from kernel.event where name = 'exchange.seal-opened'`)
  assert.deepEqual(told.map(({ payload }) => [payload.lookedAt, payload.fields.length]), [['2026-11-26T01:00:00.000Z', purpose.fields.length]])
  assert.equal((await entriesOf(kinds.opened)).length, 2)
  assert.equal(await later.sweep(), undefined)
})

test('the file of an opened look and the file of the chain show away from here that it stood in the log since its day; a changed one does not', async () => {
  await log.settle()
  const house = houseOn('2026-12-26')
  const [look] = await house.accessLog(person)
  const text = JSON.stringify(await house.evidence(person, look!.id))
  for (const found of [await verifyEvidence(text), verifyApart(text)]) {
    const { at, warrant, opensOn } = found.sealed!.look as Record<string, string>
    assert.deepEqual([at, warrant, opensOn, found.sealed!.index < found.index], ['2026-11-26T01:00:00.000Z', '2026-1234', '2026-12-26', true])
  }
  const file = JSON.parse(text) as { look: string; sealed: Record<string, string> }
  const other = JSON.stringify(await house.evidence(person, (await house.accessLog(person))[1]!.id))
  for (const changed of [
    { ...file, sealed: { ...file.sealed, look: file.sealed['look']!.replace('2026-11-26', '2026-12-20') } }, { ...file, sealed: { ...file.sealed, latestOn: '2027-12-26' } },
    { ...file, sealed: (JSON.parse(other) as typeof file).sealed }, { ...file, sealed: undefined }, { ...file, look: file.look.replace('police', 'nts') },
  ]) {
    await assert.rejects(verifyEvidence(JSON.stringify(changed)))
    assert.throws(() => verifyApart(JSON.stringify(changed)))
  }

  await house.noteViewing({ person, agency: 'nts', role: 'caseworker', purpose: 'birth-nts', caseId: randomUUID(), values: [{ register: 'resident', field: 'name', value: 'unseen', answeredAt: new Date().toISOString() }] })
  await house.commitHeads()
  await log.settle()
  const chain = await house.chain(person)
  const found = await verifyChain(chain, sha256)
  assert.deepEqual([found.looks, found.wholeLength], [3, 3])
  const withoutSeal = structuredClone(chain)
  delete withoutSeal.looks[0]!.sealed
  await assert.rejects(verifyChain(withoutSeal, sha256))
  const otherSeal = structuredClone(chain)
  otherSeal.looks[0]!.sealed!.look = otherSeal.looks[0]!.sealed!.look.replace('2026-1234', '2026-9999')
  await assert.rejects(verifyChain(otherSeal, sha256))
})

test('nobody seals for another purpose or for another agency, and nobody asks without end', async () => {
  const { sealed } = houseOn('2026-11-27')
  const look = { ...official, person: 'KR-DEMO-000004', warrant: 'x' }
  await assert.rejects(sealed.look({ ...look, purpose: 'birth-nts' }), code('exchange.beyond-purpose'))
  await assert.rejects(sealed.look({ ...look, purpose: purpose.id, agency: 'nts' }), code('exchange.beyond-purpose'))
  assert.deepEqual(await room.ask(`select 1 from exchange.sealed_look where person = 'KR-DEMO-000004'`), [])
  // The budget of the pack; one inquiry was made before, on the same machine's day.
  for (let at = 0; at < purpose.questionsADay!; at += 1) await sealed.look({ ...look, purpose: purpose.id })
  await assert.rejects(sealed.look({ ...look, purpose: purpose.id }), code('exchange.budget-spent'))
  // What is sealed cannot be sealed for longer, or taken out, by the room itself.
  const db = room.database.room<ExchangeTables>('exchange')
  for (const attempt of [
    () => db.transaction((tx) => tx.updateTable('sealed_look').set({ opens_on: '2099-01-01' }).execute()), () => db.transaction((tx) => tx.deleteFrom('sealed_look').execute()),
    () => db.transaction((tx) => tx.updateTable('access_log').set({ sealed: Buffer.alloc(32) }).execute()), () => db.transaction((tx) => tx.updateTable('court_order').set({ until: '2099-01-01' }).execute()),
  ]) await assert.rejects(attempt(), (cause: { code?: string }) => cause.code === '42501')
})

test('a court keeps it sealed with as many keys as its rule wants: fewer, a stranger’s, one key twice, too late or too long is refused', async () => {
  const { inquiry } = await houseOn('2026-11-27').sealed.look({ ...official, purpose: purpose.id, person: 'KR-DEMO-000007', warrant: '2026-77' })
  const house = houseOn('2026-12-01')
  const draft = await house.sealed.draftOrder(official.agency, inquiry)
  assert.match(draft, /\nuntil 2027-06-27\nuse-by 2026-12-15\nlook .{44}\nlook .{44}\n$/)
  const bring = (note: string, of = house, agency = official.agency) => of.sealed.extend({ official: 'o-1', agency, note })
  await assert.rejects(bring(signed(draft, judges.slice(0, 1))), code('exchange.order-short'))
  await assert.rejects(bring(signed(draft, [judges[0]!, stranger])), code('exchange.order-short'))
  await assert.rejects(bring(signed(draft, [judges[0]!, judges[0]!])), code('exchange.order-short'))
  await assert.rejects(bring(signed(draft).replace('2027-06-27', '2027-06-28')), code('exchange.order-short'))
  await assert.rejects(bring(signed(draft), houseOn('2026-12-01', { ...court, threshold: 3 })), code('exchange.order-short'))
  await assert.rejects(bring('a letter'), code('exchange.no-order'))
  await assert.rejects(bring(signed(draft.replace('until 2027-06-27', 'until 2027-06-28'))), code('exchange.order-beyond-law'))
  await assert.rejects(bring(signed(draft), houseOn('2026-12-16')), code('exchange.order-expired'))
  await assert.rejects(bring(signed(draft), house, 'nts'), code('exchange.order-of-others'))
  await assert.rejects(bring(signed(draft.replace('sealed.example', 'other.example'))), code('exchange.order-of-others'))
  assert.equal((await entriesOf(kinds.extended)).length, 0)
  // The court wrote an earlier day than the draft's.
  const order = signed(draft.replace('2027-06-27', '2027-03-01'))
  await Promise.all([bring(order), bring(order)])
  const [entry, ...more] = await entriesOf(kinds.extended)
  assert.deepEqual([entry!.entry.subarray(1).toString(), more.length], [order, 0])
  const audited = await room.ask<{ actor: string }>(`select actor from kernel.audit where act = 'extend seal' order by 1`)
  assert.deepEqual(audited.map(({ actor }) => actor), ['court:one.court.example', 'court:two.court.example'])

  const own = async (of: Exchange) => (await of.accessLog('KR-DEMO-000007')).length
  await houseOn('2026-12-27').sealed.openDue()
  await houseOn('2027-02-28').sealed.openDue()
  assert.equal(await own(house), 0)
  // A house that cannot check the order, since it has no court's keys: it opens.
  await houseOn('2026-12-27', { threshold: 2, keys: [judges[2]!, stranger] }).sealed.openDue()
  assert.equal(await own(house), 2)
  await log.settle()
  const file = JSON.stringify(await house.evidence('KR-DEMO-000007', (await house.accessLog('KR-DEMO-000007'))[0]!.id))
  for (const found of [await verifyEvidence(file), verifyApart(file)]) assert.deepEqual(found.sealed!.orders, [{ until: '2027-03-01', signers: ['one.court.example', 'two.court.example'], holds: true }])
  const elsewhere = await verifyEvidence(file, undefined, undefined, { threshold: 2, keys: [stranger, judges[1]!] })
  assert.deepEqual(elsewhere.sealed!.orders, [{ until: '2027-03-01', signers: ['two.court.example'], holds: false }])
})

test('everybody may count: as many as the leaves of the log, and no small number of an agency’s purpose', async () => {
  const counts = await houseOn('2026-12-01').sealed.counts()
  assert.equal(counts.looks, (await entriesOf(kinds.sealed)).length)
  assert.equal(counts.opened, (await entriesOf(kinds.opened)).length)
  assert.deepEqual(counts.months.map(({ month }) => month), ['2026-11'])
  const [first, second, third] = ['a', 'b', 'c'].map((id) => ({ ...purpose, id })) as [typeof purpose, typeof purpose, typeof purpose]
  const of = (...numbers: number[]) => tell({ ...pack, purposes: [first, second, third] }, new Map(numbers.map((count, at) => [['a', 'b', 'c'][at]!, count]))).map(({ count }) => count)
  assert.deepEqual(of(9, 8, 7), [9, 8, 7])
  assert.deepEqual(of(4, 8, 7), [null, 8, null], 'the next smallest goes with it')
  assert.deepEqual(of(0, 4, 7), [null, null, 7])
})

/** The platform's house of today, with the register of residents behind its connector and an agency that asks by a program. */
async function openConnected() {
  const parties = await openParties(mkdtempSync(join(folder, 'parties-')), pack, { register: 'resident', requester: official.agency }, log, `person,name,address\n${suspect},Kim Ha-neul,Sejong-ro\n${person},Lee Ga-on,Sejong-ro\n`)
  const house = createExchange({
    database: room.database, pack, clock: systemClock(pack.timeZone), log: pino({ level: 'silent' }), accessLog: log, addressOf: (id) => (id === 'resident' ? { url: parties.registerUrl } : undefined),
    requesters: [readPublic(parties.requester)], court,
  })
  opened.push(house)
  const { url, app } = await serveBroker(house)
  const ask = await (await connectorPrograms.ask())(parties.requester, url)
  return { house, parties, ask, async [Symbol.asyncDispose]() {
    await app.close()
    await parties.close()
  } }
}
const suspect = 'KR-DEMO-000019'

test('an agency asks a register behind its connector covertly: sealed in the log, nowhere on the person’s pages before the date, in their chain after it, and proven away from here both times', async () => {
  await using connected = await openConnected()
  const { house, parties, ask } = connected
  const inquiry = randomUUID()
  const question = { register: 'resident', subject: suspect, purpose: purpose.id, case: inquiry, fields: ['name', 'address'], covert: { warrant: '2026-99' } }
  const [sealedBefore, openBefore] = [(await entriesOf(kinds.sealed)).length, (await entriesOf(kinds.look)).length]
  assert.deepEqual((await ask(question)).values, { name: 'Kim Ha-neul', address: 'Sejong-ro' })
  assert.deepEqual([(await entriesOf(kinds.sealed)).length, (await entriesOf(kinds.look)).length], [sealedBefore + 1, openBefore])
  assert.equal(await (await connectorPrograms.verify())(parties.register), 1)
  assert.deepEqual([await house.accessLog(suspect), await house.chainLength(suspect)], [[], 0])
  assert.deepEqual(await room.ask(`select 1 from kernel.event where payload::text like '%${suspect}%'`), [])
  const [made] = (await house.sealed.inquiries(official.agency)).filter((one) => one.inquiry === inquiry)
  assert.deepEqual([made!.person, made!.warrant, made!.looks.map(({ register }) => register)], [suspect, '2026-99', ['resident']])
  assert.deepEqual((await room.ask(`select actor, act from kernel.audit where object = 'inquiry:${inquiry}'`)), [{ actor: `agency:${official.agency}`, act: 'look covertly' }])

  const file = JSON.stringify(await house.sealed.evidence(official.agency, made!.looks[0]!.id))
  await assert.rejects(house.sealed.evidence('nts', made!.looks[0]!.id), code('kernel.not-found'))
  for (const found of [await verifyEvidence(file), verifyApart(file)]) {
    assert.deepEqual([(found.look as { person: string }).person, found.until!.opensOn, found.sealed], [suspect, made!.opensOn, undefined])
  }
  const { sealed, ...rest } = JSON.parse(file) as { sealed: Record<string, string> }
  for (const changed of [{ look: sealed['look']!.replace('2026-99', '2026-98') }, { latestOn: '2099-01-01' }, { salt: randomBytes(32).toString('base64') }, { proof: sealed['proof']!.replace(/index \d+/, 'index 0') }]) {
    const text = JSON.stringify({ ...rest, sealed: { ...sealed, ...changed } })
    await assert.rejects(verifyEvidence(text))
    assert.throws(() => verifyApart(text))
  }

  const later = houseOn(made!.opensOn)
  await later.sealed.openDue()
  const [look] = await later.accessLog(suspect)
  assert.deepEqual([look!.recipient, look!.recipient_role, look!.warrant, look!.case_id, await later.chainLength(suspect)], [official.agency, 'investigator', '2026-99', inquiry, 1])
  await later.commitHeads()
  await log.settle()
  const after = JSON.stringify(await later.evidence(suspect, look!.id))
  for (const found of [await verifyEvidence(after), verifyApart(after)]) assert.deepEqual((found.sealed!.look as { warrant: string }).warrant, '2026-99')
  for (const found of [await verifyEvidence(file), verifyApart(file)]) assert.equal(found.until!.opensOn, made!.opensOn)
  assert.deepEqual((await verifyChain(await later.chain(suspect), sha256)).looks, 1)
  // What the register's evidence holds is what was opened.
  const permit = readFileSync(join(parties.register, 'evidence', readdirSync(join(parties.register, 'evidence'))[0]!), 'utf8').split('\n').map((line) => JSON.parse(line || '{}') as { permit?: string }).find((line) => line.permit)!.permit!
  const { look: asSealed } = JSON.parse(Buffer.from(permit, 'base64url').toString()) as { look: string }
  assert.equal(asSealed, sealed['look'])
})

test('nobody asks openly what the law keeps sealed, or covertly what it does not; one inquiry is one person; the same question is one look; the budget is everybody’s', async () => {
  await using connected = await openConnected()
  const { house, parties, ask } = connected
  const keys = await readOwnKeys(JSON.parse(readFileSync(join(parties.requester, 'keys.json'), 'utf8')))
  const question = { register: 'resident', subject: suspect, purpose: purpose.id, case: randomUUID(), fields: ['name'], covert: { warrant: '2026-100' } }
  const sealedNow = async () => (await room.ask<{ count: number }>('select count(*)::int as count from exchange.sealed_look'))[0]!.count
  const pass = async (asked: object) => {
    const body = Buffer.from(JSON.stringify({ question: randomUUID(), ...asked }))
    return house.broker.pass({ method: 'POST', path: questionPath, headers: await signRequest(keys, 'POST', questionPath, body), body })
  }
  const [before, { covert: _, ...open }] = [await sealedNow(), question] as const
  await assert.rejects(pass(open), code('exchange.only-covert'))
  await assert.rejects(pass({ ...question, purpose: 'birth-nts' }), code('exchange.not-for-requester'))
  await assert.rejects(pass({ ...question, covert: { warrant: '' } }), code('exchange.no-question'))
  await assert.rejects(pass({ ...question, fields: ['sex'] }), code('exchange.not-for-requester'))
  const other = { ...pack, purposes: pack.purposes.map((one) => (one.id === purpose.id ? (({ covert: __, ...rest }) => rest)(one) : one)) }
  const unsealed = createExchange({ database: room.database, pack: other, clock: systemClock(pack.timeZone), log: pino({ level: 'silent' }), accessLog: log, addressOf: () => ({ url: parties.registerUrl }), requesters: [readPublic(parties.requester)] })
  opened.push(unsealed)
  const body = Buffer.from(JSON.stringify({ question: randomUUID(), ...question }))
  await assert.rejects(unsealed.broker.pass({ method: 'POST', path: questionPath, headers: await signRequest(keys, 'POST', questionPath, body), body }), code('exchange.never-covert'))
  await assert.rejects(house.giveConsent({ person: suspect, caseId: randomUUID(), language: 'en', decisions: { [purpose.id]: true } }), code('exchange.only-covert'))
  assert.deepEqual([await sealedNow(), (await room.ask('select 1 from exchange.access_log where case_id = $1', [question.case])).length], [before, 0])

  const again = { ...question, question: randomUUID() }
  const same = await Promise.allSettled(Array.from({ length: 8 }, () => pass(again)))
  assert.deepEqual([same.filter(({ status }) => status === 'fulfilled').length, same.filter((outcome) => outcome.status === 'rejected' && code('exchange.asked-before')(outcome.reason)).length], [1, 7])
  await assert.rejects(pass({ ...question, subject: person }), code('exchange.other-inquiry'))
  // Two stood before, of this purpose and the same day: this inquiry's, and the one of the test before.
  const rest = Array.from({ length: purpose.questionsADay! - 2 }, (_, at) => ask({ ...question, case: at % 2 === 0 ? question.case : randomUUID() }))
  await Promise.all(rest)
  const [spent] = await Promise.allSettled([ask({ ...question, case: randomUUID() })])
  assert.deepEqual([spent.status, (spent as PromiseRejectedResult).reason.status], ['rejected', 429])
  await houseOn(Temporal.Now.plainDateISO().add({ days: 40 }).toString()).sealed.openDue()
  assert.equal((await house.accessLog(suspect)).length, purpose.questionsADay)
})

test('a superuser who takes out, changes or hides what is sealed is found, and the entry named', async () => {
  const house = houseOn('2027-11-01')
  await house.sealed.look({ ...official, purpose: purpose.id, person: 'KR-DEMO-000011', warrant: '2027-5' })
  await log.settle()
  assert.equal(await house.sweep(), undefined)
  const [row] = await room.ask<{ id: string }>(`select id from exchange.sealed_look where opened_as is null order by id limit 1`)
  const [{ index }] = await room.ask(`select index::int from kernel.log_entry where id = $1`, [row!.id]) as [{ index: number }]
  await room.ask('create table exchange.backup as select * from exchange.sealed_look')
  for (const [statement, found] of [
    [`delete from exchange.sealed_look where id = '${row!.id}'`, 'missing'], [`update exchange.sealed_look set opens_on = '2099-01-01' where id = '${row!.id}'`, 'not the one'],
    [`update exchange.sealed_look set person = 'KR-DEMO-000001' where id = '${row!.id}'`, 'not the one'],
    // Called open without being so.
    [`update exchange.sealed_look set opened_as = (select id from exchange.access_log where sealed is null limit 1), opened_at = now() where id = '${row!.id}'`, 'not the one'],
  ] as const) {
    await room.ask(statement)
    assert.match(await house.sweep() ?? '', new RegExp(`row of entry ${index} is .*${found}`))
    await room.ask(`delete from exchange.sealed_look where id = '${row!.id}'; insert into exchange.sealed_look select * from exchange.backup where id = '${row!.id}'`)
  }
  assert.equal(await house.sweep(), undefined)
})

test('a connection that dies in the middle of opening leaves the look sealed whole; the next opens it once', async () => {
  const house = houseOn('2027-12-31')
  const before = await room.ask<{ left: number }>('select count(*)::int as left from exchange.sealed_look where opened_as is null')
  assert.ok(before[0]!.left > 0)
  await room.ask(`create function exchange.die() returns trigger language plpgsql security definer as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
    create trigger die before update on exchange.sealed_look for each row execute function exchange.die()`)
  const looks = () => room.ask<{ count: number }>('select count(*)::int as count from exchange.access_log where sealed is not null')
  const [standing] = await looks()
  await assert.rejects(house.sealed.openDue())
  assert.deepEqual(await looks(), [standing])
  assert.deepEqual(await room.ask('select count(*)::int as left from exchange.sealed_look where opened_as is null'), before)
  await room.ask('drop trigger die on exchange.sealed_look')
  assert.equal(await house.sealed.openDue(), before[0]!.left)
  assert.equal(await house.sealed.openDue(), 0)
  await log.settle()
  assert.equal(await house.sweep(), undefined)
  assert.equal((await entriesOf(kinds.opened)).length, (await entriesOf(kinds.sealed)).length)
})

test('looks that were sealed go with what they were and the court’s orders, when the law’s time is over; none that is still sealed', async () => {
  await houseOn('2027-12-31').commitHeads()
  await log.settle()
  const counts = async () => (await room.ask(`select (select count(*)::int from exchange.sealed_look) as sealed, (select count(*)::int from exchange.court_order) as orders, (select count(*)::int from exchange.access_log where sealed is not null) as opened`))[0]
  const before = await counts() as { sealed: number; orders: number; opened: number }
  assert.ok(before.orders > 0 && before.sealed === before.opened)
  const later = houseOn('2040-01-01')
  await later.sealed.look({ ...official, purpose: purpose.id, person, warrant: '2040-1' })
  assert.ok((await later.endRecords()).looks >= before.opened)
  const left = await counts() as typeof before
  assert.deepEqual(left, { sealed: left.sealed, orders: 0, opened: 0 })
  assert.ok(left.sealed > 0)
  await log.settle()
  assert.equal(await later.sweep(), undefined)
})
