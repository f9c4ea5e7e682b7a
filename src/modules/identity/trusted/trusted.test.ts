/** The word of trusted people on real PostgreSQL: two of them, neither the same nor the official, and nobody against it. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { roomDatabase, type RoomDatabase } from '../../../../tests/support/room-database.ts'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { Person } from '../mandates/grant-mandate.ts'
import { createRegistrations, type Registrations } from '../registration/registration.ts'
import type { IdentityTables } from '../tables.ts'
import { createTrusted, type Trusted } from './trusted.ts'

const pack = loadPack('packs/kr')
const official = (id: string, agency = 'municipality', name = `담당 ${id}`): Official => ({ kind: 'official', official: id, name, agency, roles: ['caseworker'], session: 's' })
const start = '2026-11-24T03:00:00Z'
let now = start
const clock = { now: () => Temporal.Instant.from(now), today: () => Temporal.PlainDate.from('2026-11-24') }
let rooms: RoomDatabase
let trusted: Trusted
let registrations: Registrations
let families = 0
let owner: Person
let friends: Person[]

before(async () => {
  rooms = await roomDatabase()
  const deps = { db: rooms.database.room<IdentityTables>('identity'), pack, clock, key: Buffer.alloc(32, 7), forgetSessions: () => undefined }
  trusted = createTrusted(deps)
  registrations = createRegistrations(deps)
})
after(() => rooms.close())
beforeEach(() => {
  now = start
  families += 1
  owner = { id: `P-${families}-OWNER`, name: '놀나래' }
  friends = ['달다솜', '솔가람', '틈라온'].map((name, at) => ({ id: `P-${families}-${at}`, name }))
})

const codeOf = async (work: Promise<unknown>) => work.then(() => 'allowed', (cause: unknown) => (cause instanceof Fault ? cause.code : String(cause)))
async function name(friend: Person) {
  const { code } = await trusted.name(owner, friend.name)
  await trusted.answer(friend, code, true)
}
/** Everybody has been trusted for long enough, and the office asks. */
async function ask(people = friends, by = official('first')) {
  for (const friend of people) await name(friend)
  now = '2026-11-26T03:00:00Z'
  await trusted.office.ask(by, owner)
  const [row] = await rooms.ask<{ id: string }>(`select id from identity.registration where person = $1 and status = 'asked'`, [owner.id])
  return row!.id
}
const rowOf = async (id: string) => (await rooms.ask<{ status: string; first_word: string | null; second_word: string | null; settled_by: string | null }>('select status, first_word, second_word, settled_by from identity.registration where id = $1', [id]))[0]!

test('two who say yes let the office make the sheet, and the sheet lets the person in', async () => {
  const id = await ask()
  assert.equal(await codeOf(trusted.office.sheet(official('first'), id)), 'identity.words-missing')
  await trusted.say(friends[0]!.id, id, 'yes')
  assert.equal(await codeOf(trusted.office.sheet(official('first'), id)), 'identity.words-missing')
  await trusted.say(friends[1]!.id, id, 'yes')
  assert.deepEqual((await trusted.office.words('municipality')).get(id), { asked: 3, yes: 2 })
  assert.equal(await codeOf(trusted.office.sheet(official('second'), id)), 'identity.no-such-registration', 'another official has not seen the person')
  const { code } = await trusted.office.sheet(official('first'), id)
  const row = await registrations.find({ code, name: owner.name, address: '192.0.2.1' })
  await registrations.takeAlone(row)
  assert.equal(await codeOf(trusted.office.sheet(official('first'), id)), 'identity.registration-over')
  const audit = await rooms.ask<{ act: string }>('select act from kernel.audit where object = $1 order by id', [`registration:${id}`])
  assert.deepEqual(audit.map(({ act }) => act), ['ask for words', 'say that it is them', 'say that it is them', 'open registration', 'take up registration'])
  const told = await rooms.ask<{ name: string }>(`select name from kernel.event where payload ->> 'registration' = $1 order by id`, [id])
  assert.deepEqual(told.map(({ name: event }) => event).sort(), ['identity.registration-asked', 'identity.registration-opened', 'identity.registration-taken', 'identity.word-asked', 'identity.word-asked', 'identity.word-asked'])
})

test('one person’s two yes are one: also of twenty at once, and by no statement', async () => {
  const id = await ask()
  const said = await Promise.all(Array.from({ length: 20 }, () => codeOf(trusted.say(friends[0]!.id, id, 'yes'))))
  assert.deepEqual([said.filter((code) => code === 'allowed').length, said.filter((code) => code === 'identity.registration-over').length], [1, 19])
  assert.deepEqual(await rowOf(id), { status: 'asked', first_word: friends[0]!.id, second_word: null, settled_by: null })
  await assert.rejects(rooms.ask('update identity.registration set second_word = first_word where id = $1', [id]), /registration_two_people/)
  await assert.rejects(rooms.ask('update identity.registration set second_word = $2 where id = $1', [id, friends[1]!.id]), /registration_second_word/, 'a word that was not said')
  await assert.rejects(rooms.ask('update identity.registration set second_word = $2 where id = $1', [id, 'P-STRANGER']), /registration_second_word/)
  await assert.rejects(rooms.ask(`update identity.registration set status = 'open', code_hash = 'x' where id = $1`, [id]), /registration_two_words/)
})

