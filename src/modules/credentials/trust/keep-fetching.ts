/** Every night, and at the start where a night was missed, each list is fetched anew. Processes that share the file do it once. */
import type { Clock } from '../../../kernel/clock/clock.ts'
import { nextNight } from '../../../kernel/dates/next-night.ts'
import { refreshLists } from './refresh-lists.ts'

/** Local hour: lists of the day before are long out. */
const hour = 3
const day = 86_400_000
/** Milliseconds between two looks whether it is night. */
const lookEvery = 15 * 60_000

/** When each list that has an address is fetched the next time. */
export const nextFetch = (clock: Clock, timeZone: string): Date => nextNight(clock, timeZone, hour)

/** @param warn whose list did not come, and why. @returns ends it */
export function keepFetching(file: string, { clock, timeZone, warn }: { clock: Clock; timeZone: string; warn(from: string, cause: string): void }): () => void {
  let running = false
  const look = async () => {
    if (running) return
    running = true
    try {
      for (const { from, trouble } of await refreshLists(file, { before: nextFetch(clock, timeZone).getTime() - day })) if (trouble !== undefined) warn(from, trouble)
    } catch (cause) {
      warn(file, (cause as Error).message)
    } finally {
      running = false
    }
  }
  void look()
  const timer = setInterval(() => { void look() }, lookEvery)
  timer.unref()
  return () => { clearInterval(timer) }
}
