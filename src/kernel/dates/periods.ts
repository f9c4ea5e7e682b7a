/** Periods of days, months and years: their first and their last day (민법 §155–161; 행정기본법 §6, §7). */
import { nextOpenDay } from './open-days.ts'

export interface Period { days?: number; weeks?: number; months?: number; years?: number }

export interface HowToCount {
  /**
   * The day on which it happened is day one: by a law that says so ("from the day of …", 가족관계등록법 §37①), and where a period
   * restricts somebody's rights or keeps a duty alive (행정기본법 §6②1). Otherwise the next day is (민법 §157).
   */
  firstDayCounts?: boolean
  /** The period ends on its last day whatever that day is (행정기본법 §6②2, §7③). Otherwise a Saturday or holiday moves it on (민법 §161). */
  endsOnClosedDay?: boolean
  /** `YYYY-MM-DD`; Saturdays and Sundays are closed anyway. */
  holidays?: readonly string[]
}

/**
 * The last day of a period, to its end (민법 §159). Months and years go by the calendar (§160①): from the first of a month to the last of
 * one, otherwise to the day before the corresponding day (②), and to the last of the month where there is no such day (③).
 * @throws RangeError for a period that is not longer than nothing
 */
export function lastDayOf(happened: Temporal.PlainDate, period: Period, { firstDayCounts = false, endsOnClosedDay = false, holidays = [] }: HowToCount = {}): Temporal.PlainDate {
  if (Object.values(period).every((count: number) => count === 0)) throw new RangeError('a period has at least one day')
  const start = firstDayCounts ? happened : happened.add({ days: 1 })
  const last = dayBefore(start, period)
  return endsOnClosedDay ? last : nextOpenDay(last, holidays)
}

function dayBefore(start: Temporal.PlainDate, { days = 0, weeks = 0, months = 0, years = 0 }: Period): Temporal.PlainDate {
  const month = start.toPlainYearMonth().add({ months, years })
  // §160③: 31 January and a month have no corresponding day, so the last of February itself is the end.
  if (start.day > month.daysInMonth) return month.toPlainDate({ day: month.daysInMonth }).add({ days: days + weeks * 7 })
  return month.toPlainDate({ day: start.day }).add({ days: days + weeks * 7 - 1 })
}

/**
 * The day from which a law is in force, published on `published` (행정기본법 §7): that day itself where it says so, otherwise after a period
 * whose first day is not counted and whose end no holiday moves.
 */
export function inForceFrom(published: Temporal.PlainDate, after: Period | 'at-once'): Temporal.PlainDate {
  return after === 'at-once' ? published : lastDayOf(published, after, { endsOnClosedDay: true })
}
