/** The whole check of a pack takes a second or two: it runs in a thread of its own, and no page waits for it. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Overlay } from '../../../../packages/pack-kit/pack-files.ts'
import type { Problem } from '../../../../packages/pack-kit/problem.ts'

export interface ToCheck { folder: string; overlay: Overlay }

export async function checkElsewhere(folder: string, overlay: Overlay): Promise<Problem[]> {
  const worker = new Worker(new URL('./check-thread.ts', import.meta.url), { workerData: { folder, overlay } satisfies ToCheck })
  try {
    const [problems] = await once(worker, 'message') as [Problem[]]
    return problems
  } finally {
    await worker.terminate()
  }
}
