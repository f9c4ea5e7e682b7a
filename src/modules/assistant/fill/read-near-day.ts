/** A day told from today: by how long ago it was, by its week and weekday, or by its number in a month that is near. */
import type { DayWords } from './day-words.ts'
import { findWord } from './plain-words.ts'
import { type FoundDay, placeIn, type Place, withParticle } from './found-day.ts'
import { namesOf } from './names-of-days.ts'

/** "Friday of last week", "금요일 지난주에", "two weeks ago on Monday": so few letters stand between them. */
const between = 12
/** Too short to be a weekday by itself: "Sun" is a name, "mon" is French for my. */
const shortest = 4
const hangul = /\p{Script=Hangul}/u

/** A weekday of a week. What is counted is read back, and so is a Sunday, with which weeks end here and begin there. */
export function readWeek(text: string, language: string, now: Temporal.PlainDate, days: DayWords): FoundDay | undefined {
  const weekday = findWeekday(text, language, days, 1)
  if (weekday === undefined) return undefined
  // The six of "thứ sáu tuần trước" is a Friday's.
  const counted = first(days.ago.filter((unit) => unit.days === 7), text, weekday)
  const named = first(days.weeksAgo, text, weekday)
  const weeks = counted === undefined ? named?.unit.weeks : days.numberOf(counted.match[1]!)
  const place = counted === undefined ? named && placeIn(named.match) : placeIn(counted.match)
  if (weeks === undefined || place === undefined) return undefined
  const gap = text.slice(Math.min(place.to, weekday.to), Math.max(place.from, weekday.from))
  if (gap.length > between || /[,.;!?،]/u.test(gap)) return undefined
  const value = now.subtract({ days: now.dayOfWeek - weekday.weekday + 7 * weeks })
  return { value: value.toString(), ...withParticle(text, { from: Math.min(place.from, weekday.from), to: Math.max(place.to, weekday.to) }), sure: counted === undefined && weekday.weekday !== 7 }
}

export function readAgo(text: string, language: string, now: Temporal.PlainDate, days: DayWords): FoundDay | undefined {
  const counted = first(days.ago, text)
  if (counted !== undefined) return { value: now.subtract({ days: counted.unit.days * days.numberOf(counted.match[1]!) }).toString(), ...withParticle(text, placeIn(counted.match)), sure: true }
  const named = days.daysAgo.flatMap(({ days: ago, called }) => called.map((name) => ({ name, days: ago }))).toSorted((one, other) => other.name.length - one.name.length)
  for (const { name, days: ago } of [...named, ...namesOf(language).daysAgo]) {
    const place = findWord(name, text)
    if (place !== undefined) return { value: now.subtract({ days: ago }).toString(), ...place, sure: true }
  }
  return undefined
}

/** "On the 20th": the last time that the month had one; whether that is meant only the person knows, where no month is said. */
export function readDayOfMonth(text: string, now: Temporal.PlainDate, days: DayWords): FoundDay | undefined {
  const match = dayAlone(days.number).exec(text)
  const said = match?.slice(1).find((group) => group !== undefined)
  if (match === null || said === undefined) return undefined
  const day = days.numberOf(said)
  const near = first(days.monthsAgo, text)
  const month = near === undefined ? (day <= now.day ? now : now.subtract({ months: 1 })) : now.subtract({ months: near.unit.months })
  if (!(day >= 1 && day <= month.daysInMonth)) return undefined
  return { value: month.with({ day }).toString(), ...withParticle(text, placeIn(match)), sure: near !== undefined }
}

const patterns = new Map<string, RegExp>()
function dayAlone(number: string): RegExp {
  const known = patterns.get(number)
  if (known !== undefined) return known
  const end = String.raw`(?=\s*(?:$|[,.;!]|[에이생날]|새벽|아침|오전|오후|저녁|밤|thang|of\s))`
  const made = new RegExp([
    String.raw`(?<![\d/.-]\s?)(\d{1,2})(?:st|nd|rd|th)${end}`,
    // 12일 is the twelfth unless it is said of a time that it takes, or that has passed.
    String.raw`(?<![\d월/.-]\s?)(\d{1,2})일(?!\s*(?:\d|동안|간|전|째|만|치|분|뒤|후|이[상내]|안|지[났나난]|[됐된되]|정도|걸))`,
    // Of ten and more: 이일 is this matter, and 일일 one day.
    String.raw`(?<!\p{Script=Hangul})([이삼]?십[일이삼사오육칠팔구]?)일${end}`,
    String.raw`(?<!\p{L})(?:ngay|mung|mong)\s+(${number})(?![\p{L}\p{N}])(?!\s+(?:truoc|nay))`,
    // An ordinal: who says that it is just the one tells no day.
    String.raw`(?<!\p{L})(?:on\s+)?the\s+(?=\d|(?:\p{L}+[\s-])?\p{L}*(?:st|nd|rd|th)(?!\p{L}))(${number})(?![\p{L}\p{N}])${end}`,
  ].join('|'), 'u')
  patterns.set(number, made)
  return made
}

/** The last one before today: whether that is the one of last week, only the person knows. */
export function readWeekday(text: string, language: string, now: Temporal.PlainDate, days: DayWords): FoundDay | undefined {
  const found = findWeekday(text, language, days, shortest)
  if (found === undefined) return undefined
  const ago = (now.dayOfWeek - found.weekday + 7) % 7 || 7
  return { value: now.subtract({ days: ago }).toString(), ...withParticle(text, found), sure: false }
}

function findWeekday(text: string, language: string, { weekdays }: DayWords, least: number): Place & { weekday: number } | undefined {
  for (const [at, name] of namesOf(language).weekdays.entries()) {
    const place = findWord(name, text)
    if (place !== undefined) return { ...place, weekday: at + 1 }
  }
  const found = first(weekdays.filter(({ name }) => hangul.test(name) || name.length >= least), text)
  return found && { ...placeIn(found.match), weekday: found.unit.weekday }
}

/** Long ones stand first. @param beside what may not be part of it: 일요일 ends no week */
function first<Unit extends { pattern: RegExp }>(units: readonly Unit[], text: string, beside?: Place): { unit: Unit; match: RegExpExecArray } | undefined {
  const searched = beside === undefined ? text : `${text.slice(0, beside.from)}${hangul.test(text) ? text.slice(beside.from, beside.to) : ' '.repeat(beside.to - beside.from)}${text.slice(beside.to)}`
  for (const unit of units) {
    const match = unit.pattern.exec(searched)
    if (match !== null) return { unit, match }
  }
  return undefined
}
