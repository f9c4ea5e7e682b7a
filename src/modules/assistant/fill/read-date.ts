/** A day in a person's own words. The names of months and of yesterday are the language's own, of the platform's `Intl`. */
import { placeOf, plain } from './plain-words.ts'

/** @param today `YYYY-MM-DD`. @returns `YYYY-MM-DD`; undefined where no one day is surely meant */
export function readDate(message: string, language: string, today: string): string | undefined {
  const now = Temporal.PlainDate.from(today)
  // Digits of other scripts stand in the order of their blocks, ten by ten.
  let text = plain(message).replaceAll(/[٠-٩]/gu, (digit) => String(digit.codePointAt(0)! - 0x0660)).replaceAll(/[۰-۹]/gu, (digit) => String(digit.codePointAt(0)! - 0x06f0))
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  for (const days of [-2, -1, 0]) if (!/\d/.test(relative.format(days, 'day')) && placeOf(relative.format(days, 'day'), text) >= 0) return now.add({ days }).toString()
  const month = monthNames(language).find(({ name }) => placeOf(name, text) >= 0)
  if (month !== undefined) text = text.replace(month.name, ' ')
  const numbers = (/(?<!\d)\d{8}(?!\d)/.exec(text)?.[0].replace(/^(\d{4})(\d\d)(\d\d)$/, '$1 $2 $3') ?? text).match(/\d+/g) ?? []
  const years = numbers.filter((number) => number.length === 4)
  const rest = numbers.filter((number) => number.length <= 2).map(Number)
  if (years.length > 1 || rest.length !== (month === undefined ? 2 : 1) || years.length + rest.length !== numbers.length) return undefined
  const pair = month === undefined ? monthAndDay(rest, numbers[0]?.length === 4, language) : [month.number, rest[0]!]
  if (pair === undefined) return undefined
  return dayOf(years[0] === undefined ? undefined : Number(years[0]), pair[0]!, pair[1]!, now)
}

/** Long names first: the name of the first month stands in that of the eleventh. */
function monthNames(language: string): { name: string; number: number }[] {
  return (['long', 'short'] as const).flatMap((month) => {
    const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' })
    return Array.from({ length: 12 }, (_, at) => ({ name: plain(format.format(Date.UTC(2026, at, 1))), number: at + 1 }))
  }).filter(({ name }) => name.length > 1).toSorted((one, other) => other.name.length - one.name.length)
}

/** English is read by two customs: where both make a date, neither is taken. */
function monthAndDay([one, other]: number[], yearFirst: boolean, language: string): [number, number] | undefined {
  if (yearFirst || language.startsWith('ko')) return [one!, other!]
  if (language.startsWith('en') && one! <= 12 && other! <= 12 && one !== other) return undefined
  return language.startsWith('en') && other! > 12 ? [one!, other!] : [other!, one!]
}

/** Without a year, the last time that the day was. */
function dayOf(year: number | undefined, month: number, day: number, now: Temporal.PlainDate): string | undefined {
  try {
    const date = Temporal.PlainDate.from({ year: year ?? now.year, month, day }, { overflow: 'reject' })
    return (year === undefined && Temporal.PlainDate.compare(date, now) > 0 ? date.subtract({ years: 1 }) : date).toString()
  } catch {
    return undefined
  }
}
