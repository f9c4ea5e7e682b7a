/** Letters on real PostgreSQL, with a register whose answers the test gives: to whom one goes, whom it lets in, and everybody whom it does not. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { roomDatabase, type RoomDatabase } from '../../../../tests/support/room-database.ts'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { createWordings } from '../../../web/wordings.ts'
import { createRegistrations, type Registrations } from '../registration/registration.ts'
import type { IdentityTables } from '../tables.ts'
import { askForLetter } from './ask-for-letter.ts'
import { createLetters, type LetterDeps, type Letters, type Posted } from './letters.ts'
import { claimOf, codeOf } from './marks.ts'
import { countCohort } from './invite/count-cohort.ts'
import { type Order, type Outcome, writeLetter, writeOrdered } from './write-letter.ts'

const pack = loadPack('packs/kr')
const key = Buffer.alloc(32, 7)
const start = '2026-11-24T03:00:00Z'
const days = pack.registration!.letter!.days
let now = start
const clock = { now: () => Temporal.Instant.from(now), today: () => Temporal.Instant.from(now).toZonedDateTimeISO('Asia/Seoul').toPlainDate() }
const later = (hours: number) => { now = Temporal.Instant.from(now).add({ hours }).toString() }

interface Held { name: string; birthDate: string; address: string | null; deathDate: string | null }
let people = 0
let person: string
let held: Map<string, Held>
let silent: boolean
let swept: (readonly string[])[]
let looks: { key: string; subject: string }[]
let posted: (Posted & { code: string })[]
let printer: 'works' | 'silent' | 'refuses'
let address: string
let rooms: RoomDatabase
let deps: LetterDeps
let letters: Letters
let registrations: Registrations
const born = '1990-05-06'
const room = () => rooms.database.room<IdentityTables>('identity')

before(async () => {
  rooms = await roomDatabase()
  const registering = { db: room(), pack, clock, key, forgetSessions: () => undefined }
  registrations = createRegistrations(registering)
  deps = {
    ...registering, rule: pack.registration!.letter!, wordingIn: createWordings(pack, () => undefined), origin: 'https://maru.example', demonstration: false, log: { warn: () => undefined },
    residents: (_purpose, after, limit) => Promise.resolve([...held.keys()].sort().filter((id) => id > after).slice(0, limit)),
    askPeople: ({ people: asked, fields }) => { swept.push(fields); return Promise.resolve(asked.map((id) => ({ person: id, known: [{ register: 'resident', field: 'birthDate', value: held.get(id)!.birthDate }] }))) },
    languageOf: (_, fallback) => Promise.resolve(fallback),
    askAbout: ({ key: look, subject }) => {
      if (silent) return Promise.resolve({ known: [], silent: [{ reason: 'unreachable' }] })
      const one = held.get(subject)
      if (!one) return Promise.resolve({ known: [], silent: [{ reason: 'unknown-person' }] })
      looks.push({ key: look, subject })
      const { deathDate, ...resident } = one
      return Promise.resolve({ known: [...Object.entries(resident).map(([field, value]) => ({ register: 'resident', field, value })), { register: 'family-relations', field: 'deathDate', value: deathDate }], silent: [] })
    },
    post: (letter) => {
      if (printer === 'silent') return Promise.reject(new Error('the print service is silent'))
      if (printer === 'works') posted.push({ ...letter, code: codeOf(key, letter.identity) })
      return Promise.resolve(printer === 'works')
    },
  }
  letters = createLetters(deps, { define: () => undefined })
})
after(() => rooms.close())
beforeEach(() => {
  now = start
  people += 1
  person = `KR-DEMO-9${String(people).padStart(5, '0')}`
  address = `192.0.2.${people}`
  held = new Map([[person, { name: '놀나래', birthDate: born, address: '서울특별시 마루구 가람로 7', deathDate: null }]])
  ;[silent, looks, posted, printer, swept] = [false, [], [], 'works', []]
})

/** As the job does for what somebody has asked. */
const write = (of: Partial<{ name: string; birthDate: string; official: string; person: string; letter: string }> = {}): Promise<Outcome> => {
  const letter = of.letter ?? newId()
  const { name = '놀나래', birthDate = born, official = null } = of
  const order: Order = { letter, person: of.person ?? person, claim: official === null ? claimOf(key, letter, { name, birthDate }) : null, official, language: 'en' }
  return writeLetter(deps, order)
}
const codeOfFault = async (work: Promise<unknown>) => work.then(() => 'allowed', (cause: unknown) => (cause instanceof Fault ? cause.code : String(cause)))
const find = (code: string, of: Partial<{ person: string; birthDate: string; address: string }> = {}) => letters.find({ code, person: of.person ?? person, birthDate: of.birthDate ?? born, address: of.address ?? address })
const take = async (code: string) => {
  const row = await find(code)
  await room().transaction((tx) => letters.take(tx, row))
}
const sentCode = async () => {
  assert.equal(await write(), 'sent')
  return posted.at(-1)!.code
}
const official = (id: string, agency = 'municipality'): Official => ({ kind: 'official', official: id, name: '담당', agency, roles: ['caseworker'], session: 's' })
const office = official('first')
/** What the jobs of this test's people would do. */
const runOrders = async (numbers: readonly string[]) => {
  const orders = await rooms.ask<{ id: string; payload: Order }>(`delete from graphile_worker._private_jobs where payload ->> 'person' = any($1) returning id, payload`, [numbers])
  for (const { payload } of orders) await writeOrdered(deps, payload)
  return orders.length
}
const events = async () => (await rooms.ask<{ name: string }>(`select name from kernel.event where payload ->> 'person' = $1 order by id`, [person])).map(({ name }) => name)

