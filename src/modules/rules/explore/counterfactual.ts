/**
 * The smallest change that turns a refusal: a day on which it turns by itself, or as few facts as possible, each as near to what it is
 * as the law allows. Whatever is found was tried: the service is evaluated again with it.
 */
import type { FactSet, FactValue, Finding, Situation } from '../contract.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import { textOfDay } from '../evaluate/value.ts'
import { dayOf } from '../language/day-of.ts'
import type { Input, ServiceRule } from '../ir/ir.ts'
import { reach } from '../ir/reach.ts'
import { candidateValues, comparedIn, thresholds } from './candidate-values.ts'
import { createDaysAhead, type DayAhead, legalDay } from './days-ahead.ts'
import { inputsOf, spotsOf } from './spots.ts'
import { conditionsOf, createTrial, readSpot, type Spot, type Tried, type Try, withSpot } from './trial.ts'

export type Change =
  | { kind: 'fact'; fact: string; at: number | null; from: FactValue; to: FactValue }
  /** It turns by itself on this day; `months` after the date at the spot, where it is an anniversary of one. */
  | { kind: 'day'; on: string; anniversary: (Spot & { months: number }) | null }

export interface Turn {
  changes: Change[]
  /** What the service says then: `unknown` where other facts are still open. */
  outcome: Exclude<Finding['outcome'], 'not-owed'>
}

interface Candidate { changes: Change[]; spot: string; cost: number; tried: Tried; situation: Situation }

/** Trials of two changes at once; more is no small change. */
const mostPairs = 300
/** Values of a number that are tried on either side, near and far. */
const probes = 6
const offered = 3

/** @param fixed facts that nobody can change, such as a sex; dates of people pass by themselves and are never changed */
export function createCounterfactual(law: OpenLaw, rule: ServiceRule, fixed: ReadonlySet<string>): (situation: Situation) => Turn[] {
  const attempt = createTrial(law, rule)
  const inputs = inputsOf(law.ir, rule)
  const changeable = inputs.filter(({ fact, type }) => !fixed.has(fact) && type !== 'date' && type !== 'text')
  const compared = comparedIn(law.ir, rule)
  const daysAhead = createDaysAhead(law.ir, rule)
  const inputsBelow = inputsOfConditions(law, rule, changeable)
  return (situation) => law.rehearse(() => {
    const now = attempt(situation)
    if (now?.outcome !== 'not-owed') return []
    const moves = [...ofTime(situation, now, daysAhead, attempt), ...ofFacts(situation, now, law, inputsBelow(now.truths), compared, attempt)]
    const alone = moves.filter(({ tried }) => tried.outcome !== 'not-owed')
    const found = alone.length > 0 ? alone : inPairs(moves, attempt)
    return nearest(found)
  })
}

/** Only facts on which a condition rests that stands in the way can clear it; where none does, any fact may. */
function inputsOfConditions(law: OpenLaw, rule: ServiceRule, changeable: readonly Input[]): (truths: string) => readonly Input[] {
  const own = new Set(rule.branches.at(-1)!.conditions.map(({ test }) => test))
  const conditions = conditionsOf(rule).map((test) => ({ isOwn: own.has(test), inputs: changeable.filter(({ node }) => reach(law.ir.nodes, [test]).has(node)) }))
  const beside = rule.where === null ? [] : changeable.filter(({ node }) => reach(law.ir.nodes, [rule.where!]).has(node))
  return (truths) => {
    // A condition of the rule stands in the way where it fails, one of an exception where it holds.
    const inTheWay = conditions.filter(({ isOwn }, index) => truths.split(' ').some((one) => one[index] === (isOwn ? '0' : '1')))
    const inputs = new Set([...beside, ...inTheWay.flatMap(({ inputs: below }) => below)])
    return inTheWay.length === 0 ? changeable : [...inputs]
  }
}

function ofTime(situation: Situation, now: Tried, daysAhead: (facts: FactSet, today: number) => DayAhead[], attempt: Try): Candidate[] {
  const today = dayOf(situation.on)!
  const seen = new Set([now.truths])
  const found: Candidate[] = []
  for (const { day, anniversary } of daysAhead(situation.facts, today)) {
    const moved = onDay(situation, day)
    const tried = attempt(moved)
    if (!tried || (tried.outcome === 'not-owed' && seen.has(tried.truths))) continue
    seen.add(tried.truths)
    const change: Change = { kind: 'day', on: textOfDay(day), anniversary: anniversary && { ...anniversary.spot, months: anniversary.months } }
    found.push({ changes: [change], spot: 'day', cost: (day - today) / 365, tried, situation: moved })
    if (tried.outcome !== 'not-owed') break
  }
  return found
}

/** The law of that day, as far as it is known today. */
function onDay({ facts, on, knownAt = on }: Situation, day: number): Situation {
  const text = textOfDay(day)
  return { facts: readSpot(facts, { fact: legalDay, at: null }) === undefined ? facts : withSpot(facts, { fact: legalDay, at: null }, text), on: text, knownAt }
}

