/** The exchange through its door: real PostgreSQL, real registers over HTTP. */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import pino from 'pino'
import { type RunningRegisters, startRegisters } from '../../../demo/registers/start-registers.ts'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'
import { fixedClock, systemClock } from '../../kernel/clock/clock.ts'
import type { Fault } from '../../kernel/faults/faults.ts'
import { createTransparency, type Transparency, type TransparencyLog } from '../../kernel/transparency/transparency.ts'
import { leafHash } from '../../kernel/transparency/merkle/hash.ts'
import { isProven, readProof } from '../../kernel/transparency/note/proof.ts'
import { type AccessRow, accessEntry } from './access-entry.ts'
import { bundlesADay } from './bundle/spend-budget.ts'
import { type CaseBundle, createExchange, type Exchange } from './index.ts'
import type { ExchangeTables } from './tables.ts'

const pack = loadPack('packs/kr')
const person = 'KR-DEMO-000003'
const folder = mkdtempSync(join(tmpdir(), 'maru-exchange-'))
let room: RoomDatabase
let registers: RunningRegisters
const secret = randomBytes(32)
let exchange: Exchange
let transparency: Transparency
let accessLog: TransparencyLog
const exchangeOn = (day: string, addressOf: Parameters<typeof createExchange>[0]['addressOf'] = (id) => registers.addresses[id]) => createExchange({
  database: room.database, pack, clock: fixedClock(`${day}T10:00:00+09:00`, pack.timeZone), log: pino({ level: 'silent' }), accessLog, addressOf,
})

/** As a process does that starts. */
async function openLogAgain() {
  await (transparency as Transparency | undefined)?.stop()
  transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger: pino({ level: 'silent' }), host: 'test.example', secret })
  accessLog = transparency.log('access', 'exchange')
  exchange = exchangeOn('2026-11-24')
}

before(async () => {
  room = await roomDatabase()
  registers = await startRegisters(folder, 'packs/kr')
  await openLogAgain()
})
after(async () => {
  await registers.close()
  await transparency.stop()
  await room.close()
  rmSync(folder, { recursive: true, force: true })
})

const code = (wanted: string) => (cause: unknown) => (cause as Fault).code === wanted
const ownPurpose = pack.purposes.find(({ agency }) => agency === null)!.id
const ask = async (caseId = randomUUID()) => ({ caseId, ...(await exchange.askOwnData({ person, purpose: ownPurpose, caseId })) })
const rowsOf = (caseId: string) => room.ask<{ recipient: string; recipient_role: string; register: string; fields: string[] }>('select recipient, recipient_role, register, fields from exchange.access_log where case_id = $1 order by id', [caseId])

test('one’s own data: the registers of the purpose and no other, every value with its time, each look in the log', async () => {
  const asked = new Set(pack.purposes.find(({ id }) => id === ownPurpose)!.fields.map((field) => field.split('.')[0]!))
  assert.ok(asked.size >= 5 && asked.size < pack.registers.length)
  const { known, silent, caseId } = await ask()
  assert.deepEqual(silent, [])
  assert.deepEqual(new Set(known.map(({ register }) => register)), asked)
  assert.ok(known.every(({ answeredAt }) => !Number.isNaN(Date.parse(answeredAt))))
  const rows = await rowsOf(caseId)
  assert.equal(rows.length, asked.size)
  for (const { register, fields } of rows) assert.deepEqual(new Set(fields), new Set(known.filter((value) => value.register === register).map(({ field }) => field)))
})

test('an agency gets the fields of its purpose and no other, once in the log however often it is tried', async () => {
  const { known, caseId } = await ask()
  await exchange.giveConsent({ person, caseId, language: 'en', decisions: { 'birth-korail': true } })
  const disclosure = { key: randomUUID(), person, purpose: 'birth-korail', caseId, values: known }
  const [first] = await Promise.all([exchange.disclose(disclosure), exchange.disclose(disclosure)])
  const allowed = pack.purposes.find(({ id }) => id === 'birth-korail')!.fields
  assert.deepEqual(new Set(first.map(({ register, field }) => `${register}.${field}`)), new Set(allowed))
  const logged = (await rowsOf(caseId)).filter(({ recipient }) => recipient === 'korail')
  assert.equal(logged.length, new Set(first.map(({ register }) => register)).size)
})