test('a letter goes to the address of the register; neither code nor address nor what belongs to the code is kept', async () => {
  const code = await sentCode()
  const [one] = posted
  assert.equal(one!.address, '서울특별시 마루구 가람로 7')
  assert.match(code, /^[0-9A-Y]{4}-[0-9A-Y]{4}-[0-9A-Y]{4}$/)
  const kept = JSON.stringify(await rooms.ask('select * from identity.letter where person = $1', [person]))
  for (const secret of [code, code.replaceAll('-', ''), '가람로', born]) assert.ok(!kept.includes(secret), secret)
  await take(` ${code.toLowerCase()} `)
  assert.equal(await codeOfFault(find(code)), 'identity.letter-unknown')
  assert.deepEqual(await events(), ['identity.letter-opened', 'identity.letter-taken'])
  const acts = await rooms.ask<{ actor: string; act: string }>('select actor, act from kernel.audit where object = $1 order by id', [`letter:${one!.identity}`])
  assert.deepEqual(acts.map(({ actor, act }) => `${actor} ${act}`), ['anyone send letter of invitation', `resident:${person} take up letter of invitation`])
})

test('no letter goes out for another name, another birth, a number of nobody, the dead, a child, or without an address', async () => {
  assert.equal(await write({ name: '달온새' }), 'other-person')
  assert.equal(await write({ birthDate: '1990-05-07' }), 'other-person')
  assert.equal(await write({ person: 'KR-DEMO-900999' }), 'nobody')
  const change = (of: Partial<Held>) => held.set(person, { ...held.get(person)!, ...of })
  change({ deathDate: '2026-10-01' })
  assert.equal(await write(), 'died')
  change({ deathDate: null, birthDate: '2012-11-25' })
  assert.equal(await write({ birthDate: '2012-11-25' }), 'too-young', 'the day before the fourteenth birthday')
  change({ birthDate: '2012-11-24', address: ' ' })
  assert.equal(await write({ birthDate: '2012-11-24' }), 'no-address')
  assert.equal(posted.length, 0)
  assert.deepEqual(await events(), [])
  change({ address: '서울' })
  assert.equal(await write({ birthDate: '2012-11-24' }), 'sent', 'on that day')
})

