/** What of all that is due was asked for. */
import type { ComingDue } from '../../notices/index.ts'
import type { DueWish, Period } from './read-due-wish.ts'

/** The last day of the week, month or year of this day; weeks end on Sunday (ISO 8601). */
export function endOf(period: Period, today: string): string {
  const day = Temporal.PlainDate.from(today)
  switch (period) {
    case 'week': return day.add({ days: 7 - day.dayOfWeek }).toString()
    case 'month': return day.with({ day: day.daysInMonth }).toString()
    case 'year': return day.with({ month: day.monthsInYear, day: 31 }).toString()
    default: return period satisfies never
  }
}

/** What has passed and is not done is due in every period. @property next the first thing after a period in which nothing is due */
export function dueWithin(all: readonly ComingDue[], { duty, within }: DueWish, today: string): { due: ComingDue[]; next: ComingDue | undefined } {
  const meant = duty === null ? all : all.filter((one) => one.duty.id === duty)
  const due = within === null ? [...meant] : meant.filter(({ on }) => on <= endOf(within, today))
  return { due, next: due.length === 0 ? meant[0] : undefined }
}
