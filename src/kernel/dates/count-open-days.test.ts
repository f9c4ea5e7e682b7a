import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addOpenDays, countOpenDays } from './count-open-days.ts'

/** Around Seollal 2026: 16 to 18 February, Monday to Wednesday. */
const holidays = ['2026-02-16', '2026-02-17', '2026-02-18']
const day = (text: string) => Temporal.PlainDate.from(text)

for (const [from, to, count] of [
  ['2026-02-12', '2026-02-12', 0], ['2026-02-12', '2026-02-13', 1], ['2026-02-13', '2026-02-18', 0], ['2026-02-13', '2026-02-19', 1],
  ['2026-02-14', '2026-02-20', 2], ['2026-02-20', '2026-02-13', -2], ['2026-02-27', '2026-03-02', 1],
] as const) {
  test(`from ${from} to ${to} an office is open ${count} days`, () => assert.equal(countOpenDays(day(from), day(to), holidays), count))
}

for (const [from, days, to] of [
  ['2026-02-13', 1, '2026-02-19'], ['2026-02-14', 0, '2026-02-19'], ['2026-02-12', 0, '2026-02-12'], ['2026-02-20', -1, '2026-02-19'], ['2026-02-19', -1, '2026-02-13'],
] as const) {
  test(`${days} open days after ${from} is ${to}`, () => assert.equal(addOpenDays(day(from), days, holidays).toString(), to))
}

test('what was counted leads back to the same day', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 }), (offset, days) => {
    const from = day('2026-01-01').add({ days: offset })
    assert.equal(countOpenDays(from, addOpenDays(from, days, holidays), holidays), days)
  }))
})
