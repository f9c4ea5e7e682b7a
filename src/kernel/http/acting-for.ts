/**
 * Who acts in whose place while a request is worked on. Whatever writes down what a person did asks here, so that no route can forget to say
 * that it was somebody else for them.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Mandate, Principal } from './principal.ts'

/** Under a mandate, or by a way in that is surer of nothing than of an address. */
type Whose = { mandate: Mandate } | { assurance: 'low' }
const whose = new AsyncLocalStorage<Whose>()

/** Runs `work` in the place of whom the mandate is for. */
export const actUnder = <Result>(mandate: Mandate, work: () => Result): Result => whose.run({ mandate }, work)

/** Runs `work`; under the mandate of a resident for whom somebody else acts, and knowing how sure it is who they are. */
export const inNameOf = <Result>(principal: Principal, work: () => Result): Result =>
  (principal.kind !== 'resident' ? work() : principal.by ? actUnder(principal.by, work) : principal.assurance === undefined ? work() : whose.run({ assurance: principal.assurance }, work))

/** The mandate under which this is done; undefined where people act for themselves, and in what no request does. */
export function actingUnder(): Mandate | undefined {
  const now = whose.getStore()
  return now !== undefined && 'mandate' in now ? now.mandate : undefined
}

/** An official who takes down what somebody in front of them says. */
export interface Counter {
  /** Of whoever stands there. */
  visit: string
  official: string
  name: string
  agency: string
}

const counters = new AsyncLocalStorage<Counter>()

/** Runs `work` for somebody who stands at a counter; under a mandate, where they act for another. */
export const atCounter = <Result>(counter: Counter, work: () => Result): Result => counters.run(counter, work)

/** Who takes down what is done; undefined where people do it themselves. */
export const takenDownAt = (): Counter | undefined => counters.getStore()

/** What stands in a person's history: nothing where they did it themselves, by a way in that an office or the national sign-in vouches for. */
export function byWhom(): { by?: string; mandate?: string; assurance?: 'low'; official?: string; counter?: string } {
  const [now, counter] = [whose.getStore(), takenDownAt()]
  const person = now === undefined ? {} : 'mandate' in now ? { by: now.mandate.actorName, mandate: now.mandate.id } : now
  return { ...person, ...(counter ? { official: counter.name, counter: counter.agency } : {}) }
}
