/** When a receiver that did not answer, or a message that it refused, is tried again; and how long a message waits for that. */

/** Seconds. Together three days, so that a receiver that was down for two has missed nothing. */
const pauses = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]
/** Milliseconds. */
const patience = pauses.reduce((sum, pause) => sum + pause, 0) * 1_000

/** @param failures in a row, at least one */
export const nextTry = (now: Date, failures: number) => new Date(now.getTime() + pauses[Math.min(failures, pauses.length) - 1]! * 1_000)

/** What has waited since then is given up when the next try fails, and sent again by hand alone. */
export const waitsFrom = (now: Date) => new Date(now.getTime() - patience)