test('without consent, after a no, after a withdrawal, for another case, or after its end nothing leaves', async () => {
  const { known, caseId } = await ask()
  const disclose = (of: Exchange, id = caseId) => of.disclose({ key: randomUUID(), person, purpose: 'birth-nts', caseId: id, values: known })
  await assert.rejects(disclose(exchange), code('exchange.no-consent'))
  await exchange.giveConsent({ person, caseId, language: 'en', decisions: { 'birth-nts': false } })
  await assert.rejects(disclose(exchange), code('exchange.no-consent'))
  await exchange.giveConsent({ person, caseId, language: 'en', decisions: { 'birth-nts': true } })
  await assert.rejects(disclose(exchange, randomUUID()), code('exchange.no-consent'))
  await assert.rejects(disclose(exchangeOn('2046-01-01')), code('exchange.no-consent'))
  assert.ok((await disclose(exchange)).length > 0)
  const consent = (await exchange.consents(person)).find((row) => row.case_id === caseId && row.purpose === 'birth-nts')!
  await assert.rejects(exchange.withdrawConsent('KR-DEMO-000004', consent.id), code('exchange.no-such-consent'))
  await exchange.withdrawConsent(person, consent.id)
  await assert.rejects(disclose(exchange), code('exchange.no-consent'))
})

test('an official asks several registers for a case: one bundle, each source with its evidence, time and entry in the log; one that is silent is named', async () => {
  const caseId = randomUUID()
  const purpose = pack.purposes.find(({ id }) => id === 'birth-municipality')!
  const question = { agency: 'municipality', role: 'caseworker', by: 'o-1', person, purpose: purpose.id, caseId } as const
  await assert.rejects(exchange.askForCase(question), code('exchange.no-consent'))
  await exchange.giveConsent({ person, caseId, language: 'en', decisions: { [purpose.id]: true } })
  await assert.rejects(exchange.askForCase({ ...question, agency: 'nts' }), code('exchange.beyond-purpose'))

  const { sources, silent } = await exchange.askForCase(question)
  assert.deepEqual(silent, [])
  assert.deepEqual(new Set(sources.flatMap(({ known }) => known.map(({ register, field }) => `${register}.${field}`))), new Set(purpose.fields))
  const rows = await room.ask<{ id: string; register: string; recipient_role: string; index: number }>('select a.id, register, recipient_role, e.index::int from exchange.access_log a join kernel.log_entry e on e.id = a.id where case_id = $1', [caseId])
  assert.ok(sources.length > 1)
  assert.deepEqual(new Set(sources.map(({ register, look, entry }) => `${register} ${look} ${entry} caseworker`)), new Set(rows.map(({ register, id, index, recipient_role: role }) => `${register} ${id} ${index} ${role}`)))
  for (const { register, evidence, answeredAt, known } of sources) {
    assert.ok(known.every((value) => value.register === register && value.answeredAt === answeredAt && evidence.some(({ fields }) => fields.includes(value.field))))
  }

  const quiet = sources.at(-1)!.register
  const { url, token } = registers.addresses[quiet]!
  const fault = (mode: string) => fetch(`${url}/faults`, { method: 'PUT', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ mode, delayMs: 0 }) })
  await fault('down')
  const part = await exchange.askForCase(question)
  await fault('none')
  assert.deepEqual([part.silent.map(({ register }) => register), part.sources.map(({ register }) => register)], [[quiet], sources.map(({ register }) => register).filter((register) => register !== quiet)])

  const consent = (await exchange.consents(person)).find((row) => row.case_id === caseId)!
  await demandKept(question, { sources, part, quiet, until: consent.ends_on! })
  await exchange.narrowConsent({ person, consent: consent.id, fields: ['resident.name'], until: consent.ends_on! })
  assert.deepEqual((await exchange.kept.open({ ...question, id: part.kept!.id })).sources.flatMap(({ known }) => known.map(({ field }) => field)), ['name'])
  assert.deepEqual(await room.ask(`select distinct field from exchange.kept_value v join exchange.kept_bundle b on b.id = v.bundle where b.consent_id = $1`, [consent.id]), [{ field: 'name' }])
  assert.deepEqual((await exchange.askForCase(question)).sources.flatMap(({ known }) => known.map(({ field }) => field)), ['name'])
  const more = await Promise.allSettled(Array.from({ length: 9 }, () => exchange.askForCase(question)))
  assert.equal(more.filter(({ status }) => status === 'fulfilled').length, bundlesADay - 3)
  assert.ok(more.every((outcome) => outcome.status === 'fulfilled' || code('exchange.budget-spent')(outcome.reason)))
  await exchange.withdrawConsent(person, consent.id)
  await assert.rejects(exchange.askForCase(question), code('exchange.no-consent'))
  await assert.rejects(exchange.kept.open({ ...question, id: part.kept!.id }), code('exchange.no-consent'))
  assert.deepEqual([await exchange.kept.list(question), await room.ask('select 1 from exchange.kept_bundle where consent_id = $1', [consent.id])], [[], []])
})

