/** The thread of `pass-elsewhere`: a page of a pass stops no other page. */
import { parentPort, workerData } from 'node:worker_threads'
import type { RulePack } from '../index.ts'
import { createPass } from './create-pass.ts'
import type { Asked, Replied } from './pass-elsewhere.ts'

const pass = createPass(workerData as RulePack)

async function answer(asked: Asked): Promise<Replied> {
  try {
    return { value: asked.kind === 'over' ? await pass.over(asked.families, asked.days) : asked.kind === 'tell' ? await pass.tell(asked.picks) : { edition: pass.edition, lists: pass.lists } }
  } catch (cause) {
    return { failure: cause instanceof Error ? cause.stack ?? cause.message : String(cause) }
  }
}

parentPort!.on('message', (asked: Asked) => void answer(asked).then((replied) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(replied)
}))
