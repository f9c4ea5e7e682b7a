/** Questions, corrections and deletions: who has to answer, by when, who may, and who is told. */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { roomDatabase, type RoomDatabase } from '../../../../tests/support/room-database.ts'
import { fixedClock, systemClock } from '../../../kernel/clock/clock.ts'
import type { Fault } from '../../../kernel/faults/faults.ts'
import { createTransparency, type Transparency } from '../../../kernel/transparency/transparency.ts'
import { createExchange, type Exchange } from '../index.ts'

const pack = loadPack('packs/kr')
const person = 'KR-DEMO-000003'
let room: RoomDatabase
let transparency: Transparency
let exchange: Exchange

before(async () => {
  room = await roomDatabase()
  transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger: pino({ level: 'silent' }), host: 'requests.example', secret: randomBytes(32) })
  exchange = createExchange({
    database: room.database, pack, clock: fixedClock('2026-11-24T10:00:00+09:00', pack.timeZone), log: pino({ level: 'silent' }), accessLog: transparency.log('access', 'exchange'), addressOf: () => undefined,
  })
})
after(async () => {
  await exchange.close()
  await transparency.stop()
  await room.close()
})

const code = (wanted: string) => (cause: unknown) => (cause as Fault).code === wanted
const look = async (agency: string, role: string, field = 'name') => {
  await exchange.noteViewing({ person, agency, role, purpose: 'birth-nts', caseId: randomUUID(), values: [{ register: 'resident', field, value: 'x', answeredAt: new Date().toISOString() }] })
  return (await exchange.accessLog(person))[0]!.id
}
const openOf = async (agency: string) => (await exchange.requests.office(agency)).open.map(({ id }) => id)

test('a look is questioned once at a time; the agency that looked has ten days, and nobody else can answer', async () => {
  const id = await look('nts', 'caseworker')
  await assert.rejects(exchange.requests.questionLook('KR-DEMO-000004', id, 'Why?'), code('kernel.not-found'))
  const asked = await Promise.allSettled(Array.from({ length: 6 }, () => exchange.requests.questionLook(person, id, 'Why?')))
  assert.equal(asked.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.ok(asked.every((outcome) => outcome.status === 'fulfilled' || code('exchange.asked-already')(outcome.reason)))
  const [request] = await exchange.requests.own(person)
  assert.deepEqual([request!.agency, request!.due_on, request!.outcome], ['nts', '2026-12-04', null])
  assert.deepEqual(await openOf('nts'), [request!.id])
  const answer = { outcome: 'explained' as const, answer: 'For your refund.', by: 'demo-nts-caseworker' }
  await assert.rejects(exchange.requests.answer('kepco', request!.id, answer), code('kernel.not-found'))
  await assert.rejects(exchange.requests.answer('nts', request!.id, { ...answer, outcome: 'deleted' }), code('kernel.not-found'))
  await exchange.requests.answer('nts', request!.id, answer)
  await assert.rejects(exchange.requests.answer('nts', request!.id, answer), code('kernel.not-found'))
  const [answered] = await exchange.requests.own(person)
  assert.deepEqual([answered!.outcome, answered!.answer], ['explained', 'For your refund.'])
  assert.deepEqual(await openOf('nts'), [])
})

test('one’s own look is nobody’s to explain', async () => {
  const id = await look('self', 'self')
  await assert.rejects(exchange.requests.questionLook(person, id, 'Why?'), code('kernel.not-found'))
})

test('a value put right: whoever received it through the exchange is told, and says so; who did not is not', async () => {
  await look('kepco', 'agency')
  await exchange.requests.askForChange(person, 'correction', { register: 'resident', field: 'name' }, 'My name has an e.')
  const [request] = await exchange.requests.own(person)
  assert.equal(request!.agency, pack.registers.find(({ id }) => id === 'resident')!.agency)
  await exchange.requests.answer(request!.agency, request!.id, { outcome: 'corrected', answer: 'Done.', by: 'o' })
  assert.deepEqual(new Set((await exchange.requests.own(person))[0]!.told), new Set(['kepco', 'nts']))
  const [notice] = (await exchange.requests.office('kepco')).corrections
  assert.deepEqual([notice!.person, notice!.field, notice!.outcome], [person, 'name', 'corrected'])
  await assert.rejects(exchange.requests.noteCorrection('korail', notice!.id, 'o'), code('kernel.not-found'))
  await exchange.requests.noteCorrection('kepco', notice!.id, 'o')
  assert.deepEqual((await exchange.requests.office('kepco')).corrections, [])
})

test('who heard only an answer from a value is told that it was wrong', async () => {
  await look('korail', 'agency', 'householdSize')
  await exchange.requests.askForChange(person, 'correction', { register: 'resident', field: 'members' }, 'My sister lives with us.')
  const [request] = await exchange.requests.own(person)
  await exchange.requests.answer(request!.agency, request!.id, { outcome: 'corrected', answer: 'Done.', by: 'o' })
  assert.deepEqual((await exchange.requests.own(person))[0]!.told, ['korail'])
})

test('a value that its register has deleted is taken from what was kept of it for cases, and from nothing else', async () => {
  await exchange.giveConsent({ person, caseId: randomUUID(), language: 'en', decisions: { 'birth-nts': true } })
  await room.ask(`insert into exchange.kept_bundle (id, consent_id, agency, asked_by, role, asked_at, silent) select gen_random_uuid(), id, 'nts', 'o', 'caseworker', now(), '[]' from exchange.consent`)
  await room.ask(`insert into exchange.kept_value select id, place, 'resident', field, '"x"', 'then', gen_random_uuid() from exchange.kept_bundle, unnest('{name,address}'::text[]) with ordinality as f (field, place)`)
  await exchange.requests.askForChange(person, 'deletion', { register: 'resident', field: 'name' }, 'Remove it.')
  const [request] = await exchange.requests.own(person)
  await exchange.requests.answer(request!.agency, request!.id, { outcome: 'deleted', answer: 'Done.', by: 'o' })
  assert.deepEqual(await room.ask('select field from exchange.kept_value'), [{ field: 'address' }])
})

test('a refusal tells nobody; a field that is not there is not asked about', async () => {
  await exchange.requests.askForChange(person, 'deletion', { register: 'resident', field: 'address' }, 'Remove it.')
  const [request] = await exchange.requests.own(person)
  await exchange.requests.answer(request!.agency, request!.id, { outcome: 'refused', answer: 'The law wants it kept.', by: 'o' })
  assert.deepEqual((await exchange.requests.own(person))[0]!.told, [])
  for (const named of [{ register: 'resident', field: 'toString' }, { register: 'none', field: 'name' }]) await assert.rejects(exchange.requests.askForChange(person, 'correction', named, 'x'), code('kernel.not-found'))
})
