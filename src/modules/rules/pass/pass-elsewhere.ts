/** A pass in a thread of its own: it reckons pages one after the other, and everybody else goes on being answered. */
import type { FactSet } from '../contract.ts'
import type { RulePack } from '../index.ts'
import { askThread } from './ask-thread.ts'
import type { Days, PassOver, Picked, Standings, Told } from './standing.ts'

export type Asked = { kind: 'over'; families: readonly FactSet[]; days: Days } | { kind: 'tell'; picks: readonly Picked[] } | { kind: 'law' }

type Law = Pick<PassOver, 'edition' | 'lists'>
export interface PassElsewhere extends PassOver, AsyncDisposable {}

/** What of a pack goes to a thread: it is copied. */
export const packForThread = ({ id, rules, facts, languages, currency, timeZone, lifeEvents, holidays }: RulePack): RulePack => ({ id, rules, facts, languages, currency, timeZone, lifeEvents, holidays })

/** @throws Error with the first mistake of the law */
export async function passElsewhere(pack: RulePack): Promise<PassElsewhere> {
  const thread = askThread<Asked>(new URL('./pass-thread.ts', import.meta.url), packForThread(pack))
  try {
    const law = await thread.ask<Law>({ kind: 'law' })
    return {
      ...law,
      over: (families, days) => thread.ask<Standings>({ kind: 'over', families, days }),
      tell: (picks) => thread.ask<Told[]>({ kind: 'tell', picks }),
      [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
    }
  } catch (cause) {
    await thread[Symbol.asyncDispose]()
    throw cause
  }
}
