/** A pass over duties in a thread of its own. */
import type { FactSet } from '../contract.ts'
import type { RulePack } from '../index.ts'
import { askThread } from './ask-thread.ts'
import type { Dues, DutiesOver, PickedDue, ToldDue } from './due.ts'
import { packForThread } from './pass-elsewhere.ts'

export type AskedDuties = { kind: 'over'; people: readonly FactSet[]; on: string } | { kind: 'tell'; picks: readonly PickedDue[] }

export interface DutiesElsewhere extends DutiesOver, AsyncDisposable {}

/** @param pages the law of the duties; a mistake in it is told at the first question */
export function dutiesElsewhere(pack: RulePack, pages: RulePack['rules']): DutiesElsewhere {
  const thread = askThread<AskedDuties>(new URL('./duties-thread.ts', import.meta.url), packForThread({ ...pack, rules: pages }))
  return {
    over: (people, on) => thread.ask<Dues>({ kind: 'over', people, on }),
    tell: (picks) => thread.ask<(ToldDue | null)[]>({ kind: 'tell', picks }),
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  }
}
