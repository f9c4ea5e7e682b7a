/** What months, weekdays and the last days are called: the language's own names, of the platform's `Intl`. */
import { plain } from './plain-words.ts'

interface Names {
  months: { name: string; number: number }[]
  /** From Monday. */
  weekdays: string[]
  daysAgo: { name: string; days: number }[]
}

/** Made once a language: `Intl` takes a millisecond to begin. */
const known = new Map<string, Names>()

export function namesOf(language: string): Names {
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
