/** Dates by the calendar, as `kernel/dates` has them, on day numbers. */
import type { Duration, Unit } from '../language/syntax.ts'
import { addMonths, firstDay, lastDay, monthsBetween, packedDate, dayNumber, yearsBetween } from '../kernels/day-number.ts'
import { Overflow } from './faults.ts'

export function elapsed(from: number, on: number, unit: Unit): number {
  return unit === 'days' ? on - from : unit === 'months' ? monthsBetween(from, on) : yearsBetween(from, on)
}

/** @throws Overflow outside of the years 1600 to 2399 */
export function shift(date: number, { count, unit }: Duration, back: boolean): number {
  const steps = back ? -count : count
  // No period of the calendar is longer than that, and what follows stays within whole numbers.
  if (Math.abs(steps) > 300_000) throw new Overflow()
  return inRange(unit === 'days' ? date + steps : addMonths(date, unit === 'years' ? steps * 12 : steps))
}

export function edge(date: number, which: 'start' | 'end', unit: 'month' | 'year'): number {
  const [year, month] = yearAndMonth(date)
  if (unit === 'year') return which === 'start' ? dayNumber(year, 0, 1) : dayNumber(year, 11, 31)
  if (which === 'start') return dayNumber(year, month, 1)
  return (month === 11 ? dayNumber(year + 1, 0, 1) : dayNumber(year, month + 1, 1)) - 1
}

export function calendar(date: number, unit: 'month' | 'year'): number {
  const [year, month] = yearAndMonth(date)
  return unit === 'year' ? year : month + 1
}

/** The first day at or after that is neither Saturday, Sunday nor closed. */
export function nextWorkingDay(date: number, closed: ReadonlySet<number>): number {
  let day = date
  while (isWeekend(day) || closed.has(day)) day += 1
  return inRange(day)
}

/** 1 January 1970 was a Thursday. */
const isWeekend = (day: number) => (((day + 3) % 7) + 7) % 7 >= 5

function yearAndMonth(date: number): [number, number] {
  const packed = packedDate(date)
  return [Math.floor(packed / 384), Math.floor(packed / 32) % 12]
}

function inRange(day: number): number {
  if (day < firstDay || day > lastDay) throw new Overflow()
  return day
}
