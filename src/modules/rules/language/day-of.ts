import { dayNumber, firstDay, lastDay } from '../kernels/day-number.ts'

/** `YYYY-MM-DD` → days since 1970; null for a day that does not exist, or that lies outside of 1600 to 2399. */
export function dayOf(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null
  const time = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) return null
  const day = dayNumber(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10)))
  return day < firstDay || day > lastDay ? null : day
}
