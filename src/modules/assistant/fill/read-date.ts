/** A day in a person's own words. The names of months, weekdays and of yesterday are the language's own, of the platform's `Intl`. */
import { findWord, plain } from './plain-words.ts'
import type { Found } from './read-choice.ts'
import type { Words } from './words.ts'

export interface FoundDay extends Found {
  /** False where a person should be asked whether it is the right one: "last Friday". */
  sure: boolean
}

type Place = { from: number; to: number }

/** @param today `YYYY-MM-DD`. @returns the day as `YYYY-MM-DD`; undefined where no one day is surely meant */
export function readDate(message: string, language: string, today: string, daysAgo: Words['daysAgo']): FoundDay | undefined {
  const now = Temporal.PlainDate.from(today)
  // Digits of other scripts stand in the order of their blocks, ten by ten.
  const text = plain(message).replaceAll(/[٠-٩]/gu, (digit) => String(digit.codePointAt(0)! - 0x0660)).replaceAll(/[۰-۹]/gu, (digit) => String(digit.codePointAt(0)! - 0x06f0))
  return readNumbers(text, language, now) ?? readMonth(text, language, now) ?? readPair(text, language, now) ?? readRelative(text, language, now, daysAgo) ?? readDayOfMonth(text, now) ?? readWeekday(text, language, now)
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
function readMonth(text: string, language: string, now: Temporal.PlainDate): FoundDay | undefined {
  for (const { name, number } of namesOf(language).months) {
    const place = findWord(name, text)
    if (place === undefined) continue
    const before = /(?<!\d)(\d{1,2})(?:\p{L}{2})?[\s.]*(?:(?:of|de)\s*)?$/u.exec(text.slice(0, place.from))
    const behind = before ?? /^[\s.]*(?:\p{L}{3,4}\s+)?(\d{1,2})(?!\d)(?:st|nd|rd|th)?/u.exec(text.slice(place.to))
    if (behind === null) continue
    const end = before === null ? place.to + behind[0].length : place.to
    const year = /^[\s,.]*(?:\p{L}{2,3}\s+)?(\d{4})(?!\d)/u.exec(text.slice(end))
    return dayAt({ from: before?.index ?? place.from, to: end + (year?.[0].length ?? 0) }, year === null ? undefined : Number(year[1]), number, Number(behind[1]), now)
  }
  return undefined
}

function readPair(text: string, language: string, now: Temporal.PlainDate): FoundDay | undefined {
  const match = pairs.exec(text)
  const pair = match && monthAndDay(Number(match[1]), Number(match[2]), match[0].includes('월') ? 'ko' : language)
  return match && pair ? dayAt(placeIn(match), undefined, pair[0], pair[1], now) : undefined
}

function readRelative(text: string, language: string, now: Temporal.PlainDate, daysAgo: Words['daysAgo']): FoundDay | undefined {
  for (const { name, days } of [...daysAgo.flatMap(({ days, called }) => called.map((name) => ({ name, days }))).toSorted((one, other) => other.name.length - one.name.length), ...namesOf(language).daysAgo]) {
    const place = findWord(name, text)
    if (place !== undefined) return { value: now.subtract({ days }).toString(), ...place, sure: true }
  }
  return undefined
}

const dayAlone = /(?:(?<![\d월/.-]\s?)(\d{1,2})(?:st|nd|rd|th|일)|(?<!\p{L})(?:ngay|mung)\s+(\d{1,2})(?:\s+thang nay)?)(?=\s*(?:$|[,.;!]|[에이생날]))/u

/** "On the 20th": the last time that the month had one, and whether that is meant only the person knows. */
function readDayOfMonth(text: string, now: Temporal.PlainDate): FoundDay | undefined {
  const match = dayAlone.exec(text)
  const day = Number(match?.[1] ?? match?.[2])
  const month = day <= now.day ? now : now.subtract({ months: 1 })
  const found = match === null ? undefined : dayAt(placeIn(match), month.year, month.month, day, now)
  return found && { ...found, sure: false }
}

/** The last one before today: whether that is the one of last week, only the person knows. */
function readWeekday(text: string, language: string, now: Temporal.PlainDate): FoundDay | undefined {
  for (let days = 1; days <= 7; days += 1) {
    const day = now.subtract({ days })
    const place = findWord(namesOf(language).weekdays[day.dayOfWeek - 1]!, text)
    if (place !== undefined) return { value: day.toString(), ...place, sure: false }
  }
  return undefined
}

const placeIn = (match: RegExpExecArray): Place => ({ from: match.index, to: match.index + match[0].length })

interface Names {
  months: { name: string; number: number }[]
  /** From Monday. */
  weekdays: string[]
  daysAgo: { name: string; days: number }[]
}

/** Made once a language: `Intl` takes a millisecond to begin. */
const known = new Map<string, Names>()

function namesOf(language: string): Names {
  let names = known.get(language)
  if (names === undefined) known.set(language, (names = { months: monthNames(language), weekdays: weekdayNames(language), daysAgo: dayNames(language) }))
  return names
}

function dayNames(language: string): Names['daysAgo'] {
  const [named, counted] = [new Intl.RelativeTimeFormat(language, { numeric: 'auto' }), new Intl.RelativeTimeFormat(language)]
  return Array.from({ length: 31 }, (_, days) => [named.format(-days, 'day'), counted.format(-days, 'day')].map((name) => ({ name, days }))).flat()
}

function weekdayNames(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  // 5 January 2026 was a Monday.
  return Array.from({ length: 7 }, (_, at) => format.format(Date.UTC(2026, 0, 5 + at)))
}

/** Long names first: the name of the first month stands in that of the eleventh. */
function monthNames(language: string): { name: string; number: number }[] {
  return (['long', 'short'] as const).flatMap((month) => {
    const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' })
    return Array.from({ length: 12 }, (_, at) => ({ name: plain(format.format(Date.UTC(2026, at, 1))), number: at + 1 }))
  }).filter(({ name }) => name.length > 1 && !/^\d+월$/u.test(name)).toSorted((one, other) => other.name.length - one.name.length)
}

/** English is read by two customs: where both make a date, neither is taken. */
function monthAndDay(one: number, other: number, language: string): [number, number] | undefined {
  if (language.startsWith('ko')) return [one, other]
  if (!language.startsWith('en')) return [other, one]
  if (one <= 12 && other <= 12 && one !== other) return undefined
  return other > 12 ? [one, other] : [other, one]
}

/** Without a year, the last time that the day was; of two digits, in this century. */
function dayAt(place: Place, year: number | undefined, month: number, day: number, now: Temporal.PlainDate): FoundDay | undefined {
  try {
    const date = Temporal.PlainDate.from({ year: year === undefined ? now.year : year < 100 ? 2000 + year : year, month, day }, { overflow: 'reject' })
    return { value: (year === undefined && Temporal.PlainDate.compare(date, now) > 0 ? date.subtract({ years: 1 }) : date).toString(), ...place, sure: true }
  } catch {
    return undefined
  }
}
