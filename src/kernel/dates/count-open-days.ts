/** Days on which an office is open, counted: what is left of its time, and where so many of them lead. */

const isOpen = (day: Temporal.PlainDate, closed: ReadonlySet<string>) => day.dayOfWeek <= 5 && !closed.has(day.toString())

/**
 * Open days after `from` up to and with `to`; below zero where `to` lies before.
 * @param holidays `YYYY-MM-DD`
 */
export function countOpenDays(from: Temporal.PlainDate, to: Temporal.PlainDate, holidays: readonly string[]): number {
  if (Temporal.PlainDate.compare(to, from) < 0) return -countOpenDays(to, from, holidays)
  const closed = new Set(holidays)
  let count = 0
  for (let day = from.add({ days: 1 }); Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) if (isOpen(day, closed)) count += 1
  return count
}

/** The day that lies so many open days after `from`, before it where `days` is below zero; with none, `from` itself or the next open day. */
export function addOpenDays(from: Temporal.PlainDate, days: number, holidays: readonly string[]): Temporal.PlainDate {
  const closed = new Set(holidays)
  const step = days < 0 ? -1 : 1
  let day = from
  for (let left = Math.abs(days); left > 0;) {
    day = day.add({ days: step })
    if (isOpen(day, closed)) left -= 1
  }
  while (!isOpen(day, closed)) day = day.add({ days: 1 })
  return day
}