test('one letter at most is on its way, none beside a sheet of an office, none within a week, and none for three months after the person has stopped one', async () => {
  const code = await sentCode()
  assert.equal(await write(), 'waits-already')
  await registrations.office.open(office, { person: { id: person, name: '놀나래' }, document: 'passport', lost: false })
  assert.equal(await codeOfFault(find(code)), 'identity.letter-unknown', 'an office has seen the person: the letter opens nothing any more')
  assert.equal(await write(), 'waits-already')
  later(25)
  assert.equal(await write(), 'too-soon')
  later(6 * 24)
  assert.equal(await write(), 'sent')
  await letters.own.stop(person, posted.at(-1)!.identity, false)
  assert.equal(await codeOfFault(find(posted.at(-1)!.code)), 'identity.letter-unknown')
  later(89 * 24)
  assert.equal(await write(), 'too-soon')
  later(2 * 24)
  assert.equal(await write(), 'sent')
  assert.equal(await write({ official: 'first' }), 'waits-already', 'an agency sends no second one either')
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => write({ official: 'second' })))
  assert.deepEqual(new Set(outcomes), new Set(['waits-already']))
  await assert.rejects(rooms.ask(`insert into identity.letter select gen_random_uuid(), person, name, began, agency, official, language, second_mark, address_mark, opened_at, ends_at, sent_at, status, '\\x01', misses, settled_at, settled_by from identity.letter where person = $1 and status = 'open'`, [person]), /one_open_letter/)
})

test('of twenty orders at once one letter comes', async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => write({ official: 'first' })))
  assert.equal(outcomes.filter((outcome) => outcome === 'sent').length, 1)
  assert.equal(posted.length, 1)
})

test('whose phone and keys were said to be lost gets no letter, and what was on its way ends, until an office has let them in again', async () => {
  const code = await sentCode()
  await registrations.office.open(office, { person: { id: person, name: '놀나래' }, document: 'passport', lost: true })
  assert.equal(await codeOfFault(find(code)), 'identity.letter-unknown')
  later(8 * 24)
  assert.equal(await write(), 'lost')
  assert.equal(await write({ official: 'first' }), 'lost', 'nor at an agency’s wish')
  const addPasskey = (assurance: string) => rooms.ask(`insert into identity.passkey (id, kind, subject, subject_name, name, public_key, counter, transports, assurance, created_at) values ($1, 'resident', $2, 'n', '', '\\x00', 0, '{}', $3, now() + interval '1 hour')`, [newId(), person, assurance])
  await addPasskey('low')
  assert.equal(await write(), 'lost')
  await addPasskey('substantial')
  assert.equal(await write(), 'sent')
})

test('the code alone opens nothing: with another number or day of birth it says nothing of itself, and after five of them it opens nothing to anybody', async () => {
  const code = await sentCode()
  for (const wrong of [{ birthDate: '1990-05-07' }, { person: 'KR-DEMO-900998' }, { birthDate: '1960-01-01' }, { birthDate: '1961-01-01' }]) assert.equal(await codeOfFault(find(code, wrong)), 'identity.letter-unknown')
  assert.equal(await codeOfFault(find(code)), 'allowed')
  assert.equal(await codeOfFault(find(code, { birthDate: '1962-01-01' })), 'identity.letter-unknown')
  assert.equal(await codeOfFault(find(code)), 'identity.letter-unknown')
  await assert.rejects(rooms.ask('update identity.letter set misses = 6 where person = $1', [person]), /letter_misses/)
})

test('a thousand guesses at once: thirty are looked at, and the letter is dead after five', async () => {
  const code = await sentCode()
  const tries = await Promise.all(Array.from({ length: 1_000 }, (_, at) => codeOfFault(find(code, { birthDate: `19${String(10 + (at % 90))}-01-01`, address: '198.51.100.9' }))))
  assert.deepEqual(new Set(tries), new Set(['identity.letter-unknown', 'kernel.too-many-requests']))
  assert.ok(tries.filter((outcome) => outcome === 'identity.letter-unknown').length <= 30)
  assert.equal(await codeOfFault(find(code)), 'identity.letter-unknown')
  const [row] = await rooms.ask<{ misses: number; status: string }>('select misses, status from identity.letter where person = $1', [person])
  assert.deepEqual(row, { misses: 5, status: 'stopped' })
})

