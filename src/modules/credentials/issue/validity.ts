/** How long a credential holds; rounded, so that the second of an issue ties nothing together. */
import type { StatusClass } from '../tables.ts'

/** Seconds since 1970 */
export interface Validity { from: number; until: number }

const hour = 3600
const day = 24 * hour

/**
 * One copy for days, or several for single use, each for a day at most.
 * @param last moment, in seconds, after which what the credential says is no longer so
 */
export function validityOf(kind: StatusClass, validDays: number, { now = Date.now(), last = Number.POSITIVE_INFINITY }: { now?: number; last?: number | undefined } = {}): Validity {
  const seconds = Math.floor(now / 1000)
  const from = seconds - (seconds % (kind === 'long' ? day : hour))
  return { from, until: Math.min(from + (kind === 'long' ? validDays * day : day), last) }
}
