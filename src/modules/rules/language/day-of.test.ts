import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf } from './day-of.ts'

const numbers = (below: number) => Array.from({ length: below }, (_, number) => String(number).padStart(2, '0'))

test('what is no day of the calendar is none, whatever its digits', () => {
  for (const year of ['1600', '1900', '2000', '2024', '2026', '2399']) {
    for (const month of numbers(100)) for (const date of numbers(100)) {
      const text = `${year}-${month}-${date}`
      const day = dayOf(text)
      let wanted: string | null = null
      try { wanted = Temporal.PlainDate.from(text).toString() } catch { /* no day */ }
      assert.equal(day === null ? null : new Date(day * 86_400_000).toISOString().slice(0, 10), wanted, text)
    }
  }
  for (const text of ['1599-12-31', '2400-01-01', '2026-1-01', '2026-01-01T00:00', ' 2026-01-01', '']) assert.equal(dayOf(text), null, text)
})
