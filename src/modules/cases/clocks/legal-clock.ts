/** The legal clock of a part: by whose time it runs, until when, and what a question to the person takes out of it. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { addOpenDays, countOpenDays } from '../../../kernel/dates/count-open-days.ts'
import { officeDeadline } from '../../../kernel/dates/office-deadline.ts'
import { type Against, objectionBy } from './days-after.ts'
import type { CasesTables } from '../tables.ts'
import type { Selectable } from 'kysely'

type Part = Selectable<CasesTables['part']>
export type ClockState = Pick<Part, 'due_on' | 'clock_service' | 'stopped_on' | 'days_left'>

/** An objection runs by the pack's own time for objections. */
export const objectionClock = 'objection'
const reclaimClock = 'objection-to-reclaim'
/** By which of the two. */
export const clockOf: Record<Against, string> = { refusal: objectionClock, reclaim: reclaimClock }

/** The time that a part runs by: a service's, with its law, or that of objections. */
export function timeOf(pack: Pack, clock: string) {
  const time = clock === objectionClock ? pack.objection?.decision : clock === reclaimClock ? objectionBy(pack, 'reclaim')?.decision : pack.services.find(({ id }) => id === clock)?.processing
  if (!time) throw new Error(`${clock} states no processing time`)
  return time
}

/** The shortest legal time of these. */
export function startClock(pack: Pack, today: Temporal.PlainDate, clocks: readonly string[]): ClockState {
  const holidays = holidaysOf(pack)
  const all = clocks.map((clock) => {
    const { days, clock: kind } = timeOf(pack, clock)
    return { clock, due: kind === 'office-days' ? officeDeadline(today, days, holidays) : today.add({ days }) }
  })
  const first = all.reduce((found, other) => (Temporal.PlainDate.compare(other.due, found.due) < 0 ? other : found))
  return { due_on: first.due.toString(), clock_service: first.clock, stopped_on: null, days_left: null }
}

/** What is left on the day of the question: below zero when it was late already. */
export function stopClock(pack: Pack, today: Temporal.PlainDate, { due_on, clock_service }: ClockState): ClockState {
  if (due_on === null) return { due_on, clock_service, stopped_on: today.toString(), days_left: null }
  const due = Temporal.PlainDate.from(due_on)
  const left = runsInOfficeDays(pack, clock_service) ? countOpenDays(today, due, holidaysOf(pack)) : today.until(due).days
  return { due_on, clock_service, stopped_on: today.toString(), days_left: left }
}

/** The days until the answer do not count; what was left begins with the day of the answer. */
export function goOn(pack: Pack, today: Temporal.PlainDate, { due_on, clock_service, days_left }: ClockState): ClockState {
  const state = { clock_service, stopped_on: null, days_left: null }
  if (due_on === null || days_left === null) return { ...state, due_on }
  const due = runsInOfficeDays(pack, clock_service) ? addOpenDays(today, days_left, holidaysOf(pack)) : today.add({ days: days_left })
  return { ...state, due_on: due.toString() }
}

/** The due day of a stopped clock is no day: it is said how much is left instead. */
const runsInOfficeDays = (pack: Pack, clock: string | null) => clock !== null && timeOf(pack, clock).clock === 'office-days'

const holidaysOf = (pack: Pack) => pack.holidays.map(({ date }) => date)
