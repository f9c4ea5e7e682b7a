/** Studies in a thread of their own, one after the other: whoever moves a slider waits, and nobody else. */
import { Worker } from 'node:worker_threads'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Simulation, Study } from '../simulate/simulate.ts'

export type Answered = { simulation: Simulation } | { mistake: string }
export type SimulateElsewhere = (study: Study, asker: Asker) => Promise<Answered>
/** Officials at their desks, and everybody else. */
export type Asker = 'office' | 'public'

/** Studies that run or wait; who comes then is asked to come again. Strangers leave places for the office. */
const mostWaiting: Record<Asker, number> = { office: 4, public: 2 }
/** A study of the most people that the pages allow takes a few seconds. */
const longestMilliseconds = 60_000

export function createSimulateElsewhere(): SimulateElsewhere {
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  return async (study, asker) => {
    if (waiting >= mostWaiting[asker]) throw new Fault(kernelFaults.unavailable, { retryAfter: 10 })
    waiting += 1
    const own = last.then(() => run(study))
    last = own.catch(() => undefined)
    try {
      return await own
    } finally {
      waiting -= 1
    }
  }
}

function run(study: Study): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('lab-thread.ts', import.meta.url), { workerData: study })
    const clock = setTimeout(() => void worker.terminate(), longestMilliseconds)
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(clock)
      reject(new Fault(kernelFaults.unavailable, { retryAfter: 60 }))
    })
  })
}
