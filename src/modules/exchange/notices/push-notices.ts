/**
 * Brings a notice to its receiver as soon as it is durable, without a turn in the queue of jobs, where it would wait behind whatever is being
 * done. The job that stands with the notice brings what this process did not: because it died, had too much to do, or nobody answered.
 */
export interface Pusher {
  push(notice: string): void
  /** When what has begun has ended. */
  close(): Promise<void>
}

/** Under way at once; and waiting, beyond which notices are left to their jobs. */
const [atOnce, most] = [8, 500]

/** @param send a failure is its own to note */
export function pushNotices(send: (notice: string) => Promise<void>): Pusher {
  const waiting: string[] = []
  const working = new Set<Promise<void>>()
  let closed = false
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined && !closed; next = waiting.shift()) await send(next).catch(() => undefined)
  }
  return {
    push(notice) {
      if (closed || waiting.length >= most) return
      waiting.push(notice)
      if (working.size >= atOnce) return
      const lane = work().finally(() => { working.delete(lane) })
      working.add(lane)
    },
    async close() {
      closed = true
      await Promise.all(working)
    },
  }
}