test('of twenty who take up one letter at once one is let in', async () => {
  const row = await find(await sentCode())
  const tries = await Promise.all(Array.from({ length: 20 }, () => codeOfFault(room().transaction((tx) => letters.take(tx, row)))))
  assert.deepEqual([tries.filter((code) => code === 'allowed').length, tries.filter((code) => code === 'identity.letter-unknown').length], [1, 19])
})

test('a letter is good for its weeks and not longer; then another may be asked for', async () => {
  const code = await sentCode()
  const row = await find(code)
  later(days * 24)
  assert.equal(await codeOfFault(find(code)), 'identity.letter-unknown')
  assert.equal(await codeOfFault(room().transaction((tx) => letters.take(tx, row))), 'identity.letter-unknown', 'also where the page was opened in time')
  assert.equal((await letters.own.read(person, row.id)).state, 'over')
  assert.equal(await write(), 'sent')
  await assert.rejects(rooms.ask(`update identity.letter set ends_at = opened_at + interval '31 days' where person = $1`, [person]), /letter_weeks/)
})

test('who has moved or died since takes nothing up, and whoever found the letter learns nothing of it', async () => {
  const code = await sentCode()
  silent = true
  assert.equal(await codeOfFault(find(code)), 'identity.letter-unconfirmed')
  silent = false
  assert.equal(await codeOfFault(find(code)), 'allowed', 'a silent register ends nothing')
  held.set(person, { ...held.get(person)!, address: '부산광역시 물결구 나루로 1' })
  assert.equal(await codeOfFault(find(code)), 'identity.letter-unknown')
  held.set(person, { ...held.get(person)!, address: '서울특별시 마루구 가람로 7' })
  assert.equal(await codeOfFault(find(code)), 'identity.letter-unknown', 'nor when they move back')
  later(8 * 24)
  const second = await sentCode()
  held.set(person, { ...held.get(person)!, deathDate: '2026-12-01' })
  assert.equal(await codeOfFault(find(second)), 'identity.letter-unknown')
})

test('a print service that is silent gets the same letter again, under the same identity and with the same code; one that refuses ends it', async () => {
  const letter = newId()
  printer = 'silent'
  await assert.rejects(write({ letter }), /silent/)
  await assert.rejects(write({ letter }), /silent/)
  printer = 'works'
  assert.equal(await write({ letter }), 'sent')
  assert.equal(await write({ letter }), 'sent')
  assert.equal(posted.length, 1)
  assert.deepEqual(new Set(looks.map((look) => look.key)), new Set([`letter/${letter}`]), 'one look in the log')
  assert.equal((await events()).length, 1)
  await take(posted[0]!.code)

  later(8 * 24)
  printer = 'refuses'
  assert.equal(await write(), 'undeliverable')
  const [row] = await rooms.ask<{ status: string }>('select status from identity.letter where person = $1 order by opened_at desc limit 1', [person])
  assert.equal(row!.status, 'stopped')
})

test('who moves while the print service is silent has no letter sent to the former address, nor to the new one by that order', async () => {
  const letter = newId()
  printer = 'silent'
  await assert.rejects(write({ letter }), /silent/)
  held.set(person, { ...held.get(person)!, address: '부산광역시 물결구 나루로 1' })
  printer = 'works'
  assert.equal(await write({ letter }), 'undeliverable')
  assert.equal(posted.length, 0)
})

test('asking is bounded for an address and for a number, also of a thousand at once; what is too many for a number is not said', async () => {
  const ask = (of: { person?: string; address?: string }) => codeOfFault(askForLetter(deps, { person: of.person ?? person, name: 'N', birthDate: born, language: 'en', address: of.address ?? address }))
  const orders = async (number: string) => (await rooms.ask(`select 1 from graphile_worker._private_jobs where payload ->> 'person' = $1`, [number])).length
  const many = await Promise.all(Array.from({ length: 1_000 }, () => ask({ address: '198.51.100.77' })))
  assert.equal(many.filter((outcome) => outcome === 'allowed').length, 10)
  assert.equal(many.filter((outcome) => outcome === 'kernel.too-many-requests').length, 990)
  assert.equal(await orders(person), 3)
  assert.deepEqual(await Promise.all(Array.from({ length: 8 }, (_, at) => ask({ address: `203.0.113.${at}` }))), Array.from({ length: 8 }, () => 'allowed'))
  assert.equal(await orders(person), 3)
  later(24)
  assert.equal(await ask({}), 'allowed')
  assert.equal(await orders(person), 4)
  const kept = JSON.stringify([await rooms.ask('select * from identity.letter_asking'), await rooms.ask(`select payload from graphile_worker._private_jobs where payload ->> 'person' = $1`, [person])])
  assert.ok(!kept.includes(born), 'the day of birth that was written stands nowhere')
})

