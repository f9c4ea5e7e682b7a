import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addPeriod, monthsOn, yearsOn } from '../../../kernel/dates/ages.ts'
import { addMonths, firstDay, fromDayNumber, lastDay, monthsBetween, packedDate, toDayNumber, yearsBetween } from './day-number.ts'

const anyDay = fc.integer({ min: firstDay, max: lastDay })

test('every day of eight centuries is the day that the date library says', () => {
  let date = Temporal.PlainDate.from('1600-01-01')
  for (let day = firstDay; day <= lastDay; day += 1) {
    assert.equal(toDayNumber(date), day)
    assert.equal(packedDate(day), date.year * 384 + (date.month - 1) * 32 + date.day)
    date = date.add({ days: 1 })
  }
  assert.equal(date.toString(), '2400-01-01')
})

test('ages and periods by day number are those of the date library', () => {
  fc.assert(fc.property(anyDay, anyDay, fc.integer({ min: -400, max: 400 }), (birth, on, months) => {
    const [from, to] = [fromDayNumber(birth), fromDayNumber(on)]
    assert.equal(monthsBetween(birth, on), monthsOn(from, to))
    assert.equal(yearsBetween(birth, on), yearsOn(from, to))
    assert.equal(addMonths(birth, months), toDayNumber(addPeriod(from, { months })))
  }), { numRuns: 5_000 })
})

test('at the end of months, where calendars are wrong', () => {
  for (const year of [1999, 2000, 2023, 2024]) {
    for (let day = toDayNumber(Temporal.PlainDate.from(`${year}-01-26`)), end = day + 400; day < end; day += 1) {
      for (const months of [-13, -12, -1, 0, 1, 2, 6, 11, 12, 24]) assert.equal(addMonths(day, months), toDayNumber(addPeriod(fromDayNumber(day), { months })))
    }
  }
})
