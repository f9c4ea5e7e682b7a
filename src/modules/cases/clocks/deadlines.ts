/** What the law sets the person a time for, once it has happened: from the day that the application knows. */
import type { LegalClock } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { clockEnd } from '../../catalogue/index.ts'
import { buildFacts, nameOf } from '../apply/build-facts.ts'
import type { Draft } from '../apply/draft.ts'
import { lifeEventOf } from '../apply/subject.ts'

export interface Deadline {
  clock: LegalClock
  /** `YYYY-MM-DD` */
  lastDay: string
}

/** In the order of their days; a clock whose day the application does not know, or that sending it has met, is left out. */
export function deadlinesOf(pack: Pack, event: string, draft: Draft, today: string): Deadline[] {
  const facts = buildFacts(pack, event, draft, today)
  const holidays = pack.holidays.map(({ date }) => date)
  return (lifeEventOf(pack, event)?.clocks ?? []).flatMap((clock) => {
    const happened = clock.fact === undefined || clock.settled ? undefined : dayOf(facts, clock.fact)
    return happened === undefined ? [] : [{ clock, lastDay: clockEnd(clock, Temporal.PlainDate.from(happened), holidays).toString() }]
  }).sort((one, other) => (one.lastDay < other.lastDay ? -1 : 1))
}

/** Of a list, such as newborns, the earliest day. */
function dayOf(facts: ReturnType<typeof buildFacts>, fact: string): string | undefined {
  const { entity, name } = nameOf(fact)
  const of = facts[entity]
  const days = (Array.isArray(of) ? of : of ? [of] : []).map((record) => record[name]).filter((day) => typeof day === 'string')
  return days.sort()[0]
}