test('nobody stops or reads another’s letter; what came of one is ended by whoever is surer than a letter', async () => {
  const code = await sentCode()
  const { identity } = posted[0]!
  for (const work of [() => letters.own.read('KR-DEMO-1', identity), () => letters.own.stop('KR-DEMO-1', identity, true)]) assert.equal(await codeOfFault(work()), 'identity.no-such-letter')
  await take(code)
  const passkey = (assurance: string) => rooms.ask(`insert into identity.passkey (id, kind, subject, subject_name, name, public_key, counter, transports, assurance) values ($1, 'resident', $2, 'n', '', '\\x00', 0, '{}', $3)`, [`${assurance}-${person}`, person, assurance])
  await passkey('low')
  await passkey('substantial')
  assert.equal(await codeOfFault(letters.own.stop(person, identity, false)), 'identity.letter-over')
  await letters.own.stop(person, identity, true)
  assert.deepEqual((await rooms.ask<{ assurance: string }>('select assurance from identity.passkey where subject = $1', [person])).map(({ assurance }) => assurance), ['substantial'])
  await assert.rejects(room().transaction((tx) => tx.deleteFrom('letter').execute()), /permission denied/)
})

test('an official invites somebody by number, name and birth, and reads what became of it; another agency’s reads and sends nothing', async () => {
  const invite = (by: Official, birthDate = born) => letters.office.one(by, { person, name: '놀나래', birthDate })
  for (const work of [() => invite(official('x', 'kdhc')), () => letters.office.list(official('x', 'kdhc')), () => letters.office.stopLetterOf(official('x', 'kdhc'), person)]) assert.equal(await codeOfFault(work()), 'identity.not-registered-here')
  await invite(office, '1990-05-07')
  await runOrders([person])
  await invite(office)
  await runOrders([person])
  const [sent, wrong] = await letters.office.list(office)
  assert.deepEqual([sent!.outcomes, wrong!.outcomes], [[{ outcome: 'sent', people: 1 }], [{ outcome: 'other-person', people: 1 }]])
  assert.deepEqual([sent!.status, wrong!.status, sent!.person], ['done', 'done', person])
  assert.equal(posted.length, 1)
  const [row] = await rooms.ask<{ began: string; official: string }>('select began, official from identity.letter where person = $1', [person])
  assert.deepEqual(row, { began: 'invited', official: 'first' })
  const acts = await rooms.ask<{ act: string }>(`select act from kernel.audit where detail ->> 'person' = $1 order by id`, [person])
  assert.deepEqual(acts.map(({ act }) => act), ['invite by letter', 'invite by letter', 'send letter of invitation'])
  await letters.office.stopLetterOf(official('second'), person)
  assert.equal(await codeOfFault(find(posted[0]!.code)), 'identity.letter-unknown')
  await letters.office.stopLetterOf(official('second'), 'KR-DEMO-900997')
})

test('one official sends fifty single letters a day, also of a hundred at once', async () => {
  const by = official('busy')
  const tries = await Promise.all(Array.from({ length: 100 }, (_, at) => codeOfFault(letters.office.one(by, { person: `KR-DEMO-88${String(at).padStart(4, '0')}`, name: 'N', birthDate: born }))))
  assert.deepEqual([tries.filter((code) => code === 'allowed').length, tries.filter((code) => code === 'identity.too-many-invited').length], [50, 50])
})

