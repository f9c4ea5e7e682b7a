/** Two ways to offer load. Any failure ends the run. */
import { setTimeout as pause } from 'node:timers/promises'
import { percentile, round, tell } from './figures.ts'

export interface Offered { count: number; perSecond: number; p50Ms: number; p99Ms: number }

/** So many callers, each with one question at a time: what can be had at most. */
export async function offerByCallers(once: () => Promise<void>, callers: number, until: { seconds: number } | { count: number }): Promise<Offered> {
  using tally = startTally()
  const began = performance.now()
  let started = 0
  const goesOn = () => ('seconds' in until ? performance.now() - began < until.seconds * 1_000 : started < until.count)
  await Promise.all(Array.from({ length: callers }, async () => {
    while (goesOn()) {
      started += 1
      const from = performance.now()
      await once()
      tally.add(performance.now() - from)
    }
  }))
  return tally.told()
}

/**
 * Questions that come when they come, so many a second at random moments (Poisson), whether or not those before have their answers. Each is
 * timed from the moment it was due: what waits because others are slow is counted.
 */
export async function offerAtRate(once: () => Promise<void>, perSecond: number, seconds: number): Promise<Offered> {
  using tally = startTally()
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
    const flight = once().then(() => { tally.add(performance.now() - at) }, failed.reject).finally(() => { flying.delete(flight) })
    flying.add(flight)
  }
  await Promise.race([Promise.all(flying), failed.promise])
  return tally.told()
}

/** Between two lines about a run, in milliseconds. */
const every = 30_000

function startTally() {
  const latencies: number[] = []
  const began = performance.now()
  const figures = (of: readonly number[], ms: number): Offered => ({ count: of.length, perSecond: (of.length * 1_000) / ms, p50Ms: percentile(of, 50), p99Ms: percentile(of, 99) })
  let seen = 0
  const timer = setInterval(() => {
    const { perSecond, p50Ms, p99Ms } = figures(latencies.slice(seen), every)
    seen = latencies.length
    tell(`  ${Math.round((performance.now() - began) / 1_000)} s: ${round(perSecond)}/s, p50 ${round(p50Ms)} ms, p99 ${round(p99Ms)} ms`)
  }, every)
  return {
    add(ms: number) { latencies.push(ms) },
    told: () => figures(latencies, performance.now() - began),
    [Symbol.dispose]() { clearInterval(timer) },
  }
}
