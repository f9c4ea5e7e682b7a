/** What is due, night by night: told once for each reminder, to both parents of a child, and gone when a register says it was done. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestPasses, type TestPasses } from '../pass/test-pass.ts'
import { isNewReminder, missed, reminderOf } from './reminders.ts'

let country: TestPasses
before(async () => { country = await openTestPasses() })
after(() => country.close())

interface Told { duty: string; of: string | null; on: string; amount: number | null; missed: boolean; reasons: Record<string, string>[]; says: Record<string, string>; law: { article: string; unverified: boolean } }
type Event = { payload: { person: string; due: Told[] } }

/** One more night. @returns what it told of a duty, to whom */
async function night(day: string, duty: string) {
  if (day !== country.day) await country.moveTo(day)
  const before = (await country.events()).length
  await country.passes.run({ size: 25 })
  const events = (await country.events()).slice(before) as unknown as Event[]
  // Events of one moment stand in no order.
  return events.flatMap(({ payload: { person, due } }) => due.filter((one) => one.duty === duty).map((one) => ({ person, ...one }))).toSorted((one, other) => one.person.localeCompare(other.person))
}
const rows = (duty: string, of: string) => country.room.ask<{ person: string; due_on: string; told: number | null }>(
  `select person, due_on::text, told from notices.due where duty = $1 and (of_person = $2 or (of_person = '' and person = $2)) order by person`, [duty, of])

/** A couple of the stories with two children, of whom the second was born on 19 July 2021. */
const [mother, father, child] = ['KR-DEMO-000003', 'KR-DEMO-000004', 'KR-DEMO-000006']

test('the reminder of a day: the latest that was reached, and afterwards that the day is past', () => {
  const of = (today: string) => reminderOf([90, 30, 7], '2026-12-31', today)
  assert.deepEqual(['2026-10-01', '2026-10-02', '2026-11-30', '2026-12-01', '2026-12-24', '2026-12-31', '2027-01-01'].map(of), [null, 90, 90, 30, 7, 7, missed])
  assert.equal(isNewReminder(30, '2026-12-31', { on: '2026-12-31', told: 90 }), true)
  assert.equal(isNewReminder(30, '2026-12-31', { on: '2026-12-31', told: 30 }), false)
  assert.equal(isNewReminder(90, '2026-12-31', { on: '2026-12-31', told: 30 }), false, 'a clock that went back tells nothing again')
  assert.equal(isNewReminder(90, '2027-12-31', { on: '2026-12-31', told: missed }), true, 'another year')
})

test('a vaccination: both parents hear of it once, not the next night, again at the next reminder, and no more when it is recorded', async () => {
  const duty = 'vaccination-mmr-second'
  country.change('immunisation', child, (answers) => ({ ...answers, mmrDoses: 1 }))
  const first = (await night('2026-11-26', duty)).filter(({ of }) => of === child)
  assert.deepEqual(first.map(({ person, on, missed: late, amount }) => [person, on, late, amount]), [mother, father].map((person) => [person, '2028-07-18', false, null]))
  assert.match(first[0]!.reasons[0]!['en']!, /달미르 has not had/)
  assert.deepEqual([Object.keys(first[0]!.says).length, first[0]!.law.article, first[0]!.law.unverified], [country.pack.languages.length, '§24(1)', true])
  assert.deepEqual((await night('2026-11-27', duty)).filter(({ of }) => of === child), [])
  // The week before the 365th day, the day, the day after.
  assert.deepEqual((await night('2027-07-18', duty)).filter(({ of }) => of === child), [])
  assert.equal((await night('2027-07-19', duty)).filter(({ of }) => of === child).length, 2)
  assert.deepEqual((await night('2027-07-20', duty)).filter(({ of }) => of === child), [])
  country.change('immunisation', child, (answers) => ({ ...answers, mmrDoses: 2 }))
  assert.deepEqual((await night('2027-07-21', duty)).filter(({ of }) => of === child), [])
  assert.deepEqual(await rows(duty, child), [])
})

test('a parent without the care of the child is not told, and neither is anybody of somebody who died', async () => {
  const duty = 'vaccination-dtap-fifth'
  country.change('immunisation', child, (answers) => ({ ...answers, dtapDoses: 4 }))
  country.change('family-relations', father, (answers) => ({ ...answers, parentalAuthority: 'suspended' }))
  const told = (await night('2027-07-22', duty)).filter(({ of }) => of === child)
  assert.deepEqual(told.map(({ person }) => person), [mother])
  country.change('family-relations', child, (answers) => ({ ...answers, deathDate: '2027-07-22' }))
  await night('2027-07-23', duty)
  assert.deepEqual(await rows(duty, child), [])
})

