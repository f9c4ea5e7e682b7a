/** A day in a person's own words: in numbers, with its month, or told from today. */
import type { DayWords } from './day-words.ts'
import { type FoundDay, type Place, placeIn } from './found-day.ts'
import { namesOf } from './names-of-days.ts'
import { findWord, plain } from './plain-words.ts'
import { readAgo, readDayOfMonth, readWeek, readWeekday } from './read-near-day.ts'

/** @param today `YYYY-MM-DD`. @returns the day as `YYYY-MM-DD`; undefined where no one day is surely meant */
export function readDate(message: string, language: string, today: string, days: DayWords): FoundDay | undefined {
  const now = Temporal.PlainDate.from(today)
  // Digits of other scripts stand in the order of their blocks, ten by ten.
  const text = plain(message).replaceAll(/[٠-٩]/gu, (digit) => String(digit.codePointAt(0)! - 0x0660)).replaceAll(/[۰-۹]/gu, (digit) => String(digit.codePointAt(0)! - 0x06f0))
  return readNumbers(text, language, now) ?? readMonth(text, language, now, days) ?? readCountedMonth(text, now, days) ?? readPair(text, language, now)
    ?? readWeek(text, language, now, days) ?? readAgo(text, language, now, days) ?? readDayOfMonth(text, now, days) ?? readWeekday(text, language, now, days)
}

const between = String.raw`\s*(?:[-./년월]|\s)\s*`
const yearFirst = new RegExp(String.raw`(?<!\d)(\d{4}|\d\d(?=년))${between}(\d{1,2})${between}(\d{1,2})(?!\d)일?\p{Script=Hangul}*`, 'u')
const yearLast = new RegExp(String.raw`(?<![\d-])(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4}|\d\d)(?![\d-])`, 'u')
const together = /(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)/u
const pairs = /(?<![\d.-])(\d{1,2})\s*(?:[./-]|월)\s*(\d{1,2})(?![\d-])일?\p{Script=Hangul}*/u

function readNumbers(text: string, language: string, now: Temporal.PlainDate): FoundDay | undefined {
  const first = yearFirst.exec(text) ?? together.exec(text)
  if (first !== null) return dayAt(placeIn(first), Number(first[1]), Number(first[2]), Number(first[3]), now)
  const last = yearLast.exec(text)
  const pair = last && monthAndDay(Number(last[1]), Number(last[2]), language)
  return last && pair ? dayAt(placeIn(last), Number(last[3]), pair[0], pair[1], now) : undefined
}

/** The day stands beside the month's name, before or behind it; the year behind them. */
function readMonth(text: string, language: string, now: Temporal.PlainDate, { number, numberOf }: DayWords): FoundDay | undefined {
  for (const { name, number: month } of namesOf(language).months) {
    const place = findWord(name, text)
    if (place === undefined) continue
    const before = new RegExp(String.raw`(?<![\p{L}\d])(${number})(?:st|nd|rd|th|\p{L}{2})?[\s.]*(?:(?:of|de)\s*)?$`, 'u').exec(text.slice(0, place.from))
    const behind = before ?? new RegExp(String.raw`^[\s.]*(?:\p{L}{3,4}\s+)?(${/\d$/u.test(name) ? String.raw`\d{1,2}` : number})(?!\d)(?:st|nd|rd|th)?`, 'u').exec(text.slice(place.to))
    if (behind === null) continue
    const end = before === null ? place.to + behind[0].length : place.to
    const year = /^[\s,.]*(?:\p{L}{2,3}\s+)?(\d{4})(?!\d)/u.exec(text.slice(end))
    return dayAt({ from: before?.index ?? place.from, to: end + (year?.[0].length ?? 0) }, year === null ? undefined : Number(year[1]), month, numberOf(behind[1]!), now)
  }
  return undefined
}

/** Months that are numbers, said in words: 십일월 이십일일, ngày hai mươi mốt tháng mười một. 유월 and 시월 lose a letter; tháng giêng is the first. */
function readCountedMonth(text: string, now: Temporal.PlainDate, { number, numberOf }: DayWords): FoundDay | undefined {
  const [year, irregular] = [String.raw`(?:\s*(?:nam\s+)?(\d{4}))?`, String.raw`유|시|gieng|chap`]
  const korean = new RegExp(String.raw`(${irregular}|${number})월\s*(${number})일\p{Script=Hangul}*`, 'u').exec(text)
  const match = korean ?? new RegExp(String.raw`(?<![\p{L}\d])(?:(?:ngay|mung|mong)\s+)*(${number})\s*,?\s+thang\s+(${irregular}|${number})(?![\p{L}\d])${year}`, 'u').exec(text)
  if (match === null) return undefined
  const [month, day] = korean === null ? [match[2]!, match[1]!] : [match[1]!, match[2]!]
  return dayAt(placeIn(match), match[3] === undefined ? undefined : Number(match[3]), named[month] ?? numberOf(month), numberOf(day), now)
}

const named: Record<string, number> = { 유: 6, 시: 10, gieng: 1, chap: 12 }

function readPair(text: string, language: string, now: Temporal.PlainDate): FoundDay | undefined {
  const match = pairs.exec(text)
  const pair = match && monthAndDay(Number(match[1]), Number(match[2]), match[0].includes('월') ? 'ko' : language)
  return match && pair ? dayAt(placeIn(match), undefined, pair[0], pair[1], now) : undefined
}

/** English is read by two customs: where both make a date, neither is taken. */
function monthAndDay(one: number, other: number, language: string): [number, number] | undefined {
  if (language.startsWith('ko')) return [one, other]
  if (!language.startsWith('en')) return [other, one]
  if (one <= 12 && other <= 12 && one !== other) return undefined
  return other > 12 ? [one, other] : [other, one]
}

/** A day of the next weeks is one that has not come yet: nobody tells of the one a year before without its year. */
const soon = 45

/** Without a year, the last time that the day was, unless it comes soon; of two digits, in this century. */
function dayAt(place: Place, year: number | undefined, month: number, day: number, now: Temporal.PlainDate): FoundDay | undefined {
  try {
    const date = Temporal.PlainDate.from({ year: year === undefined ? now.year : year < 100 ? 2000 + year : year, month, day }, { overflow: 'reject' })
    return { value: (year === undefined && Temporal.PlainDate.compare(date, now.add({ days: soon })) > 0 ? date.subtract({ years: 1 }) : date).toString(), ...place, sure: true }
  } catch {
    return undefined
  }
}
