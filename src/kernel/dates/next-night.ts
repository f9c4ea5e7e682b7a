import type { Clock } from '../clock/clock.ts'

/** The next time that it is this hour of the night. @param hour local, from 0 */
export function nextNight(clock: Clock, timeZone: string, hour: number): Date {
  const now = clock.now().toZonedDateTimeISO(timeZone)
  const tonight = now.with({ hour, minute: 0, second: 0, millisecond: 0 })
  return new Date((Temporal.ZonedDateTime.compare(tonight, now) > 0 ? tonight : tonight.add({ days: 1 })).epochMilliseconds)
}
