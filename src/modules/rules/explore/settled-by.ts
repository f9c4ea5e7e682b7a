/**
 * How much an answer settles, which is the order of questions. Answers are told apart as the conditions of the open services tell them apart:
 * two values under which every condition comes out alike are one kind of answer, and every kind is as likely as another.
 */
import type { Situation } from '../contract.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import { inRange, type Look, type Spot, withSpot } from './trial.ts'
import type { Asked } from './witness.ts'

export interface Looked extends Asked { look: Look }

/** How many of the open services an answer settles on average over the kinds of answers there are; from 0 to their number. */
export function settledBy(law: OpenLaw, spot: Spot, open: readonly Looked[], { facts, on, knownAt }: Situation): number {
  const concerned = open.filter(({ inputs }) => inputs.some(({ fact }) => fact === spot.fact))
  const values = new Set(concerned.flatMap(({ inputs, valuesOf }) => inputs.filter(({ fact }) => fact === spot.fact).flatMap(valuesOf)))
  const kinds = new Map<string, number>()
  for (const value of values) {
    const tried = inRange(() => law.within(withSpot(facts, spot, value), knownAt === undefined ? { on } : { on, knownAt }, (run) => concerned.map(({ look }) => look(run)))) ?? []
    const kind = tried.map((one) => (one ? `${one.open ? '?' : one.outcome} ${one.truths}` : '-')).join(';')
    kinds.set(kind, tried.filter((one) => one?.open === false).length)
  }
  return kinds.size === 0 ? 0 : [...kinds.values()].reduce((sum, settled) => sum + settled, 0) / kinds.size
}
