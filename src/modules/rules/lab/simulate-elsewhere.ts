/** Studies in a thread of their own, one after the other: whoever moves a slider waits, and nobody else. */
import { Worker } from 'node:worker_threads'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Simulation, Study } from '../simulate/simulate.ts'

export type Answered = { simulation: Simulation } | { mistake: string }
export type SimulateElsewhere = (study: Study, asker: Asker) => Promise<Answered>
/** Officials at their desks, and everybody else. */
export type Asker = 'office' | 'public'
/** What the studies of a pack have in common, and what each is asked. */
export type Country = Pick<Study, 'pack' | 'margins'>
export type Question = Omit<Study, keyof Country>

/** Studies that run or wait; who comes then is asked to come again. Strangers leave places for the office. */
const mostWaiting: Record<Asker, number> = { office: 4, public: 2 }
/** A study of the most people that the pages allow takes a few seconds. */
const longestMilliseconds = 60_000
/** The thread stays for whoever moves the slider next, and then gives its memory back. */
const idleMilliseconds = 30_000

export function createSimulateElsewhere(): SimulateElsewhere {
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  let thread: Thread | null = null
  const run = (study: Study) => {
    if (!thread?.serves(study)) {
      thread?.end()
      thread = openThread(study)
    }
    return thread.ask(study)
  }
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

interface Thread {
  /** Whether it is alive, and has this pack. */
  serves(study: Study): boolean
  /** One study at a time. */
  ask(study: Study): Promise<Answered>
  end(): void
}

function openThread({ pack, margins }: Study): Thread {
  const worker = new Worker(new URL('lab-thread.ts', import.meta.url), { workerData: { pack, margins } satisfies Country })
  let alive = true
  let idle: NodeJS.Timeout | undefined
  const end = () => {
    alive = false
    void worker.terminate()
  }
  worker.on('error', () => { alive = false }).once('exit', () => { alive = false })
  return {
    serves: ({ pack: { rules, facts, holidays } }) => alive && rules === pack.rules && facts === pack.facts && holidays === pack.holidays,
    ask: ({ pack: _pack, margins: _margins, ...question }) => new Promise<Answered>((resolve, reject) => {
      clearTimeout(idle)
      worker.ref()
      const tooLong = setTimeout(end, longestMilliseconds)
      const settle = () => {
        clearTimeout(tooLong)
        worker.off('message', onMessage).off('error', onError).off('exit', onExit)
        // Nothing waits for it: a platform that stops does not stay for a study nobody asked.
        worker.unref()
        idle = setTimeout(end, idleMilliseconds).unref()
      }
      const onMessage = (answered: Answered) => { settle(); resolve(answered) }
      const onError = (cause: unknown) => { settle(); reject(cause as Error) }
      const onExit = () => { settle(); reject(new Fault(kernelFaults.unavailable, { retryAfter: 60 })) }
      worker.once('message', onMessage).once('error', onError).once('exit', onExit)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(question)
    }),
    end,
  }
}
