/** From which day months are owed that lie before the decision. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { owedFrom } from './owed-from.ts'

const month = (from?: string) => ({ value: 100, per: 'month' as const, ...(from ? { from } : {}) })
const by = (date: string) => ({ date, sentence: {} })

test('applied for in time, from its beginning; late, or where no day is named, from the application', () => {
  for (const [amounts, deadline, expected] of [
    [[month('2026-09-20'), month('2026-10-01')], by('2026-11-19'), '2026-09-20'],
    [[month('2026-09-20')], by('2026-11-10'), '2026-09-20'],
    [[month('2026-09-20')], by('2026-11-09'), '2026-11-10'],
    [[month('2026-09-20')], null, '2026-11-10'],
    [[month('2026-12-01')], by('2027-01-01'), '2026-11-10'],
    [[month()], by('2027-01-01'), '2026-11-10'],
    [[{ value: 1, per: 'once' as const, from: '2026-01-01' }], by('2027-01-01'), '2026-11-10'],
    [[], null, '2026-11-10'],
  ] as const) assert.equal(owedFrom({ amounts: [...amounts], deadline }, '2026-11-10'), expected)
  assert.equal(owedFrom(null, '2026-11-10'), '2026-11-10')
})
