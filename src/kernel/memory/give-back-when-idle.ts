/**
 * Gives memory back to the system while nothing is going on. V8 collects when it wants room, not because there is time, and keeps what it once
 * had: a platform that has started and waits holds 50 MB that nobody will ask for. Such a collection stops the process for about a sixth of a
 * second, so it is made only after a quiet moment, and only when enough has been allocated since the last.
 */
import { Session } from 'node:inspector/promises'
import { performance } from 'node:perf_hooks'

export interface Measures {
  /** Share of the time since the last call in which the event loop was at work, 0 to 1. */
  busy(): number
  /** Bytes of the heap in use, rubbish included. */
  used(): number
  collect(): Promise<void>
}

const period = 5_000
/** Timers of an idle platform keep the loop at work for less than 1 % of the time; five pages a second for about this much. */
const quiet = 0.02
/** Bytes; about sixteen pages. */
const worthwhile = 8 * 2 ** 20

/** Looks every five seconds for as long as the process lives, and does not keep it alive. */
export function giveBackWhenIdle(): void {
  const look = lookForRubbish(measureThisProcess())
  // Where V8 refuses, memory stays as it is: nothing depends on it.
  setInterval(() => void look().catch(() => undefined), period).unref()
}

/** One look: collects after a quiet time in which, or before which, enough was allocated. */
export function lookForRubbish({ busy, used, collect }: Measures): () => Promise<void> {
  let left = 0
  return async () => {
    if (busy() > quiet || used() - left < worthwhile) return
    await collect()
    left = used()
  }
}

/** The collection that V8 makes when memory runs out: it goes through every space and shrinks the young generation as well. */
export function measureThisProcess(): Measures {
  let last = performance.eventLoopUtilization()
  return {
    busy() {
      const now = performance.eventLoopUtilization()
      const { utilization } = performance.eventLoopUtilization(now, last)
      last = now
      return utilization
    },
    used: () => process.memoryUsage().heapUsed,
    async collect() {
      const session = new Session()
      session.connect()
      await session.post('HeapProfiler.collectGarbage')
      session.disconnect()
    },
  }
}
