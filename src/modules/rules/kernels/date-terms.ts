/** Dates as JavaScript: a civil day is a number, and what the calendar says of it stands in tables. */
import type { Unit } from '../language/syntax.ts'
import { nextWorkingDay } from '../evaluate/reckon-dates.ts'
import { plus, product } from './arithmetic.ts'
import { dayNumber, firstDay, lastDay, monthsBetween, packedDate } from './day-number.ts'
import type { Emitter, Table } from './emitter.ts'
import { both, constantOf, ranged, whole, type DurationTerm, type Numeric } from './terms.ts'

const days = lastDay - firstDay + 1
const months = 800 * 12
const everyDay = <T extends Table>(table: T, of: (day: number) => number): T => {
  for (let place = 0; place < days; place += 1) table[place] = of(firstDay + place)
  return table
}

const place = (date: string) => `${date} - (${firstDay})`
/** Month since January 1600 × 32 + day of the month. */
const packed = (emitter: Emitter, date: Numeric) =>
  emitter.bind(`${emitter.table('calendar', () => everyDay(new Int32Array(days), (day) => packedDate(day) - 1600 * 384))}[${place(date.n)}]`)
/** First day of each month, and of the one after the last. */
const starts = (emitter: Emitter) =>
  emitter.table('months', () => Int32Array.from({ length: months + 1 }, (_, month) => dayNumber(1600 + Math.floor(month / 12), month % 12, 1)))

const dateFrom = (n: string, known: string) => ranged(n, firstDay, lastDay, known)

/** Completed units between two dates. */
export function elapsed(emitter: Emitter, from: Numeric, on: Numeric, unit: Unit): Numeric {
  if (unit === 'days') return plus(emitter, on, from, -1)
  const known = both(from.known, on.known)
  const divisor = unit === 'years' ? 12 : 1
  const [min, max] = [Math.floor(-months / divisor), months / divisor]
  const day = constantOf(on)
  if (day !== undefined) {
    const table = emitter.table(`${unit} until ${day}`, () =>
      everyDay(new Int16Array(days), (birth) => Math.floor(monthsBetween(birth, day) / divisor)))
    return ranged(`${table}[${place(from.n)}]`, min, max, known)
  }
  const [start, end] = [packed(emitter, from), packed(emitter, on)]
  const count = `(${end} >> 5) - (${start} >> 5) - ((${end} & 31) < (${start} & 31) ? 1 : 0)`
  return ranged(unit === 'years' ? `Math.floor((${count}) / 12)` : `(${count})`, min, max, known)
}

export function spanOf(emitter: Emitter, count: Numeric, unit: Unit): DurationTerm {
  const none = whole(0)
  return { type: 'duration', months: unit === 'days' ? none : product(emitter, count, whole(unit === 'years' ? 12 : 1)), days: unit === 'days' ? count : none, known: count.known }
}

/** A month without that day ends on its last. What leaves the calendar is set aside. */
export function shift(emitter: Emitter, span: DurationTerm, date: Numeric, back: boolean): Numeric {
  const known = both(span.known, date.known)
  let day = date.n
  if (constantOf(span.months) !== 0) {
    const from = packed(emitter, date)
    const month = emitter.bind(`(${from} >> 5) ${back ? '-' : '+'} ${span.months.n}`)
    emitter.aside(`${month} < 0 || ${month} >= ${months}`)
    day = emitter.bind(`Math.min(${starts(emitter)}[${month}] + (${from} & 31), ${starts(emitter)}[${month} + 1]) - 1`)
  }
  if (constantOf(span.days) !== 0) {
    day = emitter.bind(`${day} ${back ? '-' : '+'} ${span.days.n}`)
    emitter.aside(`${day} < ${firstDay} || ${day} > ${lastDay}`)
  }
  return dateFrom(day, known)
}

export function edge(emitter: Emitter, date: Numeric, which: 'start' | 'end', unit: 'month' | 'year'): Numeric {
  const month = emitter.bind(unit === 'month' ? `${packed(emitter, date)} >> 5` : `Math.floor((${packed(emitter, date)} >> 5) / 12) * 12`)
  const first = `${starts(emitter)}[${month}${which === 'start' ? '' : ` + ${unit === 'month' ? 1 : 12}`}]`
  return dateFrom(which === 'start' ? first : `(${first} - 1)`, date.known)
}

export function calendar(emitter: Emitter, date: Numeric, unit: 'month' | 'year'): Numeric {
  const month = `(${packed(emitter, date)} >> 5)`
  return unit === 'year' ? ranged(`(1600 + Math.floor(${month} / 12))`, 1600, 2399, date.known) : ranged(`(${month} % 12 + 1)`, 1, 12, date.known)
}

/** @param closed day numbers on which offices are closed */
export function workingDay(emitter: Emitter, date: Numeric, closed: ReadonlySet<number>): Numeric {
  const table = emitter.table(`working days but ${[...closed].join(' ')}`, () =>
    everyDay(new Int32Array(days), (day) => (day > lastDay - 60 ? lastDay + 1 : nextWorkingDay(day, closed))))
  const day = emitter.bind(`${table}[${place(date.n)}]`)
  // Close to the end of the calendar the scalar evaluation says whether a working day is left.
  emitter.aside(`${day} > ${lastDay}`)
  return dateFrom(day, date.known)
}