/** What was received is opened again as it was: without the registers, with a look of its own, by nobody else, and not beyond the consent. */
async function demandKept(question: Parameters<Exchange['askForCase']>[0], { sources, part, quiet, until }: { sources: CaseBundle['sources']; part: CaseBundle; quiet: string; until: string }) {
  const of = { person: question.person, purpose: question.purpose, caseId: question.caseId, agency: question.agency }
  const made = await exchange.kept.list(of)
  assert.deepEqual(made.map(({ askedBy, role }) => [askedBy, role]), [['o-1', 'caseworker'], ['o-1', 'caseworker']])
  const [before, spent] = [await rowsOf(question.caseId), await room.ask(`select spent from exchange.bundle_budget where company = 'municipality' and person = $1`, [person])]
  const addresses = exchangeOn('2026-11-24', () => undefined)
  const opened = await addresses.kept.open({ ...of, role: 'caseworker', id: made[1]!.id })
  assert.deepEqual([opened.sources, opened.silent, opened.until], [sources, [], until])
  const again = await addresses.kept.open({ ...of, role: 'program', id: made[0]!.id })
  assert.deepEqual([again.sources, again.silent.map(({ register }) => register), again.kept?.id], [part.sources, [quiet], part.kept?.id])
  const looks = (await rowsOf(question.caseId)).slice(before.length)
  assert.deepEqual(looks.map(({ register, recipient, recipient_role: role }) => `${register} ${recipient} ${role}`).sort(), [...sources.map(({ register }) => `${register} municipality caseworker`), ...part.sources.map(({ register }) => `${register} municipality program`)].sort())
  assert.deepEqual(await room.ask(`select spent from exchange.bundle_budget where company = 'municipality' and person = $1`, [person]), spent)

  const open = (more: object, by = exchange) => by.kept.open({ ...of, role: 'caseworker', id: made[0]!.id, ...more })
  await assert.rejects(open({ agency: 'nts' }), code('exchange.beyond-purpose'))
  await assert.rejects(open({ id: randomUUID() }), code('kernel.not-found'))
  for (const elsewhere of [{ person: 'KR-DEMO-000004' }, { caseId: randomUUID() }]) await assert.rejects(open(elsewhere), code('exchange.no-consent'))
  await exchange.giveConsent({ person, caseId: question.caseId, language: 'en', decisions: { 'birth-nts': true } })
  await assert.rejects(open({ agency: 'nts', purpose: 'birth-nts' }), code('kernel.not-found'))
  await assert.rejects(open({}, exchangeOn('2046-01-01')), code('exchange.no-consent'))
  assert.deepEqual([(await rowsOf(question.caseId)).length, await exchange.kept.list({ ...of, agency: 'nts' })], [before.length + looks.length, []])
  // Nobody changes what was received, not even the room.
  const db = room.database.room<ExchangeTables>('exchange')
  await assert.rejects(db.transaction((tx) => tx.updateTable('kept_value').set({ answered_at: 'later' }).execute()), (cause: { code?: string }) => cause.code === '42501')
  await assert.rejects(room.database.room('cases').transaction((tx) => sql`select value from exchange.kept_value`.execute(tx)), (cause: { code?: string }) => cause.code === '42501')
  await demandPutRight(open, part)
}

