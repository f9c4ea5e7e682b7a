/** The calendar in SQL: DuckDB's own years and months, and the law's way of counting them (`evaluate/reckon-dates.ts`). */
import type { Unit } from '../language/syntax.ts'
import { firstDay, lastDay } from '../kernels/day-number.ts'
import { plus } from './arithmetic.ts'
import type { Scope } from './scope.ts'
import { constantOf, ranged, units, type DurationTerm, type NumberTerm } from './terms.ts'

const epoch = "DATE '1970-01-01'"
const [first, last] = [BigInt(firstDay), BigInt(lastDay)]
const months = 800n * 12n
/** No period of the calendar is longer. */
const mostUnits = 300_000n

export const dateOf = (day: string) => `(${epoch} + (${day})::INTEGER)`
export const dayOfDate = (date: string) => `(${date} - ${epoch})`
const dateFrom = (day: string) => ranged(`${day}::HUGEINT`, first, last)
/** Months since January of the year 0. */
const monthOf = (date: string) => `(year(${date}) * 12 + month(${date}) - 1)`
const startOf = (month: string) => `make_date((${month}) // 12, (${month}) % 12 + 1, 1)`

/** Completed units between two dates. */
export function elapsed(scope: Scope, from: NumberTerm, on: NumberTerm, unit: Unit): NumberTerm {
  if (unit === 'days') return plus(scope, on, from, -1)
  const [start, end] = [scope.bind(dateOf(from.n)), scope.bind(dateOf(on.n))]
  const count = `(${monthOf(end)} - ${monthOf(start)} - CASE WHEN day(${end}) < day(${start}) THEN 1 ELSE 0 END)`
  // Completed years before a birth are counted down, as division cuts toward zero.
  return unit === 'months' ? ranged(`${count}::HUGEINT`, -months - 1n, months) : ranged(`floor(${count} / 12)::HUGEINT`, -801n, 800n)
}

/** A month without that day ends on its last. What leaves the calendar is set aside. */
export function shift(scope: Scope, { count, unit }: DurationTerm, date: NumberTerm, back: boolean): NumberTerm {
  const signed = stepsOf(scope, count, back)
  const day = scope.bind(dateOf(date.n))
  const byDays = `${dayOfDate(day)} + ${signed}`
  const byMonths = (factor: number) => {
    const month = scope.bind(`${monthOf(day)} + ${signed} * ${factor}`)
    // Beyond the calendar any month does: the household is set aside.
    const start = scope.bind(startOf(`CASE WHEN ${month} BETWEEN ${1600 * 12} AND ${2400 * 12 - 1} THEN ${month} END`))
    scope.aside(`${month} IS NOT NULL AND ${start} IS NULL`)
    return dayOfDate(`make_date(year(${start}), month(${start}), least(day(${day}), day(last_day(${start}))))`)
  }
  const by = { days: () => byDays, months: () => byMonths(1), years: () => byMonths(12) }
  const shifted = /^\d$/.test(unit)
    ? scope.bind(by[units[Number(unit)]!]())
    : scope.bind(`CASE ${unit} ${units.map((name, place) => `WHEN ${place} THEN ${by[name]()}`).join(' ')} END`)
  scope.aside(`${shifted} NOT BETWEEN ${first} AND ${last}`)
  return dateFrom(`CASE WHEN ${shifted} BETWEEN ${first} AND ${last} THEN ${shifted} END`)
}

function stepsOf(scope: Scope, count: NumberTerm, back: boolean): string {
  const constant = constantOf(count)
  if (constant !== undefined && constant <= mostUnits && constant >= -mostUnits) return `(${back ? -constant : constant})`
  const steps = scope.bind(count.n)
  scope.aside(`abs(${steps}) > ${mostUnits}`)
  return scope.bind(`CASE WHEN abs(${steps}) <= ${mostUnits} THEN ${back ? '-' : ''}${steps} END::BIGINT`)
}

export function edge(scope: Scope, date: NumberTerm, which: 'start' | 'end', unit: 'month' | 'year'): NumberTerm {
  const day = scope.bind(dateOf(date.n))
  const start = `make_date(year(${day}), ${unit === 'month' ? `month(${day})` : '1'}, 1)`
  return dateFrom(dayOfDate(which === 'start' ? start : unit === 'month' ? `last_day(${day})` : `make_date(year(${day}), 12, 31)`))
}

export function calendar(scope: Scope, date: NumberTerm, unit: 'month' | 'year'): NumberTerm {
  const day = scope.bind(dateOf(date.n))
  return unit === 'year' ? ranged(`year(${day})::HUGEINT`, 1600n, 2399n) : ranged(`month(${day})::HUGEINT`, 1n, 12n)
}

/** Days on which offices are closed in a row: weekends and holidays of no pack come near it. */
const longestClosed = 60

/** @param closed day numbers on which offices are closed */
export function workingDay(scope: Scope, date: NumberTerm, closed: ReadonlySet<number>): NumberTerm {
  const day = scope.bind(`${date.n}::BIGINT`)
  // 1 January 1970 was a Thursday; a day number and 3 counts weeks from Monday.
  const isOpen = `(d + 3 + 7 * 100000) % 7 < 5${closed.size > 0 ? ` AND d NOT IN (${[...closed].join(', ')})` : ''}`
  const found = scope.bind(`list_min([d FOR d IN range(${day}, ${day} + ${longestClosed}) IF ${isOpen}])`)
  scope.aside(`${day} IS NOT NULL AND (${found} IS NULL OR ${found} > ${last})`)
  return dateFrom(`CASE WHEN ${found} <= ${last} THEN ${found} END`)
}
