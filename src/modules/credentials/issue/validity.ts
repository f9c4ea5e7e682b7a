/** How long a credential holds; rounded, so that the second of an issue ties nothing together. */
import type { StatusClass } from '../tables.ts'

/** Seconds since 1970 */
export interface Validity { from: number; until: number }

const hour = 3600
const day = 24 * hour

/** One copy for days, or several for single use, each for a day at most. */
export function validityOf(kind: StatusClass, validDays: number, now = Date.now()): Validity {
  const seconds = Math.floor(now / 1000)
  if (kind === 'long') return { from: seconds - (seconds % day), until: seconds - (seconds % day) + validDays * day }
  return { from: seconds - (seconds % hour), until: seconds - (seconds % hour) + day }
}
