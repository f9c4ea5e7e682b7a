/**
 * Who acts in whose place while a request is worked on. Whatever writes down what a person did asks here, so that no route can forget to say
 * that it was somebody else for them.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Mandate, Principal } from './principal.ts'

const under = new AsyncLocalStorage<Mandate>()

/** Runs `work` in the place of whom the mandate is for. */
export const actUnder = <Result>(mandate: Mandate, work: () => Result): Result => under.run(mandate, work)

/** Runs `work`; under the mandate of a resident for whom somebody else acts. */
export const inNameOf = <Result>(principal: Principal, work: () => Result): Result =>
  (principal.kind === 'resident' && principal.by ? actUnder(principal.by, work) : work())

/** The mandate under which this is done; undefined where people act for themselves, and in what no request does. */
export const actingUnder = (): Mandate | undefined => under.getStore()

/** What stands in a person's history: nothing where they did it themselves. */
export function byWhom(): { by?: string; mandate?: string } {
  const mandate = actingUnder()
  return mandate ? { by: mandate.actorName, mandate: mandate.id } : {}
}
