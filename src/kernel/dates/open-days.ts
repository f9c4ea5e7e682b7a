/** Days on which offices are open. Saturdays and Sundays never are; holidays and their substitutes stand in the pack. */

/** The day itself, or the next that is open. @param holidays `YYYY-MM-DD` */
export function nextOpenDay(from: Temporal.PlainDate, holidays: readonly string[] | ReadonlySet<string>): Temporal.PlainDate {
  const closed = holidays instanceof Set ? holidays as ReadonlySet<string> : new Set(holidays)
  let day = from
  while (isClosed(day, closed)) day = day.add({ days: 1 })
  return day
}

export const isClosed = (day: Temporal.PlainDate, closed: ReadonlySet<string>) => day.dayOfWeek >= 6 || closed.has(day.toString())
