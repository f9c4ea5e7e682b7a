/** Who may use a route at all; asked before anything else of a request is looked at. */
import { Fault, kernelFaults } from '../faults/faults.ts'
import type { OnBehalf } from './on-behalf.ts'
import { mayEnter, type Principal, type Who } from './principal.ts'

export interface Entry {
  who?: Who
  onBehalf?: OnBehalf
  assurance?: 'low'
}

/** @throws signInNeeded, notAllowed, notForAnother, assuranceTooLow */
export function demandEntry({ who, onBehalf, assurance }: Entry, principal: Principal, represented: boolean): void {
  if (who === undefined) return
  if (principal.kind === 'representative' && who === 'resident') {
    if (onBehalf === undefined || !represented) throw new Fault(kernelFaults.notForAnother, { values: { name: principal.under.subjectName } })
    return
  }
  if (!mayEnter(who, principal)) throw new Fault(principal.kind === 'anyone' ? kernelFaults.signInNeeded : kernelFaults.notAllowed)
  if (who === 'resident' && assurance === undefined) demandSurer(principal)
}

/** Also by what a route does for residents alone which anyone may open. @throws assuranceTooLow for whoever came in by a letter */
export function demandSurer(principal: Principal): void {
  if (principal.kind === 'resident' && principal.assurance !== undefined) throw new Fault(kernelFaults.assuranceTooLow)
}
