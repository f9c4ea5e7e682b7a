import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstIdOf, isReceiptNumber, newId, newReceiptNumber } from './ids.ts'

const signs = '0123456789ABCDEFGHJKMNPQRSTVWXY'
/** Where the nine signs stand in `261124-XXXX-XXXXC`. */
const places = [7, 8, 9, 10, 12, 13, 14, 15, 16]

test('a receipt number holds, and one wrong sign or two exchanged ones are noticed', () => {
  fc.assert(fc.property(fc.constantFrom(...places), fc.constantFrom(...Array.from(signs)), (at, sign) => {
    const number = newReceiptNumber('2026-11-24')
    assert.match(number, /^261124-.{4}-.{5}$/)
    assert.equal(isReceiptNumber(number), true, number)
    const mistyped = number.slice(0, at) + sign + number.slice(at + 1)
    assert.equal(isReceiptNumber(mistyped), mistyped === number, `${number} ${mistyped}`)
    if (places.includes(at + 1)) {
      const exchanged = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
      assert.equal(isReceiptNumber(exchanged), exchanged === number, `${number} ${exchanged}`)
    }
  }))
})

test('the first id of a moment stands between those before it and those after it', () => {
  const at = Date.now()
  for (let turn = 0; turn < 200; turn += 1) {
    assert.ok(newId(at) > firstIdOf(at))
    assert.ok(newId(at - 1) < firstIdOf(at))
  }
})
