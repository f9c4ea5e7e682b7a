/** Days in people's own words, on 24 November 2026, a Tuesday. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { createWordings } from '../../../web/wordings.ts'
import { readDate } from './read-date.ts'
import { wordsOf } from './words.ts'

const pack = loadPack('packs/kr')
const wordingIn = createWordings(pack, () => undefined)
const { daysAgo } = wordsOf(pack.languages.map(({ tag }) => wordingIn(tag)))
const read = (language: string, text: string) => readDate(text, language, '2026-11-24', daysAgo)

test('a day that is said in full, or by how long ago it was, is surely that day', () => {
  for (const [language, text, day] of [
    ['en', 'the 5th of November', '2026-11-05'], ['en', 'Nov. 5', '2026-11-05'], ['en', 'three days ago', '2026-11-21'], ['en', 'a week ago', '2026-11-17'], ['en', 'this morning', '2026-11-24'], ['en', 'last night', '2026-11-23'],
    ['vi', 'mùng 5 tháng 11', '2026-11-05'], ['vi', '20-11', '2026-11-20'], ['vi', 'ba ngay truoc', '2026-11-21'], ['vi', 'tối qua', '2026-11-23'], ['vi', 'sang nay', '2026-11-24'],
    ['ko', '11월20일', '2026-11-20'], ['ko', '사흘 전에요', '2026-11-21'], ['ko', '어젯밤이요', '2026-11-23'],
  ] as const) assert.deepEqual([text, read(language, text)?.value, read(language, text)?.sure], [text, day, true])
})

test('a day of which only the person knows which is meant is read, but not surely', () => {
  for (const [language, text, day] of [
    ['en', 'on the 20th', '2026-11-20'], ['en', 'on the 28th', '2026-10-28'], ['en', 'last Friday', '2026-11-20'], ['vi', 'ngày 20', '2026-11-20'], ['vi', 'thu sau tuan truoc', '2026-11-20'], ['ko', '20일이요', '2026-11-20'], ['ko', '지난 금요일', '2026-11-20'],
  ] as const) assert.deepEqual([text, read(language, text)?.value, read(language, text)?.sure], [text, day, false])
})

test('by two customs no day is taken, and an address or an account holds none', () => {
  for (const text of ['5/11', 'our 2nd child', 'Maru Bank 110-501-000001', '별빛로 12, 301호']) assert.equal(read('en', text), undefined, text)
})
