/** One policy for clocks that disagree, for online checks and the offline page alike. All in seconds. */
import { Refused } from './refusal.ts'

/** Clocks of honest parties differ by so much. */
export const skew = 60
/** A proof of possession is made for one request; a person needs no longer to consent. */
export const bindingLife = 300

export interface Validity { from?: number | undefined; until?: number | undefined }

export function demandValid({ from, until }: Validity, now: number) {
  if (from !== undefined && now + skew < from) throw new Refused('not-yet-valid')
  if (until !== undefined && now - skew >= until) throw new Refused('expired')
}

export function demandFresh(madeAt: number, now: number) {
  if (madeAt > now + skew) throw new Refused('binding-in-future')
  if (madeAt < now - bindingLife - skew) throw new Refused('binding-too-old')
}
