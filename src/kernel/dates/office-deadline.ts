/** Deadlines of offices, in working days. */

/**
 * The last day of an office's time. Six days or more are reckoned in days, the first day counted; five or
 * fewer run in hours of eight a working day, so the first day is not counted whole and the last ends one
 * working day later (민원 처리에 관한 법률 §19). Saturdays, Sundays and holidays are left out.
 * @param holidays `YYYY-MM-DD`
 */
export function officeDeadline(start: Temporal.PlainDate, days: number, holidays: readonly string[]): Temporal.PlainDate {
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`an office has at least one day, not ${days}`)
  const closed = new Set(holidays)
  let day = nextWorkingDay(start, closed)
  for (let left = days <= 5 ? days : days - 1; left > 0; left -= 1) day = nextWorkingDay(day.add({ days: 1 }), closed)
  return day
}

function nextWorkingDay(from: Temporal.PlainDate, closed: ReadonlySet<string>): Temporal.PlainDate {
  let day = from
  while (day.dayOfWeek >= 6 || closed.has(day.toString())) day = day.add({ days: 1 })
  return day
}
