import { dayNumber, firstDay, lastDay, packedDate } from '../kernels/day-number.ts'

const [zero, hyphen] = ['0'.charCodeAt(0), '-'.charCodeAt(0)]

/** `YYYY-MM-DD` → days since 1970; null for a day that does not exist, or that lies outside of 1600 to 2399. Facts are read far too often for a pattern. */
export function dayOf(text: string): number | null {
  if (text.length !== 10 || text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return null
  const [year, month, date] = [pairAt(text, 0) * 100 + pairAt(text, 2), pairAt(text, 5) - 1, pairAt(text, 8)]
  // What is no digit comes out as no number, which is on neither side.
  if (!(year >= 0 && month >= 0 && month <= 11 && date <= 31)) return null
  const day = dayNumber(year, month, date)
  if (day < firstDay || day > lastDay) return null
  // A day that its month does not have comes back as another one.
  return packedDate(day) === year * 384 + month * 32 + date ? day : null
}

const pairAt = (text: string, at: number) => digitAt(text, at) * 10 + digitAt(text, at + 1)

function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - zero
  return digit >= 0 && digit <= 9 ? digit : Number.NaN
}
