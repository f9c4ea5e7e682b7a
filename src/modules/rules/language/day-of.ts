import { dayNumber, firstDay, lastDay, packedDate } from '../kernels/day-number.ts'

const written = /^(\d{4})-(\d\d)-(\d\d)$/

/** `YYYY-MM-DD` → days since 1970; null for a day that does not exist, or that lies outside of 1600 to 2399. */
export function dayOf(text: string): number | null {
  const parts = written.exec(text)
  if (parts === null) return null
  const [year, month, date] = [Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])]
  if (month < 0 || month > 11 || date > 31) return null
  const day = dayNumber(year, month, date)
  if (day < firstDay || day > lastDay) return null
  // A day that its month does not have comes back as another one.
  return packedDate(day) === year * 384 + month * 32 + date ? day : null
}
