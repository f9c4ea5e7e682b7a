/** What still matters, in the order that settles most services soonest. */
import type { Finding, Situation } from '../contract.ts'
import { listOf } from '../evaluate/compile-service.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import { dayOf } from '../language/day-of.ts'
import { collectMissing, type Missing, nothingMissing } from '../evaluate/what-is-missing.ts'
import type { ServiceRule } from '../ir/ir.ts'
import { candidateValues, comparedIn, thresholds } from './candidate-values.ts'
import { legalDay } from './days-ahead.ts'
import { createSides } from './sides.ts'
import { inputsOf, listsBelow } from './spots.ts'
import { type Looked, settledBy } from './settled-by.ts'
import { createLook, createTrial, type Spot } from './trial.ts'
import { type ListWitness, witnessOfList } from './list-witness.ts'
import { completeOnce, drawWitness, findWitness, walkToWitness, type Witness } from './witness.ts'

export interface Question {
  fact: string
  /** Of which entry of its list. */
  at: number | null
  /** Services that are open because of it. */
  services: string[]
  /** Services that an answer settles on average, over the kinds of answers there are. */
  settles: number
  /** Why it matters. */
  witness: Witness
}

/** How many there are, of a list of which it is not known who is on it. */
export interface ListQuestion {
  list: string
  /** Services that are open because of it. */
  services: string[]
  witness: ListWitness
}

export interface Questions {
  /** They come first, as nothing can be said of their entries. */
  lists: ListQuestion[]
  questions: Question[]
  /** Open services of which nothing that is open was seen to matter: every household tried that agrees with what is known is answered so. */
  indifferent: { service: string; outcome: Finding['outcome'] }[]
}

/**
 * @param most questions that are proven at once; a page needs one or a few
 * @param passed whoever is asked does not know it: it is not asked again, and what else may settle a service is
 */
export type AskNext = (situation: Situation, services: ReadonlySet<string>, most: number, passed: (spot: Spot) => boolean) => Questions

/** @param seed of the households that prove relevance: the same question is always proven alike */
export function createQuestions(law: OpenLaw, seed = 1): AskNext {
  const rules = law.ir.rules.map((rule) => ({ rule, attempt: createTrial(law, rule), look: createLook(law, rule), sidesBy: createSides(law, rule), inputs: inputsOf(law.ir, rule), lists: listsBelow(law.ir, rule), compared: comparedIn(law.ir, rule) }))
  return (situation, services, most, passed) => law.rehearse(() => {
    const random = randomFrom(seed)
    const today = dayOf(situation.on)!
    const all = rules.filter(({ rule, attempt }) => services.has(rule.service) && attempt(situation)?.open === true).map(({ rule, attempt, look, sidesBy, inputs, lists, compared }) => {
      const near = law.within(situation.facts, situation, (run) => thresholds(compared, law, run))
      const kept = new Map(inputs.map((input) => [input, candidateValues(input, near, today)]))
      const asked: Looked = { service: rule.service, attempt, look, sidesBy, inputs, lists, valuesOf: (input) => kept.get(input)! }
      return { asked, rule, missing: missingFor(rule, law, situation) }
    })
    const lists = listsAsked(all, situation, random)
    const waits = ({ asked: { service } }: Open) => lists.some(({ services: of }) => of.includes(service))
    const open = all.map((one) => (waits(one) ? { ...one, asked: { ...one.asked, lists: [] } } : one))
    const questions: Question[] = []
    for (const { spot, concerned, settles } of ranked(law, open, situation, passed)) {
      if (questions.length >= most) break
      const witness = proofOf(spot, concerned, situation, random)
      if (witness) questions.push({ ...spot, services: concerned.map(({ asked: { service } }) => service), settles, witness })
    }
    questions.sort((a, b) => b.settles - a.settles || b.services.length - a.services.length)
    const unanswerable = new Set<string>()
    const isAsked = (one: Open) => waits(one) || unanswerable.has(one.asked.service) || questions.some(({ services: of }) => of.includes(one.asked.service))
    for (const one of open) {
      const found = questions.length >= most || isAsked(one) ? null : walkToWitness(one.asked, situation, random)
      if (found && passed(found.spot)) unanswerable.add(one.asked.service)
      else if (found) questions.push({ ...found.spot, services: [one.asked.service], settles: settledBy(law, found.spot, [one.asked], situation), witness: found.witness })
    }
    const settled = questions.length >= most ? [] : open.filter((one) => !isAsked(one))
    return {
      lists, questions,
      indifferent: settled.map(({ asked }) => ({ service: asked.service, outcome: asked.attempt({ ...situation, facts: completeOnce(asked, situation, random) })?.outcome ?? 'unknown' })),
    }
  })
}

interface Open { asked: Looked; missing: Missing }

/** Those that are proven to matter to one of the services that wait for them. */
function listsAsked(open: readonly Open[], situation: Situation, random: () => number): ListQuestion[] {
  return [...new Set(open.flatMap(({ missing }) => [...missing.lists]))].flatMap((list) => {
    const concerned = open.filter(({ missing }) => missing.lists.has(list))
    for (const how of ['drawn', 'searched'] as const) for (const { asked } of concerned) {
      const witness = witnessOfList(list, how, asked, situation, random)
      if (witness) return [{ list, services: concerned.map(({ asked: { service } }) => service), witness }]
    }
    return []
  })
}

interface Weighed { spot: Spot; concerned: readonly Open[]; settles: number }

/** Most questions are proven by a few households drawn at random; for the others one is searched. */
function proofOf(spot: Spot, concerned: readonly Open[], situation: Situation, random: () => number): Witness | null {
  for (const search of [drawWitness, findWitness]) for (const { asked } of concerned) {
    const witness = search(spot, asked, situation, random)
    if (witness) return witness
  }
  return null
}

/** Every open fact once, what settles most services first. No fact settles more services than it concerns, so the last are weighed only where they are wanted. */
function* ranked(law: OpenLaw, open: readonly Open[], situation: Situation, passed: (spot: Spot) => boolean): Generator<Weighed> {
  const spots = new Map(open.flatMap(({ missing }) => [...missing.facts].filter(([, spot]) => spot.fact !== legalDay && !passed(spot))))
  const waiting = [...spots].map(([key, spot]) => ({ spot, concerned: open.filter(({ missing }) => missing.facts.has(key)) })).sort((a, b) => a.concerned.length - b.concerned.length)
  const weighed: Weighed[] = []
  for (;;) {
    const [next, best] = [waiting.at(-1), weighed.at(-1)]
    if (next && (!best || best.settles < next.concerned.length)) {
      weighed.push({ ...next, settles: settledBy(law, next.spot, next.concerned.map(({ asked }) => asked), situation) })
      waiting.pop()
      weighed.sort((a, b) => a.settles - b.settles || a.concerned.length - b.concerned.length)
    } else if (best) yield weighed.pop()!
    else return
  }
}

function missingFor(rule: ServiceRule, { ir, reads, within }: OpenLaw, situation: Situation) {
  const missing = nothingMissing()
  const list = listOf(rule)
  within(situation.facts, situation, (run) => {
    const frames = list === null ? [run.home] : run.members(list)
    if (frames === null) missing.lists.add(list ?? '')
    for (const frame of frames ?? []) {
      collectMissing(rule.granted, frame, ir, reads, missing)
      for (const { value, from, until } of rule.branches.flatMap(({ payments }) => payments)) {
        if (reads[rule.granted]!(frame) !== false) for (const id of [value, from, until]) if (id !== null) collectMissing(id, frame, ir, reads, missing)
      }
    }
  })
  return missing
}

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
