/** Writes packs/kr/holidays.json from the gazette's calendar as its keepers publish it: `node scripts/write-holidays.ts`. */
import { writeFileSync } from 'node:fs'
import * as calendar from '@hyunbinseo/holidays-kr/all'

/** Words that name a holiday, longest first; a substitute or temporary day keeps its Korean name in brackets. */
const words: [RegExp, { 'ko-easy'?: string; en: string; vi: string }][] = [
  [/임시공휴일|임시 공휴일/, { en: 'Temporary holiday', vi: 'Ngày nghỉ tạm thời' }],
  [/선거|투표/, { en: 'Election day', vi: 'Ngày bầu cử' }],
  [/1월 1일|신정|새해/, { 'ko-easy': '새해 첫날', en: "New Year's Day", vi: 'Tết Dương lịch' }],
  [/설날/, { en: 'Lunar New Year', vi: 'Tết Nguyên đán' }],
  [/3.1절|삼일절/, { en: 'Independence Movement Day', vi: 'Ngày Phong trào Độc lập' }],
  [/어린이날/, { en: "Children's Day", vi: 'Ngày Thiếu nhi' }],
  [/부처님|석가/, { en: "Buddha's Birthday", vi: 'Lễ Phật Đản' }],
  [/노동절|근로자/, { en: 'Labour Day', vi: 'Ngày Quốc tế Lao động' }],
  [/현충일/, { en: 'Memorial Day', vi: 'Ngày Tưởng niệm' }],
  [/제헌절/, { en: 'Constitution Day', vi: 'Ngày Hiến pháp' }],
  [/광복절/, { en: 'Liberation Day', vi: 'Ngày Giải phóng' }],
  [/추석/, { en: 'Chuseok', vi: 'Tết Trung thu Chuseok' }],
  [/개천절/, { en: 'National Foundation Day', vi: 'Ngày Quốc khánh' }],
  [/한글날/, { en: 'Hangeul Day', vi: 'Ngày chữ Hangeul' }],
  [/기독탄신일|성탄절|크리스마스/, { 'ko-easy': '성탄절', en: 'Christmas Day', vi: 'Lễ Giáng sinh' }],
]

function named(ko: string) {
  const found = words.find(([pattern]) => pattern.test(ko))
  if (!found) throw new Error(`no words for the holiday ${ko}`)
  const substitute = ko.includes('대체')
  const [, { en, vi, 'ko-easy': easy }] = found
  return { ko, 'ko-easy': easy ?? ko, en: substitute ? `${en} (substitute)` : en, vi: substitute ? `${vi} (nghỉ bù)` : vi }
}

const days = Object.values(calendar).filter((year) => typeof year === 'object').flatMap((year) => Object.entries(year as Record<string, readonly string[]>))
const holidays = days.filter(([date]) => /^20(2[4-9])-\d\d-\d\d$/.test(date)).sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([date, names]) => ({ date, name: named(names[0] ?? '') }))
writeFileSync(new URL('../packs/kr/holidays.json', import.meta.url), `[\n${holidays.map((holiday) => `  ${JSON.stringify(holiday)}`).join(',\n')}\n]\n`)
