/** Which reminder of a duty it is time for, and whether it was told already. Pure functions of days. */

/** The last day has passed. */
export const missed = -1

/** @param remind days before the last day @returns the reminder that counts today; null before the first */
export function reminderOf(remind: readonly number[], on: string, today: string): number | null {
  const left = Temporal.PlainDate.from(today).until(on, { largestUnit: 'days' }).days
  if (left < 0) return missed
  const reached = remind.filter((days) => left <= days)
  return reached.length === 0 ? null : Math.min(...reached)
}

export interface ToldBefore { on: string; told: number | null }

/** Of several reminders that were slept through the latest is told alone; a last day that moved is another one. */
export const isNewReminder = (reminder: number | null, on: string, before: ToldBefore | undefined): reminder is number =>
  reminder !== null && !(before?.on === on && before.told !== null && before.told <= reminder)
