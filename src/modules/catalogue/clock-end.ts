/** The last day of a period that the law sets, from the day on which it happened; or the first of one that leads up to it. */
import type { LegalClock } from '../../../packages/pack-kit/schema/life-event.ts'
import { lastDayOf } from '../../kernel/dates/periods.ts'

/** @param holidays `YYYY-MM-DD` */
export function clockEnd({ period, before = false, endOfMonth, firstDayCounts = false, endsOnClosedDay = false }: LegalClock, happened: Temporal.PlainDate, holidays: readonly string[]): Temporal.PlainDate {
  if (before) return happened.subtract(period)
  const start = endOfMonth === true ? happened.with({ day: happened.daysInMonth }) : happened
  return lastDayOf(start, period as { days?: number; months?: number; years?: number }, { firstDayCounts, endsOnClosedDay, holidays })
}
