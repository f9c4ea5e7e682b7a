/** Threads that stay: one a core, their functions compiled and warm. */
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { runBlocks, type Counted, type Task } from './run-blocks.ts'

export interface Crew extends AsyncDisposable {
  run(task: Task): Promise<Counted>
}

/** Without threads: for few people the message would take longer than the work. */
export const alone: Crew = { run: (task) => Promise.resolve(runBlocks(task)), [Symbol.asyncDispose]: () => Promise.resolve() }

export function createCrew(size = availableParallelism()): Crew {
  const workers = Array.from({ length: size }, () => new Worker(new URL('./kernel-worker.ts', import.meta.url)))
  return {
    async run(task) {
      const answers = workers.map(async (worker) => {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage(task)
        const [counted] = await once(worker, 'message') as [Counted]
        return counted
      })
      return (await Promise.all(answers)).reduce(addUp)
    },
    async [Symbol.asyncDispose]() { await Promise.all(workers.map((worker) => worker.terminate())) },
  }
}

function addUp(one: Counted, other: Counted): Counted {
  return {
    aside: one.aside + other.aside,
    counts: one.counts.map((counts, kernel) => counts.map((count, index) => count + other.counts[kernel]![index]!)),
    sums: one.sums.map((sums, kernel) => sums.map((sum, index) => sum + other.sums[kernel]![index]!)),
  }
}
