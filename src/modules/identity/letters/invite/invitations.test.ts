/** Officials invite to letters: one by one and not too many, everybody born within some days by the word of two, and another agency's not at all. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Official } from '../../../../kernel/http/principal.ts'
import { countCohort } from './count-cohort.ts'
import { born, codeOfFault, deps, find, letters, office, official, openLetters, person, posted, rooms, runOrders, swept, world } from '../test-letters.ts'

openLetters()

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
  world.held = new Map([['2012-11-01', 1], ['2012-11-24', 2], ['2012-11-15', 3], ['2012-12-01', 4]].map(([birthDate, last]) => [of(last as number), { name: '별하늘', birthDate: String(birthDate), address: '서울특별시 마루구 가람로 9', deathDate: null }]))
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
  world.held = new Map(Array.from({ length: 5_001 }, (_, at) => [`${person}-${String(at).padStart(5, '0')}`, { name: 'N', birthDate: '2012-11-03', address: 'x', deathDate: null }]))
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
