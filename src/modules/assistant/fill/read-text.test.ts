import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readText } from './read-text.ts'

const account = { type: 'text', fact: 'account', label: {}, pattern: String.raw`^[\p{L}][\p{L} ]*[0-9][0-9 -]{6,}$` } as unknown as Parameters<typeof readText>[0]
const nothing = { around: [], label: [], cues: [], foreign: [], names: { family: [], middle: [], given: [], full: [] } }
const read = (message: string) => readText(account, message, nothing)?.value

test('an account is its bank and its number, whatever is said before it', () => {
  assert.equal(read('아내 통장인데 마루은행 110-701-000022요'), '마루은행 110-701-000022')
  assert.equal(read('통장에 적힌 게 카카오 뱅크 110-701-000022예요'), '카카오 뱅크 110-701-000022')
  assert.equal(read('sử dụng Maru Bank 110-701-000022'), 'Maru Bank 110-701-000022')
  assert.equal(read('it says KB Kookmin Bank 110-701-000022'), 'KB Kookmin Bank 110-701-000022')
  assert.equal(read('le virement sur Banque du Large 10-2030-4000'), 'Banque du Large 10-2030-4000')
  assert.equal(read('Banque du Large 10-2030-4000'), 'Banque du Large 10-2030-4000')
  assert.equal(read('농협 110-701-000022'), '농협 110-701-000022')
  assert.equal(read('maru bank 110-701-000022'), 'maru bank 110-701-000022')
})
