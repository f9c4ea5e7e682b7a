import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { addPeriod, monthsOn, yearsOn } from './ages.ts'
import { officeDeadline } from './office-deadline.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const anyDay = fc.integer({ min: -20_000, max: 20_000 }).map((days) => day('2000-01-01').add({ days }))

test('a year of age is complete on the birthday', () => {
  assert.equal(yearsOn(day('2018-11-24'), day('2026-11-23')), 7)
  assert.equal(yearsOn(day('2018-11-24'), day('2026-11-24')), 8)
})

test('one born on 29 February is a year older on 1 March of a common year', () => {
  assert.equal(yearsOn(day('2024-02-29'), day('2025-02-28')), 0)
  assert.equal(yearsOn(day('2024-02-29'), day('2025-03-01')), 1)
})

test('a month without that day ends the period on its last day', () => {
  assert.equal(addPeriod(day('2026-01-31'), { months: 1 }).toString(), '2026-02-28')
})

test('nobody grows younger, and a birthday adds exactly one year', () => {
  fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 90 }), (birth, age) => {
    const birthday = day(birth.toString()).with({ day: Math.min(birth.day, 28) })
    assert.equal(yearsOn(birthday, birthday.add({ years: age })), age)
    assert.equal(yearsOn(birthday, birthday.add({ years: age }).subtract({ days: 1 })), age - 1)
    assert.ok(monthsOn(birthday, birthday.add({ years: age })) === age * 12)
  }))
})

test('six days or more count the first day; five or fewer run in hours', () => {
  // 2026-11-24 is a Tuesday.
  assert.equal(officeDeadline(day('2026-11-24'), 7, []).toString(), '2026-12-02')
  assert.equal(officeDeadline(day('2026-11-24'), 3, []).toString(), '2026-11-27')
})

test('holidays and weekends are left out', () => {
  assert.equal(officeDeadline(day('2026-12-24'), 3, ['2026-12-25']).toString(), '2026-12-30')
})

test('a deadline is a working day, and never earlier with one more day', () => {
  fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (start, days) => {
    const end = officeDeadline(start, days, [])
    assert.ok(end.dayOfWeek < 6)
    assert.ok(Temporal.PlainDate.compare(officeDeadline(start, days + 1, []), end) >= 0)
  }))
})