/** A value is kept as it was, and whoever opens it hears that its register has corrected it since. */
async function demandPutRight(open: (more: object) => Promise<CaseBundle>, { sources: [source] }: CaseBundle) {
  const { register, field } = source!.known[0]!
  assert.deepEqual((await open({})).putRight, [])
  await exchange.requests.askForChange(person, 'correction', { register, field }, 'It is wrong.')
  const [request] = await exchange.requests.own(person)
  await exchange.requests.answer(request!.agency, request!.id, { outcome: 'corrected', answer: 'Done.', by: 'o' })
  const { sources, putRight } = await open({})
  assert.deepEqual([sources[0]!.known, putRight!.map((one) => [one.register, one.field])], [source!.known, [[register, field]]])
}

test('narrowed, renewed, withdrawn: each is a version that holds at once, with what was before kept as it was', async () => {
  const { known, caseId } = await ask()
  await exchange.giveConsent({ person, caseId, language: 'en', decisions: { 'birth-kepco': true } })
  const { id, ends_on: endsOn } = (await exchange.consents(person)).find((row) => row.case_id === caseId)!
  const fields = pack.purposes.find((purpose) => purpose.id === 'birth-kepco')!.fields
  const kept = fields.slice(0, 1)
  const today = exchange.today()
  const disclose = async (of = exchange) => (await of.disclose({ key: randomUUID(), person, purpose: 'birth-kepco', caseId, values: known })).map(({ register, field }) => `${register}.${field}`)
  const narrow = (changes: object, of = person) => exchange.narrowConsent({ person: of, consent: id, fields, until: endsOn!, ...changes })

  await assert.rejects(narrow({ fields: [...fields, 'tax.yearlyIncome'] }), code('exchange.beyond-consent'), 'nothing is added')
  await assert.rejects(narrow({ until: '2999-01-01' }), code('exchange.beyond-consent'))
  await assert.rejects(narrow({ fields: [] }), code('exchange.beyond-consent'))
  await assert.rejects(narrow({ fields: kept }, 'KR-DEMO-000004'), code('exchange.no-such-consent'))
  await narrow({})
  assert.equal((await exchange.consent(person, id)).length, 1, 'nothing changed')
  assert.ok((await disclose()).length > 1)

  await narrow({ fields: kept, until: today })
  assert.deepEqual(await disclose(), kept)
  await assert.rejects(narrow({ fields }), code('exchange.beyond-consent'), 'what was taken away is not given back by narrowing')
  await assert.rejects(disclose(exchangeOn('2046-01-01')), code('exchange.no-consent'))
  await exchangeOn('2046-01-01').renewConsent({ person, consent: id, language: 'en' })
  assert.deepEqual(await disclose(exchangeOn('2046-01-01')), kept, 'after its end, and no more than before')
  await exchange.withdrawConsent(person, id)
  await assert.rejects(exchange.renewConsent({ person, consent: id, language: 'en' }), code('exchange.no-such-consent'))

  const versions = await exchange.consent(person, id)
  assert.deepEqual(versions.map(({ version, ends_on, withdrawn_at, wording }) => [version, ends_on! > today, withdrawn_at !== null, (wording as unknown as { fields: string[] }).fields.length]), [[4, true, true, 1], [3, true, false, 1], [2, false, false, 1], [1, true, false, fields.length]])
  const first = await exchange.consentRecord(person, id, 1)
  assert.deepEqual([first['dpv:hasConsentStatus'], first['dct:isReplacedBy'], (first['dpv:hasPersonalData'] as object[]).length], [{ '@id': 'dpv:ConsentGiven' }, { '@id': `urn:uuid:${id}#version-2` }, fields.length])
  assert.deepEqual((await exchange.consentRecord(person, id))['dpv:hasConsentStatus'], { '@id': 'dpv:ConsentWithdrawn' })
  const db = room.database.room<{ consent_past: { agreed: boolean } }>('exchange')
  await assert.rejects(db.transaction((tx) => tx.updateTable('consent_past').set({ agreed: false }).execute()), (cause: { code?: string }) => cause.code === '42501')
})

