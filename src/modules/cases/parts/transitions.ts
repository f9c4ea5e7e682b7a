/**
 * The way of a part, whole: what may be done to it, from which state to which, by whom, what its legal clock does, and what the
 * person's timeline says of it. Every change of a part's state goes through `movePart`; nothing else sets it.
 */
import type { FaultType } from '../../../kernel/faults/faults.ts'
import { casesFaults } from '../contract.ts'
import type { LineStatus, PartStatus } from '../tables.ts'

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
  refer:    { from: ['open'],                        to: 'arriving',  who: 'caseworker', clock: 'runs',    tells: 'referred',      otherwise: casesFaults.questionOpen },
  decide:   { from: ['open', 'waiting'],             to: 'decided',   who: 'caseworker', clock: 'ends',    tells: null,            otherwise: casesFaults.alreadyDecided },
  withdraw: { from: ['arriving', 'open', 'waiting'], to: 'withdrawn', who: 'person',     clock: 'ends',    tells: null,            otherwise: casesFaults.tooLate },
} as const satisfies Record<string, Transition>

/**
 * The way of a line, one service of a part. Where the law wants two officials (`secondSignature` of the service), the first proposes
 * and another one signs or returns; the part stays where it is, and its legal clock runs on. The person is told that a second
 * official has to sign, not what is proposed: until it is signed nothing is decided.
 */
export const lineTransitions = {
  decide:  { from: 'pending',  to: ['approved', 'refused'], who: 'caseworker',         clock: 'runs', tells: 'decided' },
  propose: { from: 'pending',  to: 'proposed',              who: 'caseworker',         clock: 'runs', tells: 'proposed' },
  sign:    { from: 'proposed', to: ['approved', 'refused'], who: 'another caseworker', clock: 'runs', tells: 'decided' },
  return:  { from: 'proposed', to: 'pending',               who: 'another caseworker', clock: 'runs', tells: null },
} as const satisfies Record<string, { from: LineStatus; to: LineStatus | readonly LineStatus[]; who: Transition['who']; clock: Transition['clock']; tells: string | null }>

export const unsettledLine: readonly LineStatus[] = ['pending', 'proposed']

export type Act = keyof typeof transitions

export const undecided: readonly PartStatus[] = ['arriving', 'open', 'waiting']
export const inOffice: readonly PartStatus[] = ['open', 'waiting']
