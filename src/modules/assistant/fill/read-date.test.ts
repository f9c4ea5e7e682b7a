/** Days in people's own words, on 24 November 2026, a Tuesday. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { createWordings } from '../../../web/wordings.ts'
import { readDate } from './read-date.ts'
import { wordsOf } from './words.ts'

const pack = loadPack('packs/kr')
const wordingIn = createWordings(pack, () => undefined)
const { days } = wordsOf(pack.languages.map(({ tag }) => wordingIn(tag)))
const read = (language: string, text: string) => readDate(text, language, '2026-11-24', days)

test('a day that is said in full, or by how long ago it was, is surely that day', () => {
  for (const [language, text, day] of [
    ['en', 'the 5th of November', '2026-11-05'], ['en', 'Nov. 5', '2026-11-05'], ['en', 'three days ago', '2026-11-21'], ['en', 'a week ago', '2026-11-17'], ['en', 'this morning', '2026-11-24'], ['en', 'last night', '2026-11-23'],
    ['vi', 'mùng 5 tháng 11', '2026-11-05'], ['vi', '20-11', '2026-11-20'], ['vi', 'ba ngay truoc', '2026-11-21'], ['vi', 'tối qua', '2026-11-23'], ['vi', 'sang nay', '2026-11-24'],
    ['ko', '11월20일', '2026-11-20'], ['ko', '사흘 전에요', '2026-11-21'], ['ko', '어젯밤이요', '2026-11-23'],
  ] as const) assert.deepEqual([text, read(language, text)?.value, read(language, text)?.sure], [text, day, true])
})

test('a day of which only the person knows which is meant is read, but not surely', () => {
  for (const [language, text, day] of [
    ['en', 'on the 20th', '2026-11-20'], ['en', 'on the 28th', '2026-10-28'], ['en', 'last Friday', '2026-11-20'], ['vi', 'ngày 20', '2026-11-20'], ['ko', '20일이요', '2026-11-20'], ['ko', '지난 금요일', '2026-11-20'],
  ] as const) assert.deepEqual([text, read(language, text)?.value, read(language, text)?.sure], [text, day, false])
})

test('a day of a week, in numbers that are written out, with and without spaces and marks', () => {
  for (const [language, text, day, sure] of [
    ['en', 'Friday last week', '2026-11-20', true], ['en', 'on Monday of last week', '2026-11-16', true], ['en', 'last week on Wednesday', '2026-11-18', true], ['en', 'Thursday the week before last', '2026-11-12', true],
    ['en', 'a week ago on Monday', '2026-11-16', true], ['en', 'the Tuesday two weeks ago', '2026-11-10', false], ['en', 'Sunday last week', '2026-11-22', false], ['en', 'this Monday', '2026-11-23', false],
    ['en', 'twelve days ago', '2026-11-12', true], ['en', 'two weeks ago', '2026-11-10', true], ['en', 'the twenty-first of November', '2026-11-21', true], ['en', 'November the ninth', '2026-11-09', true], ['en', 'on the nineteenth', '2026-11-19', false],
    ['en', 'October thirty-first', '2026-10-31', true], ['en', 'the 3rd of this month', '2026-11-03', true],
    ['ko', '지난주 금요일이요', '2026-11-20', true], ['ko', '저번주화욜', '2026-11-17', true], ['ko', '지지난 주 수요일', '2026-11-11', true], ['ko', '저저번주 목요일에', '2026-11-12', true], ['ko', '지난주 일요일', '2026-11-22', false],
    ['ko', '십일월 이십일일', '2026-11-21', true], ['ko', '십일월십일에태어났어요', '2026-11-10', true], ['ko', '시월 삼십일일', '2026-10-31', true], ['ko', '10일 전', '2026-11-14', true], ['ko', '열흘 전에', '2026-11-14', true], ['ko', '보름 전', '2026-11-09', true],
    ['ko', '삼주전', '2026-11-03', true], ['ko', '2주일 전', '2026-11-10', true], ['ko', '이번 달 오일에', undefined, false], ['ko', '이번 달 5일에', '2026-11-05', true], ['ko', '생일은 이번 달 5일입니다', '2026-11-05', true], ['ko', '이번 달 5일 출생 딸', '2026-11-05', true], ['ko', '이사한 지 5일 됐어요', '2026-11-19', true], ['ko', '5일 동안', undefined, false], ['ko', '십오일에', '2026-11-15', false],
    ['vi', 'thứ sáu tuần trước', '2026-11-20', true], ['vi', 'thu hai tuan roi', '2026-11-16', true], ['vi', 'thứ 4 tuần vừa qua', '2026-11-18', true], ['vi', 'chủ nhật tuần trước', '2026-11-22', false], ['vi', 'thứ năm tuần trước nữa', '2026-11-12', true],
    ['vi', 'mười hai ngày trước', '2026-11-12', true], ['vi', 'cach day chin ngay', '2026-11-15', true], ['vi', 'hai tuần trước', '2026-11-10', true], ['vi', 'ngày hai mươi mốt tháng mười một', '2026-11-21', true], ['vi', 'mùng mười tháng mười', '2026-10-10', true],
    ['vi', 'ngày mười lăm', '2026-11-15', false], ['vi', 'ngay 3 thang nay', '2026-11-03', true],
  ] as const) assert.deepEqual([text, read(language, text)?.value, read(language, text)?.sure ?? false], [text, day, sure])
})

test('a day that has not come yet is that day, so that it can be refused', () => {
  for (const [language, text, day] of [['en', 'next Friday', '2026-12-04'], ['en', 'tomorrow', '2026-11-25'], ['ko', '다음 주 금요일', '2026-12-04'], ['ko', '모레', '2026-11-26'], ['vi', 'thứ sáu tuần sau', '2026-12-04'], ['vi', 'ngày mai', '2026-11-25']] as const) assert.deepEqual([text, read(language, text)?.value], [text, day])
})

test('by two customs no day is taken, and an address or an account holds none', () => {
  for (const text of ['5/11', 'our 2nd child', 'Maru Bank 110-501-000001', '별빛로 12, 301호', 'our third child', 'a single child']) assert.equal(read('en', text), undefined, text)
})
