/** A thread that answers one question after the other, and is asked from here as if it stood here. */
import { once } from 'node:events'
import { parentPort, Worker } from 'node:worker_threads'

type Replied = { value: unknown } | { failure: string }

export interface AskedThread<Asked> extends AsyncDisposable { ask<Value>(asked: Asked): Promise<Value> }

/** @param data what the thread begins with */
export function askThread<Asked>(file: URL, data: unknown): AskedThread<Asked> {
  const worker = new Worker(file, { workerData: data })
  let last: Promise<unknown> = Promise.resolve()
  return {
    ask<Value>(asked: Asked): Promise<Value> {
      const own = last.then(async () => {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage(asked)
        const [replied] = await once(worker, 'message') as [Replied]
        if ('failure' in replied) throw new Error(replied.failure)
        return replied.value as Value
      })
      last = own.catch(() => undefined)
      return own
    },
    [Symbol.asyncDispose]: async () => void await worker.terminate(),
  }
}

/** The other side: what stands in the thread's own file. */
export function answerHere(answer: (asked: never) => unknown): void {
  const reply = async (asked: never): Promise<Replied> => {
    try {
      return { value: await answer(asked) }
    } catch (cause) {
      return { failure: cause instanceof Error ? cause.stack ?? cause.message : String(cause) }
    }
  }
  parentPort!.on('message', (asked: unknown) => void reply(asked as never).then((replied) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort!.postMessage(replied)
  }))
}
