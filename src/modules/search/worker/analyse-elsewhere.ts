import { Worker } from 'node:worker_threads'
import type { Analysed, SearchDocument } from '../create-index.ts'

/** One thread for one collection; it ends with its work, and its analyser's 39 MB with it. @throws what the thread met, or that it was stopped */
export function analyseElsewhere(documents: readonly SearchDocument[], stop: AbortSignal): Promise<Analysed> {
  return new Promise((resolve, reject) => {
    stop.throwIfAborted()
    const worker = new Worker(new URL('analyse-thread.ts', import.meta.url), { workerData: documents })
    const end = () => void worker.terminate()
    stop.addEventListener('abort', end, { once: true })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => {
      stop.removeEventListener('abort', end)
      reject(new Error(`the thread that analyses texts ended with ${code}`))
    })
  })
}
