import assert from 'node:assert/strict'
import { test } from 'node:test'
import { payDayIn } from './pay-day.ts'

const holidays = ['2026-05-25', '2026-12-25', '2027-02-08']
for (const [month, day, closed, on] of [
  ['2026-11', 25, 'before', '2026-11-25'],
  // A holiday on a Friday, a Sunday, a Monday that stands in for a holiday: back to Thursday, to Friday, over the weekend.
  ['2026-12', 25, 'before', '2026-12-24'],
  ['2026-10', 25, 'before', '2026-10-23'],
  ['2026-05', 25, 'before', '2026-05-22'],
  ['2026-12', 25, 'after', '2026-12-28'],
  ['2027-02', 31, 'before', '2027-02-26'],
  ['2028-02', 31, 'before', '2028-02-29'],
  // Over the end of the month, in whichever direction.
  ['2026-08', 1, 'before', '2026-07-31'],
  ['2027-01', 31, 'after', '2027-02-01'],
] as const) {
  test(`paid on the ${day}, ${closed} closed days: in ${month} on ${on}`, () => {
    assert.equal(payDayIn(Temporal.PlainYearMonth.from(month), { day, closed }, holidays).toString(), on)
  })
}
