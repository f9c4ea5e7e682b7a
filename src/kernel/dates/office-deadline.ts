/** Deadlines of offices (민원 처리에 관한 법률 §19). Saturdays, Sundays and holidays are left out. */
import { lastDayOf } from './periods.ts'
import { isClosed, nextOpenDay } from './open-days.ts'

/**
 * The last day of an office's time. Six days or more are reckoned in days, the first day counted; five or
 * fewer run in hours of eight a working day, so the first day is not counted whole and the last ends one
 * working day later (§19①②).
 * @param holidays `YYYY-MM-DD`
 */
export function officeDeadline(start: Temporal.PlainDate, days: number, holidays: readonly string[]): Temporal.PlainDate {
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`an office has at least one day, not ${days}`)
  const closed = new Set(holidays)
  let day = nextOpenDay(start, closed)
  for (let left = days <= 5 ? days : days - 1; left > 0; left -= 1) day = nextOpenDay(day.add({ days: 1 }), closed)
  return day
}

/** Working hours of an office, eight of them around the hour of lunch (국가공무원 복무규정 §9). Minutes since midnight. */
const shifts = [[9 * 60, 12 * 60], [13 * 60, 18 * 60]] as const

/**
 * The moment at which an office's time of at most five days is over: from the moment of receipt, in working hours, eight a day (§19①).
 * What comes in while the office is closed begins with its next hour.
 */
export function officeMoment(received: Temporal.PlainDateTime, days: number, holidays: readonly string[]): Temporal.PlainDateTime {
  if (!Number.isInteger(days) || days < 1 || days > 5) throw new RangeError(`one to five days run in hours, not ${days}`)
  const closed = new Set(holidays)
  let left = days * 8 * 60
  let day = received.toPlainDate()
  let now = received.hour * 60 + received.minute
  for (;;) {
    for (const [opens, closes] of isClosed(day, closed) ? [] : shifts) {
      const begins = Math.max(now, opens)
      if (begins + left <= closes) return day.toPlainDateTime().add({ minutes: begins + left })
      left -= Math.max(0, closes - begins)
    }
    day = day.add({ days: 1 })
    now = 0
  }
}

/** A time of weeks, months or years: the first day counts, the calendar rules, and a closed last day moves on (§19③ with 민법 §159–161). */
export function officePeriodEnd(start: Temporal.PlainDate, period: { weeks?: number; months?: number; years?: number }, holidays: readonly string[]): Temporal.PlainDate {
  return lastDayOf(start, period, { firstDayCounts: true, holidays })
}