/** Three of them turned fourteen in November, one of whom signs in already. */
async function prepareCohort() {
  const of = (last: number) => `${person}${last}`
  held = new Map([['2012-11-01', 1], ['2012-11-24', 2], ['2012-11-15', 3], ['2012-12-01', 4]].map(([birthDate, last]) => [of(last as number), { name: '별하늘', birthDate: String(birthDate), address: '서울특별시 마루구 가람로 9', deathDate: null }]))
  await rooms.ask(`insert into identity.passkey (id, kind, subject, subject_name, name, public_key, counter, transports) values ($1, 'resident', $1, 'n', '', '\\x00', 0, '{}')`, [of(3)])
  await letters.office.cohort(office, { from: '2012-11-01', until: '2012-11-24' })
  const { id } = (await letters.office.list(office))[0]!
  return { id, numbers: [1, 2, 3, 4].map(of) }
}

test('everybody born within some days is invited once a second official agrees; the registers are asked for the day of birth alone, and who signs in already is left out', async () => {
  const { id, numbers } = await prepareCohort()
  assert.equal(await codeOfFault(letters.office.cohort(official('second'), { from: '2012-10-01', until: '2012-10-31' })), 'identity.invitation-open')
  assert.equal(await codeOfFault(letters.office.confirm(official('second'), id)), 'identity.invitation-over', 'nobody has counted yet')
  await countCohort(deps, id)
  await countCohort(deps, id)
  assert.deepEqual(swept, [['resident.birthDate']])
  assert.equal(await codeOfFault(letters.office.confirm(office, id)), 'identity.second-look')
  await assert.rejects(rooms.ask(`update identity.letter_batch set status = 'sending' where id = $1`, [id]), /batch_confirmed/)
  await assert.rejects(rooms.ask(`update identity.letter_batch set status = 'sending', confirmed_by = official, confirmed_at = now() where id = $1`, [id]), /batch_of_another/)
  const agreed = await Promise.all(['second', 'third', 'fourth'].map((by) => codeOfFault(letters.office.confirm(official(by), id))))
  assert.equal(agreed.filter((code) => code === 'allowed').length, 1, 'of three who agree at once one sends')
  assert.equal(await runOrders(numbers), 2)
  const [row] = await letters.office.list(office)
  assert.deepEqual([row!.status, row!.people, row!.outcomes, row!.person], ['done', 2, [{ outcome: 'sent', people: 2 }], null])
  assert.deepEqual(posted.length, 2)
})

test('what an official has stopped is not sent, though its orders stand; nobody stops another agency’s', async () => {
  const { id, numbers } = await prepareCohort()
  await countCohort(deps, id)
  await letters.office.confirm(official('second'), id)
  await letters.office.stop(official('third'), id)
  assert.equal(await codeOfFault(letters.office.stop(office, id)), 'identity.invitation-over')
  await runOrders(numbers)
  assert.equal(posted.length, 0)
  const [row] = await letters.office.list(office)
  assert.deepEqual([row!.status, row!.stopped_because, row!.outcomes], ['stopped', 'official', [{ outcome: 'stopped', people: 2 }]])
})

test('an invitation to more people than a month has, or to nobody, is sent to none', async () => {
  held = new Map(Array.from({ length: 5_001 }, (_, at) => [`${person}-${String(at).padStart(5, '0')}`, { name: 'N', birthDate: '2012-11-03', address: 'x', deathDate: null }]))
  await letters.office.cohort(office, { from: '2012-11-01', until: '2012-11-30' })
  const { id } = (await letters.office.list(office))[0]!
  await countCohort(deps, id)
  await letters.office.cohort(office, { from: '1900-01-01', until: '1900-01-02' })
  const { id: none } = (await letters.office.list(office))[0]!
  await countCohort(deps, none)
  assert.deepEqual((await letters.office.list(office)).slice(0, 2).map(({ status, stopped_because }) => `${status} ${stopped_because}`), ['stopped nobody', 'stopped too-many'])
  await assert.rejects(rooms.ask(`update identity.letter_batch set born_until = born_from + 32 where id = $1`, [none]), /batch_days/)
  await assert.rejects(rooms.ask(`update identity.letter_batch set people = 5001 where id = $1`, [none]), /batch_people/)
})
