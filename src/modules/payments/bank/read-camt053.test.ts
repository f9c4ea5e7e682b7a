/** What a bank writes is a stranger's document: read to the unit, or refused whole. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { writeCamt053 } from '../../../../demo/bank/iso20022/write-camt053.ts'
import { readCamt053 } from './read-camt053.ts'

const won = { code: 'KRW', minorUnit: 0 }
const booking = { reference: 'B1', account: 'a', amount: -70, bookedOn: '2026-11-26', endToEnd: 'k', reason: null }
const good = writeCamt053({ account: 'a', sequence: 3, opening: 100, closing: 30, bookings: [booking], currency: won, on: '2026-11-26' })

test('every amount of every currency comes through as it was written', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -1e12, max: 1e12 }).filter((amount) => amount !== 0), { maxLength: 8 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: -1e12, max: 1e12 }), (amounts, minorUnit, opening) => {
    const currency = { code: 'FLR', minorUnit }
    const closing = amounts.reduce((sum, amount) => sum + amount, opening)
    const bookings = amounts.map((amount, at) => ({ ...booking, amount, reference: `B${at}` }))
    const { lines, ...rest } = readCamt053(writeCamt053({ account: 'a', sequence: 1, opening, closing, bookings, currency, on: '2026-11-26' }), currency, 'a')
    assert.deepEqual([rest.opening, rest.closing, lines.map(({ amount }) => amount)], [opening, closing, amounts])
  }), { numRuns: 100 })
})

for (const [what, change] of [
  ['another account', [/<Id>a<\/Id>/, '<Id>b</Id>']], ['another currency', [/Ccy="KRW">70/, 'Ccy="USD">70']], ['a half won', [/>70</, '>70.5<']], ['an amount that is none', [/>70</, '>1e3<']],
  ['balances that do not add up', [/>30</, '>31<']], ['no side', [/DBIT/, 'BOTH']], ['no closing balance', [/CLBD/, 'XXXX']], ['no reference of the bank', [/<AcctSvcrRef>B1<\/AcctSvcrRef>/, '']],
  ['a day that is none', [/<BookgDt><Dt>2026-11-26/, '<BookgDt><Dt>2026-13-26']], ['no number', [/<ElctrncSeqNb>3/, '<ElctrncSeqNb>x']], ['another namespace', [/camt\.053\.001\.08/, 'pain.001.001.09']],
  ['half a document', [/<\/Stmt>[^]*/, '']], ['two roots', [/$/, '<a/>']], ['a document type', [/<Document/, '<!DOCTYPE Document [<!ENTITY x "70">]><Document']], ['words beside the root', [/<Document/, 'x<Document']], ['JSON', [/^[^]*$/, '{}']], ['nothing', [/^[^]*$/, '']],
] as const) {
  test(`refused: ${what}`, () => {
    assert.equal(readCamt053(good, won, 'a').lines.length, 1)
    assert.notEqual(good.replace(change[0], change[1]), good)
    assert.throws(() => readCamt053(good.replace(change[0], change[1]), won, 'a'))
  })
}

test('an entry that is not booked yet is no entry', () => {
  const pending = good.replace('<Sts><Cd>BOOK', '<Sts><Cd>PDNG').replace('>30<', '>100<')
  assert.deepEqual(readCamt053(pending, won, 'a').lines, [])
})