function ofFacts(situation: Situation, now: Tried, law: OpenLaw, inputs: readonly Input[], compared: readonly number[], attempt: Try): Candidate[] {
  const today = dayOf(situation.on)!
  const { facts, on, knownAt = on } = situation
  const near = law.within(facts, { on, knownAt }, (run) => thresholds(compared, law, run))
  return inputs.flatMap((input) => {
    const values = candidateValues(input, near, today)
    return spotsOf(input, facts).flatMap((spot) => {
      const from = readSpot(facts, spot)
      if (from === undefined || from === null) return []
      return effective(situation, now, spot, from, values, attempt)
    })
  })
}

/** Of all values of one fact the nearest for each way in which conditions move. */
function effective(situation: Situation, now: Tried, spot: Spot, from: FactValue, values: readonly FactValue[], attempt: Try): Candidate[] {
  const best = new Map<string, Candidate>()
  const keep = (to: FactValue): Tried | null => {
    const moved = { ...situation, facts: withSpot(situation.facts, spot, to) }
    const tried = attempt(moved)
    if (!tried || (tried.outcome === 'not-owed' && tried.truths === now.truths)) return tried
    const key = `${tried.outcome} ${tried.truths}`
    const cost = distance(from, to)
    if (cost < (best.get(key)?.cost ?? Number.POSITIVE_INFINITY)) best.set(key, { changes: [{ kind: 'fact', ...spot, from, to }], spot: `${spot.fact} ${spot.at ?? ''}`, cost, tried, situation: moved })
    return tried
  }
  for (const to of typeof from === 'number' ? around(from, values) : values) if (to !== from) keep(to)
  const coarse = [...best.values()]
  if (typeof from === 'number') for (const candidate of coarse) halve(from, candidate, keep)
  return [...best.values()]
}

/** The nearest values to either side, and a few far away: what lies between is found by halving. */
function around(from: number, values: readonly FactValue[]): number[] {
  const numbers = [...new Set(values as number[])].sort((a, b) => a - b)
  const at = numbers.findIndex((value) => value >= from)
  const [below, above] = at < 0 ? [numbers, []] : [numbers.slice(0, at), numbers.slice(at)]
  const spread = (side: readonly number[]) => side.filter((_value, index) => index % Math.max(1, Math.ceil(side.length / probes)) === 0)
  return [...new Set([...below.slice(-probes), ...spread(below), ...above.slice(0, probes), ...spread(above), ...below.slice(0, 1), ...above.slice(-1)])]
}

/** Between what is and what suffices lies the nearest value that suffices. */
function halve(from: number, { changes: [change], tried: { outcome, truths } }: Candidate, keep: (to: number) => Tried | null) {
  let [insufficient, sufficient] = [from, (change as { to: number }).to]
  while (Math.abs(sufficient - insufficient) > 1) {
    const middle = Math.trunc((sufficient + insufficient) / 2)
    const tried = keep(middle)
    if (tried && tried.outcome === outcome && tried.truths === truths) sufficient = middle
    else insufficient = middle
  }
}

function distance(from: FactValue, to: FactValue): number {
  return typeof from === 'number' && typeof to === 'number' ? Math.abs(to - from) / Math.max(1, Math.abs(from)) : 1
}

function inPairs(moves: readonly Candidate[], attempt: Try): Candidate[] {
  const pairs = moves.flatMap((first, index) => moves.slice(index + 1).filter(({ spot }) => spot !== first.spot).map((second) => [first, second] as const))
  const found: Candidate[] = []
  for (const [first, second] of pairs.toSorted(([a, b], [c, d]) => a.cost + b.cost - c.cost - d.cost).slice(0, mostPairs)) {
    const changes = [...first.changes, ...second.changes]
    const situation = second.changes.reduce(apply, first.situation)
    const tried = attempt(situation)
    if (!tried || tried.outcome === 'not-owed') continue
    found.push({ changes, spot: `${first.spot} ${second.spot}`, cost: first.cost + second.cost, tried, situation })
    if (found.length >= offered) break
  }
  return found
}

export function apply(situation: Situation, change: Change): Situation {
  return change.kind === 'day' ? onDay(situation, dayOf(change.on)!) : { ...situation, facts: withSpot(situation.facts, change, change.to) }
}

/** What gives a sure answer comes first, then what is nearest; one way for each spot. */
function nearest(found: readonly Candidate[]): Turn[] {
  const sorted = found.toSorted((a, b) => Number(a.tried.outcome === 'unknown') - Number(b.tried.outcome === 'unknown') || a.cost - b.cost)
  const spots = new Set<string>()
  return sorted.filter(({ spot }) => !spots.has(spot) && spots.add(spot)).slice(0, offered).map(({ changes, tried }) => ({ changes, outcome: tried.outcome as Turn['outcome'] }))
}