test('one no stops it, before and after two have said yes', async () => {
  for (const yes of [0, 1, 2]) {
    families += 10
    now = start
    owner = { ...owner, id: `P-${families}-OWNER` }
    friends = friends.map((friend, at) => ({ ...friend, id: `P-${families}-${at}` }))
    const id = await ask()
    for (const friend of friends.slice(0, yes)) await trusted.say(friend.id, id, 'yes')
    await trusted.say(friends[2]!.id, id, 'no')
    assert.equal((await rowOf(id)).status, 'stopped')
    assert.equal(await codeOf(trusted.say(friends[1]!.id, id, 'yes')), 'identity.registration-over')
    assert.equal(await codeOf(trusted.office.sheet(official('first'), id)), 'identity.registration-over')
  }
})

test('whoever is still signed in stops it in one click; after a day nobody is asked any more', async () => {
  const id = await ask()
  for (const friend of friends.slice(0, 2)) await trusted.say(friend.id, id, 'yes')
  await registrations.own.stop(owner.id, id)
  assert.equal(await codeOf(trusted.office.sheet(official('first'), id)), 'identity.registration-over')
  await trusted.office.ask(official('first'), owner)
  const [again] = await rooms.ask<{ id: string }>(`select id from identity.registration where person = $1 and status = 'asked'`, [owner.id])
  for (const friend of friends.slice(0, 2)) await trusted.say(friend.id, again!.id, 'yes')
  now = '2026-11-27T03:00:00Z'
  assert.equal(await codeOf(trusted.say(friends[2]!.id, again!.id, 'yes')), 'identity.registration-over')
  assert.equal(await codeOf(trusted.office.sheet(official('first'), again!.id)), 'identity.registration-over')
  assert.deepEqual((await trusted.list(friends[2]!.id)).asked, [])
})

test('nobody is asked who is too few, too new, called like the official, or has ended it; and the office is not told which', async () => {
  await name(friends[0]!)
  await name(friends[1]!)
  assert.equal(await codeOf(trusted.office.ask(official('first'), owner)), 'identity.too-few-trusted', 'too new')
  now = '2026-11-26T03:00:00Z'
  const refused = async (by: Official, person = owner) => codeOf(trusted.office.ask(by, person))
  assert.equal(await refused(official('first', 'municipality', friends[0]!.name)), 'identity.too-few-trusted')
  assert.equal(await refused(official('first'), { ...owner, name: '솔가람' }), 'identity.too-few-trusted')
  assert.equal(await refused(official('first'), { id: 'P-NOBODY', name: owner.name }), 'identity.too-few-trusted')
  assert.equal(await refused(official('first', 'municipality', owner.name)), 'identity.not-by-oneself')
  assert.equal(await refused(official('first', 'kepco')), 'identity.not-registered-here')
  assert.equal(await refused(official('first')), 'allowed')
  const [row] = await rooms.ask<{ id: string }>(`select id from identity.registration where person = $1`, [owner.id])
  assert.equal(await codeOf(trusted.say(friends[2]!.id, row!.id, 'yes')), 'identity.no-such-registration', 'not asked')
  assert.equal(await codeOf(trusted.asked(friends[2]!.id, row!.id)), 'identity.no-such-registration')
  const { named: [, first] } = await trusted.list(owner.id)
  await trusted.end(friends[0]!.id, first!.id)
  assert.equal(await codeOf(trusted.say(friends[0]!.id, row!.id, 'yes')), 'identity.registration-over', 'trusted no more')
  await assert.rejects(rooms.ask('update identity.registration_word set person_name = official_name where registration = $1', [row!.id]), /word_of_another/)
})

test('five are named at most, each with their own code and name; either side ends it, and nobody else', async () => {
  const { code } = await trusted.name(owner, friends[0]!.name)
  assert.equal(await codeOf(trusted.offer(friends[1]!, code)), 'identity.offer-of-another')
  assert.equal(await codeOf(trusted.offer({ id: owner.id, name: friends[0]!.name }, code)), 'identity.not-for-oneself')
  assert.equal(await codeOf(trusted.offer(friends[0]!, '0000-0000-0000')), 'identity.offer-unknown')
  const taken = await Promise.all(Array.from({ length: 8 }, () => codeOf(trusted.answer(friends[0]!, code, true))))
  assert.equal(taken.filter((said) => said === 'allowed').length, 1)
  const { code: twice } = await trusted.name(owner, friends[0]!.name)
  assert.equal(await codeOf(trusted.answer(friends[0]!, twice, true)), 'identity.trusted-already')
  const more = []
  for (let at = 0; at < 6; at += 1) more.push(await codeOf(trusted.name(owner, 'N')))
  assert.deepEqual(more, ['allowed', 'allowed', 'allowed', 'identity.trusted-full', 'identity.trusted-full', 'identity.trusted-full'])
  now = '2026-12-01T03:00:00Z'
  assert.equal(await codeOf(trusted.offer(friends[0]!, twice)), 'identity.offer-unknown')
  assert.equal(await codeOf(trusted.name(owner, 'N')), 'allowed', 'codes that nobody took leave their places')
  const { naming: [row] } = await trusted.list(friends[0]!.id)
  assert.equal(await codeOf(trusted.end(friends[1]!.id, row!.id)), 'identity.no-such-trust')
  await trusted.end(friends[0]!.id, row!.id)
  assert.deepEqual((await trusted.list(friends[0]!.id)).naming, [])
  assert.equal(await codeOf(trusted.end(owner.id, row!.id)), 'identity.no-such-trust')
})
