/** The thread of `simulate-elsewhere`: a study of some seconds stops no page. */
import { parentPort, workerData } from 'node:worker_threads'
import { simulate, type Study } from '../simulate/simulate.ts'
import type { Answered } from './simulate-elsewhere.ts'

async function answer(): Promise<Answered> {
  try {
    return { simulation: await simulate(workerData as Study) }
  } catch (cause) {
    // A mistake of the reform's text, told with its place; everything else is a fault of ours and ends the thread.
    if (cause instanceof Error && /^[^:\s]+:\d+:\d+: /.test(cause.message)) return { mistake: cause.message }
    throw cause
  }
}

const answered = await answer()
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort!.postMessage(answered)
