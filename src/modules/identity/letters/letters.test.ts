/** Letters on real PostgreSQL, with a register whose answers the test gives: to whom one goes, whom it lets in, and everybody whom it does not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../kernel/ids/ids.ts'
import { askForLetter } from './ask-for-letter.ts'
import { address, born, codeOfFault, days, deps, events, find, type Held, later, letters, looks, office, openLetters, person, posted, registrations, room, rooms, sentCode, take, world, write } from './test-letters.ts'

openLetters()

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
  const change = (of: Partial<Held>) => world.held.set(person, { ...world.held.get(person)!, ...of })
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
  world.silent = true
  assert.equal(await codeOfFault(find(code)), 'identity.letter-unconfirmed')
  world.silent = false
  assert.equal(await codeOfFault(find(code)), 'allowed', 'a silent register ends nothing')
  world.held.set(person, { ...world.held.get(person)!, address: '부산광역시 물결구 나루로 1' })
  assert.equal(await codeOfFault(find(code)), 'identity.letter-unknown')
  world.held.set(person, { ...world.held.get(person)!, address: '서울특별시 마루구 가람로 7' })
  assert.equal(await codeOfFault(find(code)), 'identity.letter-unknown', 'nor when they move back')
  later(8 * 24)
  const second = await sentCode()
  world.held.set(person, { ...world.held.get(person)!, deathDate: '2026-12-01' })
  assert.equal(await codeOfFault(find(second)), 'identity.letter-unknown')
})

test('a print service that is silent gets the same letter again, under the same identity and with the same code; one that refuses ends it', async () => {
  const letter = newId()
  world.printer = 'silent'
  await assert.rejects(write({ letter }), /silent/)
  await assert.rejects(write({ letter }), /silent/)
  world.printer = 'works'
  assert.equal(await write({ letter }), 'sent')
  assert.equal(await write({ letter }), 'sent')
  assert.equal(posted.length, 1)
  assert.deepEqual(new Set(looks.map((look) => look.key)), new Set([`letter/${letter}`]), 'one look in the log')
  assert.equal((await events()).length, 1)
  await take(posted[0]!.code)

  later(8 * 24)
  world.printer = 'refuses'
  assert.equal(await write(), 'undeliverable')
  const [row] = await rooms.ask<{ status: string }>('select status from identity.letter where person = $1 order by opened_at desc limit 1', [person])
  assert.equal(row!.status, 'stopped')
})

test('who moves while the print service is silent has no letter sent to the former address, nor to the new one by that order', async () => {
  const letter = newId()
  world.printer = 'silent'
  await assert.rejects(write({ letter }), /silent/)
  world.held.set(person, { ...world.held.get(person)!, address: '부산광역시 물결구 나루로 1' })
  world.printer = 'works'
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
