/** Two ways to offer load. Any failure ends the run. */
import { setTimeout as pause } from 'node:timers/promises'
import { percentile } from './figures.ts'

export interface Offered { count: number; perSecond: number; p50Ms: number; p99Ms: number }

/** So many callers, each with one question at a time: what can be had at most. */
export async function offerByCallers(once: () => Promise<void>, callers: number, until: { seconds: number } | { count: number }): Promise<Offered> {
  const latencies: number[] = []
  const began = performance.now()
  let started = 0
  const goesOn = () => ('seconds' in until ? performance.now() - began < until.seconds * 1_000 : started < until.count)
  await Promise.all(Array.from({ length: callers }, async () => {
    while (goesOn()) {
      started += 1
      const from = performance.now()
      await once()
      latencies.push(performance.now() - from)
    }
  }))
  return told(latencies, began)
}

/**
 * Questions that come when they come, so many a second at random moments (Poisson), whether or not those before have their answers. Each is
 * timed from the moment it was due: what waits because others are slow is counted.
 */
export async function offerAtRate(once: () => Promise<void>, perSecond: number, seconds: number): Promise<Offered> {
  const latencies: number[] = []
  const flying = new Set<Promise<void>>()
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => undefined)
  const began = performance.now()
  for (let due = began; ;) {
    due -= (Math.log(1 - Math.random()) * 1_000) / perSecond
    if (due - began > seconds * 1_000) break
    const wait = due - performance.now()
    if (wait > 0) await Promise.race([pause(wait), failed.promise])
    const at = due
    const flight = once().then(() => { latencies.push(performance.now() - at) }, failed.reject).finally(() => { flying.delete(flight) })
    flying.add(flight)
  }
  await Promise.race([Promise.all(flying), failed.promise])
  return told(latencies, began)
}

const told = (latencies: number[], began: number): Offered =>
  ({ count: latencies.length, perSecond: latencies.length / ((performance.now() - began) / 1_000), p50Ms: percentile(latencies, 50), p99Ms: percentile(latencies, 99) })
