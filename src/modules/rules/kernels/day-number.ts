/**
 * Legal dates as day numbers (days since 1970-01-01): what `kernel/dates/ages.ts` says, in integers alone, for columns of
 * dates. The calendar is Gregorian throughout; a test holds both libraries together on every day of four centuries.
 */

/** Years 1600 to 2399: what lies outside is no date of anybody alive, and counts as a broken row. */
export const firstDay = -135_140
export const lastDay = 157_053

/** Year × 384 + month × 32 + day, months from 0: one number that compares like the date it stands for. */
export function packedDate(day: number): number {
  // Eras of 400 years from 1 March, so that the leap day ends a year.
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 2 : marchMonth - 10
  const year = yearOfEra + era * 400 + (month < 2 ? 1 : 0)
  return year * 384 + month * 32 + dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
}

/** @param month from 0 */
export function dayNumber(year: number, month: number, dayOfMonth: number): number {
  const marchYear = month < 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month < 2 ? month + 10 : month - 2) + 2) / 5) + dayOfMonth - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** Completed months; negative before the birth. */
export function monthsBetween(birth: number, on: number): number {
  const [from, to] = [packedDate(birth), packedDate(on)]
  const months = Math.floor(to / 32) - Math.floor(from / 32)
  return to % 32 >= from % 32 ? months : months - 1
}

export const yearsBetween = (birth: number, on: number) => Math.floor(monthsBetween(birth, on) / 12)

/** A month without that day ends the period on its last day. */
export function addMonths(day: number, months: number): number {
  const packed = packedDate(day)
  const month = Math.floor(packed / 32) + months
  const [year, monthOfYear] = [Math.floor(month / 12), month - Math.floor(month / 12) * 12]
  const nextMonth = dayNumber(monthOfYear === 11 ? year + 1 : year, monthOfYear === 11 ? 0 : monthOfYear + 1, 1)
  return Math.min(dayNumber(year, monthOfYear, 1) + packed % 32, nextMonth) - 1
}

export const toDayNumber = (date: Temporal.PlainDate) => dayNumber(date.year, date.month - 1, date.day)
export function fromDayNumber(day: number): Temporal.PlainDate {
  const packed = packedDate(day)
  return new Temporal.PlainDate(Math.floor(packed / 384), Math.floor((packed % 384) / 32) + 1, packed % 32)
}
