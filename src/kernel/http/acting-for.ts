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

/** What stands in a person's history: nothing where they did it themselves, by a way in that an office or the national sign-in vouches for. */
export function byWhom(): { by?: string; mandate?: string; assurance?: 'low' } {
  const now = whose.getStore()
  if (now === undefined) return {}
  return 'mandate' in now ? { by: now.mandate.actorName, mandate: now.mandate.id } : now
}