test('a tax is in the calendar before anybody is reminded; with its amount; paid, it is gone; unpaid, the day after is told once', async () => {
  const duty = 'vehicle-tax'
  for (const person of [mother, father]) country.change('local-tax', person, (answers) => ({ ...answers, vehicleTax: 182_400, vehicleTaxAsOf: '2027-12-01' }))
  assert.deepEqual((await night('2027-12-15', duty)).filter(({ person }) => person === mother), [])
  assert.deepEqual(await rows(duty, mother), [{ person: mother, due_on: '2027-12-31', told: null }])
  const [told] = (await night('2027-12-16', duty)).filter(({ person }) => person === mother)
  assert.deepEqual([told!.on, told!.amount, told!.missed], ['2027-12-31', 182_400, false])
  country.change('local-tax', mother, (answers) => ({ ...answers, vehicleTax: 0 }))
  assert.deepEqual((await night('2027-12-24', duty)).filter(({ person }) => [mother, father].includes(person)).map(({ person }) => person), [father])
  assert.deepEqual(await rows(duty, mother), [])
  const late = (await night('2028-01-01', duty)).filter(({ person }) => person === father)
  assert.deepEqual(late.map(({ missed: is }) => is), [true])
  assert.deepEqual((await night('2028-01-02', duty)).filter(({ person }) => person === father), [])
})

test('of two vehicles each has its own day; one that was inspected goes, and what a register does not say takes nothing away', async () => {
  const duty = 'vehicle-inspection'
  const vehicles = [{ id: 'VIN-1', name: '11늘 1111', inspectionValidUntil: '2028-01-31' }, { id: 'VIN-2', name: '22늘 2222', inspectionValidUntil: '2028-02-28' }]
  country.change('vehicles', mother, (answers) => ({ ...answers, registeredVehicles: vehicles }))
  const told = (await night('2028-01-03', duty)).filter(({ person }) => person === mother)
  // 2 March 2028 is a Thursday, 30 March too.
  assert.deepEqual(told.map(({ on }) => on).toSorted(), ['2028-03-02', '2028-03-30'])
  assert.match(told[0]!.reasons[0]!['ko']!, /늘 \d{4} 자동차의 검사 유효기간/)
  country.change('vehicles', mother, (answers) => ({ ...answers, registeredVehicles: [vehicles[0], { ...vehicles[1], inspectionValidUntil: '2030-02-28' }] }))
  await night('2028-01-04', duty)
  assert.deepEqual((await rows(duty, mother)).map(({ due_on: on }) => on), ['2028-03-02'])
  country.change('vehicles', mother, (answers) => ({ ...answers, registeredVehicles: [{ ...vehicles[0], inspectionValidUntil: null }] }))
  await night('2028-01-05', duty)
  assert.deepEqual((await rows(duty, mother)).map(({ due_on: on }) => on), ['2028-03-02'], 'unknown')
})

test('who stopped one duty is not told of it and keeps it in the calendar; the other parent is told', async () => {
  const duty = 'driving-licence-renewal'
  await country.room.ask('insert into notices.due_stopped (person, duty) values ($1, $2)', [mother, duty])
  for (const person of [mother, father]) country.change('driving', person, (answers) => ({ ...answers, licence: 'class-2', licenceRenewedOn: '2018-01-10' }))
  const told = (await night('2028-01-06', duty)).filter(({ person }) => [mother, father].includes(person))
  // Born on 21 January 1988, and half a year: 21 July 2028, of which the reminder of 180 days begins on 23 January.
  assert.deepEqual(told, [])
  assert.deepEqual((await night('2028-01-23', duty)).filter(({ person }) => [mother, father].includes(person)).map(({ person, on }) => [person, on]), [[father, '2028-07-21']])
  assert.equal((await rows(duty, mother)).length, 1)
})

test('each look at a person for their duties stands under its own purpose, and nobody else’s is asked', async () => {
  const purposes = (await country.exchange.sweeps(child)).map(({ purpose }) => purpose)
  assert.ok(purposes.includes('remind-due') && purposes.includes('find-entitled'))
  await assert.rejects(country.exchange.askPeople({ pass: '01990000-0000-7000-8000-000000000009', purpose: 'find-entitled', people: [child], fields: ['driving.licence'] }), /beyond-purpose/)
})
