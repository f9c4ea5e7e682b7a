/**
 * The way of a part, whole: what may be done to it, from which state to which, by whom, what its legal clock does, and what the
 * person's timeline says of it. Every change of a part's state goes through `movePart`; nothing else sets it.
 */
import type { FaultType } from '../../../kernel/faults/faults.ts'
import { casesFaults } from '../contract.ts'
import type { PartStatus } from '../tables.ts'

export interface Transition {
  from: readonly PartStatus[]
  to: PartStatus
  who: 'platform' | 'caseworker' | 'another caseworker' | 'person'
  clock: 'starts' | 'runs' | 'stops' | 'goes on' | 'ends'
  /** Kind of the happening; null: the timeline speaks of the whole application instead. */
  tells: string | null
  /** What it answers in any other state. */
  otherwise: FaultType
}

export const transitions = {
  arrive:   { from: ['arriving'],                    to: 'open',      who: 'platform',   clock: 'starts',  tells: 'arrived',       otherwise: casesFaults.noSuchPart },
  ask:      { from: ['open'],                        to: 'waiting',   who: 'caseworker', clock: 'stops',   tells: 'more-asked',    otherwise: casesFaults.questionOpen },
  answer:   { from: ['waiting'],                     to: 'open',      who: 'person',     clock: 'goes on', tells: 'more-answered', otherwise: casesFaults.noOpenQuestion },
  decide:   { from: ['open', 'waiting'],             to: 'decided',   who: 'caseworker', clock: 'ends',    tells: null,            otherwise: casesFaults.alreadyDecided },
  withdraw: { from: ['arriving', 'open', 'waiting'], to: 'withdrawn', who: 'person',     clock: 'ends',    tells: null,            otherwise: casesFaults.tooLate },
} as const satisfies Record<string, Transition>

export type Act = keyof typeof transitions

export const undecided: readonly PartStatus[] = ['arriving', 'open', 'waiting']
export const inOffice: readonly PartStatus[] = ['open', 'waiting']
