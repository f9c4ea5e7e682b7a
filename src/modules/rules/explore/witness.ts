/**
 * Proof that a question matters: the same household twice, everything known, different in nothing but the fact that is asked, and the
 * service says something else. Nothing is asked without one.
 */
import type { FactSet, FactValue, Situation } from '../contract.ts'
import type { Input } from '../ir/ir.ts'
import { spotsOf } from './spots.ts'
import { readSpot, type Spot, type Tried, type Try, withSpot } from './trial.ts'

export interface Witness { service: string; facts: FactSet; values: [FactValue, FactValue] }

export interface Asked {
  service: string
  attempt: Try
  inputs: readonly Input[]
  /** On which it rests: where it is not known who is on them, and it is not asked either, a household is tried with some. */
  lists: readonly string[]
  /** Values at which an answer may turn, for each input. */
  valuesOf(input: Input): readonly FactValue[]
}

/** Households that are completed at random before a question counts as irrelevant. */
const tries = 4
/** Households that are drawn first, without search. */
const drawn = 6
/** Households that are compared before nothing open counts as mattering to a service. */
const draws = 64
/** Values that are tried of each other fact on the way up. */
const steps = 6
/** Other facts that are tried on the way up; a household has many, and few of them matter at once. */
const climbed = 12

/** Households as they come. @param random 0 (inclusive) to 1 (exclusive) */
export const drawWitness = (spot: Spot, asked: Asked, situation: Situation, random: () => number) => search(spot, asked, situation, random, drawn, (facts) => facts)

/** Households in which nothing but the fact asked stands in the way. */
export const findWitness = (spot: Spot, asked: Asked, situation: Situation, random: () => number) =>
  search(spot, asked, situation, random, tries, (facts, open) => climb(facts, open, asked, situation, random))

type OpenSpot = { at: Spot; values: readonly FactValue[] }

function search(spot: Spot, asked: Asked, situation: Situation, random: () => number, times: number, improve: (facts: FactSet, open: readonly OpenSpot[]) => FactSet): Witness | null {
  const input = asked.inputs.find(({ fact }) => fact === spot.fact)
  if (!input) return null
  const values = asked.valuesOf(input)
  for (let time = 0; time < times; time += 1) {
    const shaped = shape(asked, situation, random)
    const open = openBeside(asked, shaped).filter(({ at }) => !sameSpot(at, spot))
    const facts = improve(fill(open, shaped.facts, random), open)
    const pair = differing(facts, spot, values, asked, situation)
    if (pair) return { service: asked.service, facts, values: pair }
  }
  return null
}

/** Everything the service rests on and nobody knows. */
const openBeside = ({ inputs, valuesOf }: Asked, { facts }: Situation): OpenSpot[] =>
  inputs.flatMap((input) => spotsOf(input, facts).filter((at) => isOpen(facts, at)).map((at) => ({ at, values: valuesOf(input) })))

const fill = (open: readonly OpenSpot[], facts: FactSet, random: () => number) => open.reduce((given, { at, values }) => withSpot(given, at, pick(values, random)), facts)

/** The facts of a whole household that agrees with what is known, everything else being drawn: who is on a list too. */
export function completeOnce(asked: Asked, situation: Situation, random: () => number): FactSet {
  const shaped = shape(asked, situation, random)
  return fill(openBeside(asked, shaped), shaped.facts, random)
}

/** Lists of which it is not known who is on them get entries. */
function shape({ lists }: Asked, situation: Situation, random: () => number): Situation {
  const unknown = lists.filter((list) => !Array.isArray(situation.facts[list]))
  return { ...situation, facts: unknown.reduce((facts, list) => withEntries(facts, list, fewestOf(list) + Math.floor(random() * 2)), situation.facts) }
}

/** Nobody lives in an empty household; of every other list there may be none. */
export const fewestOf = (list: string) => (list === 'person' ? 1 : 0)

/** So many entries, of which nothing is known. */
export const withEntries = (facts: FactSet, list: string, count: number): FactSet => ({ ...facts, [list]: Array.from({ length: count }, () => ({})) })

/** The same household, with what is open in `situation` moved to where least stands in the way. */
export const climbUp = (facts: FactSet, asked: Asked, situation: Situation, random: () => number): FactSet => climb(facts, openBeside(asked, situation), asked, situation, random)

const isOpen = (facts: FactSet, spot: Spot) => (readSpot(facts, spot) ?? null) === null
export const sameSpot = (a: Spot, b: Spot) => a.fact === b.fact && a.at === b.at
const pick = (values: readonly FactValue[], random: () => number): FactValue => values[Math.floor(random() * values.length)] ?? null

/** One other fact after the other takes the value with which the one asked, still open, decides most. */
function climb(start: FactSet, open: readonly OpenSpot[], { attempt }: Asked, situation: Situation, random: () => number): FactSet {
  let facts = start
  const first = Math.floor(random() * open.length)
  for (const { at, values } of [...open.slice(first), ...open.slice(0, first)].slice(0, climbed)) {
    let best = -1
    let chosen = facts
    const offset = Math.floor(random() * values.length)
    const stride = Math.max(1, Math.floor(values.length / steps))
    for (let step = 0; step < Math.min(steps, values.length); step += 1) {
      const moved = withSpot(facts, at, values[(step * stride + offset) % values.length]!)
      const score = leeway(attempt({ ...situation, facts: moved })?.truths)
      if (score > best) { best = score; chosen = moved }
    }
    facts = chosen
  }
  return facts
}

/** No condition fails, and one is open: nothing but the fact asked can be why. */
function leeway(truths: string | undefined): number {
  if (truths === undefined) return -1
  const [held, open] = [truths.split('1').length - 1, truths.split('?').length - 1]
  return 2 * (held + open) + Math.min(1, open)
}

/**
 * Two whole households that are answered otherwise, and then step by step from one to the other: the step at which the answer turns is a
 * question that matters. Finds one for every service whose answer turns at all among the households drawn.
 */
export function walkToWitness(asked: Asked, known: Situation, random: () => number): { spot: Spot; witness: Witness } | null {
  const situation = shape(asked, known, random)
  const open = openBeside(asked, situation)
  const said = (facts: FactSet) => saidOf(asked.attempt({ ...situation, facts }))
  const first = fill(open, situation.facts, random)
  const before = said(first)
  for (let attempt = 0; attempt < draws; attempt += 1) {
    const last = fill(open, situation.facts, random)
    if (before === null || said(last) === null || said(last) === before) continue
    let facts = first
    for (const { at } of open) {
      const values: [FactValue, FactValue] = [readSpot(facts, at)!, readSpot(last, at)!]
      const moved = withSpot(facts, at, values[1])
      const now = said(moved)
      if (now !== null && now !== before) return { spot: at, witness: { service: asked.service, facts, values } }
      facts = moved
    }
  }
  return null
}

/** Null where it is open still, or no household. */
export const saidOf = (tried: Tried | null) => (!tried || tried.open ? null : `${tried.outcome} ${tried.outcome === 'owed' ? tried.amounts : ''}`)

function differing(facts: FactSet, spot: Spot, values: readonly FactValue[], { attempt }: Asked, situation: Situation): [FactValue, FactValue] | null {
  let first: { value: FactValue; said: string } | null = null
  for (const value of values) {
    const said = saidOf(attempt({ ...situation, facts: withSpot(facts, spot, value) }))
    if (said === null) continue
    if (first === null) first = { value, said }
    else if (said !== first.said) return [first.value, value]
  }
  return null
}
