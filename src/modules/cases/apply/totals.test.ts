/** Nobody is told that a voucher is money in the account. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { totalsOf } from './totals.ts'

test('vouchers are added up by themselves; what has not begun, is over, or is a ceiling is not', () => {
  const amounts = [
    { value: 100, per: 'month' as const }, { value: 20, per: 'month' as const, voucher: true }, { value: 5, per: 'month' as const, voucher: true, from: '2027-01-01' },
    { value: 2_000, per: 'once' as const, voucher: true }, { value: 300, per: 'once' as const }, { value: 9, per: 'once' as const, upTo: true }, { value: 7, per: 'year' as const, voucher: true }, { value: 4, per: 'month' as const, until: '2026-11-24' },
  ]
  assert.deepEqual(totalsOf([{ finding: { amounts } as never }, { finding: null }], '2026-11-24'), { money: { once: 300, month: 100 }, vouchers: { once: 2_000, month: 20 } })
})
