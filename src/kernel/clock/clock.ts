/** Time is asked of one object, so that tests move it and a legal day is always the country's own. */
export interface Clock {
  now(): Temporal.Instant
  /** The calendar day in the pack's time zone: what a deadline or an age is reckoned on. */
  today(): Temporal.PlainDate
}

/** As the database keeps it. */
export const momentOf = (clock: Clock): Date => new Date(clock.now().epochMilliseconds)

export function systemClock(timeZone: string): Clock {
  return {
    now: () => Temporal.Now.instant(),
    today: () => Temporal.Now.plainDateISO(timeZone),
  }
}

export function fixedClock(at: string, timeZone: string): Clock {
  const instant = Temporal.Instant.from(at)
  return { now: () => instant, today: () => instant.toZonedDateTimeISO(timeZone).toPlainDate() }
}
