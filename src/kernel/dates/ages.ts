/** Ages and periods by calendar, never by counting days (민법 §155–161, §158; 행정기본법 §7의2). */

/** Completed years: a year is complete at the start of the birthday. One born on 29 February completes it on 1 March of a common year. */
export function yearsOn(birth: Temporal.PlainDate, on: Temporal.PlainDate): number {
  return Math.floor(monthsOn(birth, on) / 12)
}

/** The day on which so many years are complete. */
export function birthdayOf(birth: Temporal.PlainDate, years: number): Temporal.PlainDate {
  const day = birth.add({ years })
  return yearsOn(birth, day) < years ? day.add({ days: 1 }) : day
}

/** Completed months; negative before the birth. */
export function monthsOn(birth: Temporal.PlainDate, on: Temporal.PlainDate): number {
  const months = (on.year - birth.year) * 12 + on.month - birth.month
  return on.day >= birth.day ? months : months - 1
}

/**
 * The day on which a period that began on `date` is over. A month without that day ends it on its last
 * day (민법 §160③); the first day is not counted (§157).
 */
export function addPeriod(date: Temporal.PlainDate, period: { days?: number; months?: number; years?: number }): Temporal.PlainDate {
  return date.add(period, { overflow: 'constrain' })
}
