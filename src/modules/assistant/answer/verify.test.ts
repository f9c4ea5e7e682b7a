import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Source } from '../contract.ts'
import { verify } from './verify.ts'

const source = (text: string, more: Partial<Source> = {}): Source => ({ id: 's', title: 'Child allowance', href: '/', edition: 'e', text, ...more })
const page = source('from 2018-09-01: 100,000. Telephone 1588-0000. Decided by the Tax Office.')
const check = (text: string, cited = [0], sources = [page], minorUnit = 0) => verify([{ text, sources: cited }], sources, ['Tax Office', 'Health Centre'], minorUnit).checks[0]!.missing

test('what stands in the source may be said, however its digits are grouped', () => {
  for (const text of ['₩100,000 a month', '100.000 ₩', '100 000 wons', '100000', 'since 2018-09-01', 'call 1588-0000', 'the Tax Office', 'Child allowance: nothing else']) assert.deepEqual(check(text), [], text)
})

test('a number, a date, a telephone number, an address or a name that stands nowhere is struck', () => {
  for (const [text, missing] of [
    ['₩100,001 a month', ['100001']], ['₩1,000,000', ['1000000']], ['₩10,000', ['10000']], ['from 2018-09-02', ['2018-09-02']], ['call 1588-0001', ['1588-0001']], ['the Health Centre', ['Health Centre']],
    ['see https://evil.example/x', ['https://evil.example/x']],
  ] as const) assert.deepEqual(check(text), missing, text)
})

test('a sentence that cites nothing, or a source that is not there, is not said', () => {
  assert.deepEqual(check('Nothing at all', []), ['source'])
  assert.deepEqual(check('₩100,000', [3]), ['100000'])
  assert.deepEqual(verify([{ text: '₩100,000', sources: [0] }, { text: '₩7', sources: [0] }], [page], [], 0).statements.map(({ text }) => text), ['₩100,000'])
})

test('sums in units are found in sums in cents', () => {
  assert.deepEqual(check('450,75 FLR', [0], [source('limit: 45,075')], 2), [])
  assert.deepEqual(check('450,76 FLR', [0], [source('limit: 45,075')], 2), ['450.76'])
})
