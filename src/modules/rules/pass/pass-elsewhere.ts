/** A pass in a thread of its own: it reckons pages one after the other, and everybody else goes on being answered. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { FactSet } from '../contract.ts'
import type { RulePack } from '../index.ts'
import type { Days, PassOver, Picked, Standings, Told } from './standing.ts'

export type Asked = { kind: 'over'; families: readonly FactSet[]; days: Days } | { kind: 'tell'; picks: readonly Picked[] } | { kind: 'law' }
export type Replied = { value: Standings | Told[] | Law } | { failure: string }

type Law = Pick<PassOver, 'edition' | 'lists'>
export interface PassElsewhere extends PassOver, AsyncDisposable {}

/** @throws Error with the first mistake of the law */
export async function passElsewhere({ id, rules, facts, languages, currency, timeZone, lifeEvents, holidays }: RulePack): Promise<PassElsewhere> {
  const pack: RulePack = { id, rules, facts, languages, currency, timeZone, lifeEvents, holidays }
  const worker = new Worker(new URL('./pass-thread.ts', import.meta.url), { workerData: pack })
  let last: Promise<unknown> = Promise.resolve()
  const ask = <Value>(asked: Asked): Promise<Value> => {
    const own = last.then(async () => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(asked)
      const [replied] = await once(worker, 'message') as [Replied]
      if ('failure' in replied) throw new Error(replied.failure)
      return replied.value as Value
    })
    last = own.catch(() => undefined)
    return own
  }
  try {
    const law = await ask<Law>({ kind: 'law' })
    return {
      ...law,
      over: (families, days) => ask<Standings>({ kind: 'over', families, days }),
      tell: (picks) => ask<Told[]>({ kind: 'tell', picks }),
      [Symbol.asyncDispose]: async () => void await worker.terminate(),
    }
  } catch (cause) {
    await worker.terminate()
    throw cause
  }
}