test('the wording that was shown is kept with the answer', async () => {
  const caseId = randomUUID()
  await exchange.giveConsent({ person, caseId, language: 'vi', decisions: { 'birth-kepco': true } })
  const [row] = await room.ask<{ wording: { why: Record<string, string>; fields: string[] }; language: string }>('select wording, language from exchange.consent where case_id = $1', [caseId])
  const purpose = pack.purposes.find(({ id }) => id === 'birth-kepco')!
  assert.equal(row?.language, 'vi')
  assert.deepEqual(row?.wording.why, purpose.why)
  assert.deepEqual(row?.wording.fields, purpose.fields)
})

test('the room itself can neither change nor remove a line of the log', async () => {
  await ask()
  const db = room.database.room<{ access_log: { person: string } }>('exchange')
  for (const attempt of [
    () => db.transaction((tx) => tx.updateTable('access_log').set({ person: 'nobody' }).execute()),
    () => db.transaction((tx) => tx.deleteFrom('access_log').execute()),
  ]) await assert.rejects(attempt(), (cause: { code?: string }) => cause.code === '42501')
})

test('each look is an entry of the transparency log that tells nothing, with a proof; a changed row is no longer the one that was logged', async () => {
  const { caseId } = await ask()
  await accessLog.settle()
  const rows = await room.ask<AccessRow>('select * from exchange.access_log where case_id = $1', [caseId])
  assert.ok(rows.length >= 5)
  for (const row of rows) {
    const proof = readProof((await accessLog.prove(row.id))!)
    const { entry } = accessEntry(row)
    assert.equal(entry.length, 33)
    assert.ok(isProven(proof, leafHash(entry)))
    for (const changed of [{ person: 'KR-DEMO-000004' }, { recipient: 'nobody' }, { purpose: 'birth-nts' }, { fields: row.fields.slice(1) }, { at: new Date(row.at.getTime() + 1) }, { salt: randomBytes(32) }]) {
      assert.ok(!isProven(proof, leafHash(accessEntry({ ...row, ...changed }).entry)), JSON.stringify(changed))
    }
  }
})

test('no log, no data: while the log can keep no promise nothing is released, to nobody', async () => {
  const { known, caseId } = await ask()
  await exchange.giveConsent({ person, caseId, language: 'en', decisions: { 'birth-nts': true } })
  const { keeper, log } = await accessLog.open()
  await accessLog.settle()
  const [tree] = await room.ask<{ size: number }>('select size::int from kernel.log_tree where log = $1', [log.id])
  // As a superuser would: the tree is set back by one.
  await room.ask('update kernel.log_tree set size = size - 1 where log = $1', [log.id])
  await accessLog.settle()
  assert.match(keeper.broken ?? '', /is not the one that was signed/)
  const refused = code('kernel.unavailable')
  await assert.rejects(ask(), refused)
  await assert.rejects(exchange.disclose({ key: randomUUID(), person, purpose: 'birth-nts', caseId, values: known }), refused)
  await assert.rejects(exchange.noteViewing({ person, agency: 'nts', role: 'caseworker', purpose: 'birth-nts', caseId, values: known }), refused)
  await room.ask('update kernel.log_tree set size = $2 where log = $1', [log.id, tree!.size])
  await openLogAgain()
  assert.ok((await exchange.disclose({ key: randomUUID(), person, purpose: 'birth-nts', caseId, values: known })).length > 0)
})

test('a purpose that is not there, or that names no agency, is a mistake of ours and gives nothing', async () => {
  await assert.rejects(exchange.askOwnData({ person, purpose: 'birth-korail', caseId: null }), code('exchange.beyond-purpose'))
  await assert.rejects(exchange.askOwnData({ person, purpose: 'none', caseId: null }), code('exchange.no-purpose'))
})

test('somebody whom no register knows is told so, and no line is written', async () => {
  const caseId = randomUUID()
  const { known, silent } = await exchange.askOwnData({ person: 'KR-DEMO-999999', purpose: ownPurpose, caseId })
  assert.deepEqual(known, [])
  assert.ok(silent.every(({ reason }) => reason === 'unknown-person'))
  assert.deepEqual(await rowsOf(caseId), [])
})
