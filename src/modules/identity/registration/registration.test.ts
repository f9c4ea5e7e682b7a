/** Registrations on real PostgreSQL: who is let in by a sheet, and everybody who is not. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { roomDatabase, type RoomDatabase } from '../../../../tests/support/room-database.ts'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { createSessions } from '../sessions/sessions.ts'
import type { IdentityTables } from '../tables.ts'
import { networkOf } from './count-guess.ts'
import { createRegistrations, type Registrations } from './registration.ts'

const pack = loadPack('packs/kr')
const official = (id: string, agency = 'municipality'): Official => ({ kind: 'official', official: id, name: `담당 ${id}`, agency, roles: ['caseworker'], session: 's' })
const start = '2026-11-24T03:00:00Z'
let now = start
const clock = { now: () => Temporal.Instant.from(now), today: () => Temporal.PlainDate.from('2026-11-24') }
let people = 0
let person: { id: string; name: string }
let address: string
let rooms: RoomDatabase
let registrations: Registrations
const room = () => rooms.database.room<IdentityTables>('identity')

before(async () => {
  rooms = await roomDatabase()
  registrations = createRegistrations({ db: room(), pack, clock, key: Buffer.alloc(32, 7), forgetSessions: () => undefined })
})
after(() => rooms.close())
beforeEach(() => {
  now = start
  people += 1
  person = { id: `P-${people}`, name: '놀나래' }
  address = `192.0.2.${people}`
})

const open = (of: { by?: Official; document?: string; lost?: boolean; name?: string } = {}) =>
  registrations.office.open(of.by ?? official('first'), { person: { ...person, name: of.name ?? person.name }, document: of.document ?? 'passport', lost: of.lost ?? false })
const codeOf = async (work: Promise<unknown>) => work.then(() => 'allowed', (cause: unknown) => (cause instanceof Fault ? cause.code : String(cause)))
const find = (code: string, name = person.name, from = address) => registrations.find({ code, name, address: from })
const take = async (code: string, name?: string) => registrations.takeAlone(await find(code, name))
const audit = async (id: string) => (await rooms.ask<{ act: string; actor: string }>('select act, actor from kernel.audit where object = $1 order by id', [`registration:${id}`])).map(({ act, actor }) => `${actor} ${act}`)
const events = async (id: string) => (await rooms.ask<{ name: string }>(`select name from kernel.event where payload ->> 'registration' = $1 or payload ->> 'person' = $2 order by id`, [id, person.id])).map(({ name }) => name)

test('a sheet lets its owner in once; only the hash of its code is kept, and nothing of it afterwards', async () => {
  const { id, code } = await open()
  assert.match(code, /^[0-9A-Y]{4}-[0-9A-Y]{4}-[0-9A-Y]{4}$/)
  const kept = JSON.stringify(await rooms.ask('select * from identity.registration where id = $1', [id]))
  assert.ok(!kept.includes(code) && !kept.includes(code.replaceAll('-', '')))
  assert.equal((await find(` ${code.toLowerCase()} `, ' 놀나래 ')).person, person.id)
  await take(code)
  assert.equal(await codeOf(find(code)), 'identity.registration-unknown')
  assert.deepEqual(await audit(id), ['official:first open registration', `resident:${person.id} take up registration`])
  assert.deepEqual(await events(id), ['identity.registration-opened', 'identity.registration-taken'])
})

test('of twenty who take up one sheet at once one is let in', async () => {
  const row = await find((await open()).code)
  const tries = await Promise.all(Array.from({ length: 20 }, () => codeOf(registrations.takeAlone(row))))
  assert.deepEqual([tries.filter((code) => code === 'allowed').length, tries.filter((code) => code === 'identity.registration-unknown').length], [1, 19])
})

test('a sheet is good for a day, and a second one ends the first', async () => {
  const { code: former } = await open()
  const { code } = await open({ by: official('second') })
  assert.equal(await codeOf(find(former)), 'identity.registration-unknown')
  now = '2026-11-25T02:59:59Z'
  assert.equal(await codeOf(find(code)), 'allowed')
  const row = await find(code)
  now = '2026-11-25T03:00:00Z'
  assert.equal(await codeOf(find(code)), 'identity.registration-unknown')
  assert.equal(await codeOf(registrations.takeAlone(row)), 'identity.registration-unknown', 'also where the page was opened in time')
  assert.equal((await registrations.office.list('municipality')).find(({ id }) => id === row.id)?.state, 'over')
  await Promise.all(Array.from({ length: 8 }, () => open()))
  assert.equal((await rooms.ask(`select from identity.registration where person = $1 and status = 'open'`, [person.id])).length, 1)
  await assert.rejects(rooms.ask(`update identity.registration set ends_at = opened_at + interval '25 hours' where person = $1`, [person.id]), /registration_day/)
})

test('a code with another name opens nothing, says nothing of itself, and after five of them opens nothing to anybody', async () => {
  const { code, id } = await open()
  for (const name of ['달다솜', '놀나', '']) assert.equal(await codeOf(find(code, name)), 'identity.registration-unknown')
  assert.equal(await codeOf(find('0000-0000-0000')), 'identity.registration-unknown', 'the same answer as to a code that never was')
  assert.equal(await codeOf(find(code)), 'allowed')
  for (const name of ['달다솜', '놀나']) assert.equal(await codeOf(find(code, name)), 'identity.registration-unknown')
  assert.equal(await codeOf(find(code)), 'identity.registration-unknown')
  const [row] = await rooms.ask<{ misses: number; status: string; settled_by: string }>('select misses, status, settled_by from identity.registration where id = $1', [id])
  assert.deepEqual(row, { misses: 5, status: 'stopped', settled_by: 'house' })
  await assert.rejects(rooms.ask('update identity.registration set misses = 6 where id = $1', [id]), /registration_misses/)
})

test('of two hundred guesses from one address thirty are looked up in an hour, and a right code is not among the rest', async () => {
  const { code } = await open()
  const guesses = await Promise.all(Array.from({ length: 200 }, (_, at) => codeOf(find(`0000-0000-${String(at).padStart(4, '0')}`))))
  assert.deepEqual([guesses.filter((said) => said === 'identity.registration-unknown').length, guesses.filter((said) => said === 'kernel.too-many-requests').length], [30, 170])
  assert.equal(await codeOf(find(code)), 'kernel.too-many-requests')
  assert.equal(await codeOf(find(code, person.name, '198.51.100.9')), 'allowed', 'whoever lives elsewhere gets in')
  now = '2026-11-24T04:00:00Z'
  assert.equal(await codeOf(find(code)), 'allowed')
  await assert.rejects(rooms.ask('update identity.registration_miss set misses = 31'), /registration_guesses/)
})

test('an address of IPv6 counts with the network behind it', () => {
  assert.equal(networkOf('2001:db8:1:2:3:4:5:6'), networkOf('2001:0db8:0001:0002::1'))
  assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'))
  assert.equal(networkOf('::1'), '0:0:0:0')
  assert.equal(networkOf('::ffff:192.0.2.7'), '192.0.2.7')
})

test('an official registers nobody of their own name, nothing at another agency, and by no other document', async () => {
  const self = official('first')
  assert.equal(await codeOf(open({ by: self, name: ` 담당  first` })), 'identity.not-by-oneself')
  assert.equal(await codeOf(open({ by: official('x', 'kepco') })), 'identity.not-registered-here')
  assert.equal(await codeOf(open({ document: 'library-card' })), 'identity.not-registered-here')
  assert.equal(await codeOf(registrations.office.held(official('x', 'kepco'), person.id)), 'identity.not-registered-here')
  const { id } = await open()
  await assert.rejects(rooms.ask('update identity.registration set name = official_name where id = $1', [id]), /registration_of_another/)
  assert.equal(await codeOf(registrations.office.stop(official('x', 'kepco'), id)), 'identity.no-such-registration')
  assert.ok(!(await registrations.office.list('kepco')).some((row) => row.id === id))
  await registrations.office.stop(official('second'), id)
  assert.deepEqual(await audit(id), ['official:first open registration', 'official:second stop registration'])
})

test('what is lost ends with the sheet, and what is not stays; the question is in the audit', async () => {
  const sessions = createSessions(room())
  const enter = () => sessions.start({ kind: 'resident', subject: person.id, name: person.name }, undefined)
  const addPasskey = () => room().transaction((tx) => tx.insertInto('passkey').values({ id: `key-${person.id}`, kind: 'resident', subject: person.id, subject_name: person.name, name: '', public_key: Buffer.alloc(1), counter: 0, transports: [], used_at: null }).execute())
  await addPasskey()
  const { token } = await enter()
  assert.deepEqual(await registrations.office.held(official('first'), person.id), { passkeys: 1, usedAt: null, signedIn: true })
  const [asked] = await rooms.ask<{ act: string }>('select act from kernel.audit where object = $1', [`person:${person.id}`])
  assert.equal(asked?.act, 'see how somebody signs in')
  await open()
  assert.deepEqual(await registrations.office.held(official('first'), person.id), { passkeys: 1, usedAt: null, signedIn: true })
  const { id } = await open({ lost: true })
  assert.deepEqual(await registrations.office.held(official('first'), person.id), { passkeys: 0, usedAt: null, signedIn: false })
  assert.equal((await sessions.authenticate(token)).kind, 'anyone')
  assert.deepEqual((await events(id)).filter((name) => name === 'identity.access-lost'), ['identity.access-lost'])
  // Whoever is back by the sheet stays.
  const back = await enter()
  assert.equal((await sessions.authenticate(back.token)).kind, 'resident')
})

test('whoever is still signed in stops it in one click; nobody stops another’s, or what is over', async () => {
  const { id, code } = await open()
  assert.equal(await codeOf(registrations.own.stop('P-OTHER', id)), 'identity.no-such-registration')
  assert.equal(await codeOf(registrations.own.read('P-OTHER', id)), 'identity.no-such-registration')
  await registrations.own.stop(person.id, id)
  assert.equal((await registrations.own.read(person.id, id)).state, 'stopped')
  assert.equal(await codeOf(find(code)), 'identity.registration-unknown')
  assert.equal(await codeOf(registrations.own.stop(person.id, id)), 'identity.registration-over')
  const { id: used, code: other } = await open()
  await take(other)
  assert.equal(await codeOf(registrations.own.stop(person.id, used)), 'identity.registration-over')
  await assert.rejects(room().transaction((tx) => tx.deleteFrom('registration').execute()), /permission denied/)
})
