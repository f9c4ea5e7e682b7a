import { isClosed } from './open-days.ts'

/** When something is paid each month: on that day, or where offices and banks are closed on it, on the last open day before or the first after. */
export interface PayDay {
  /** From 1; a month that is shorter has it on its last day. */
  day: number
  closed: 'before' | 'after'
}

/** @param holidays `YYYY-MM-DD`; Saturdays and Sundays are closed anyway */
export function payDayIn(month: Temporal.PlainYearMonth, { day, closed }: PayDay, holidays: readonly string[]): Temporal.PlainDate {
  const shut = new Set(holidays)
  let on = month.toPlainDate({ day: Math.min(day, month.daysInMonth) })
  while (isClosed(on, shut)) on = closed === 'before' ? on.subtract({ days: 1 }) : on.add({ days: 1 })
  return on
}
