/** One thread of a crew: takes blocks of households until none is left. */
import { parentPort } from 'node:worker_threads'
import { runBlocks, type Task } from './run-blocks.ts'

parentPort!.on('message', (task: Task) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(runBlocks(task))
})
