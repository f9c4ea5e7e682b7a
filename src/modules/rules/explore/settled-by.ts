/**
 * How much an answer settles, which is the order of questions. Answers are told apart as the conditions of the open services tell them apart:
 * two values under which every condition comes out alike are one kind of answer, and every kind is as likely as another.
 */
import type { FactValue, Situation } from '../contract.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import { textOfDay } from '../evaluate/value.ts'
import { dayOf } from '../language/day-of.ts'
import type { SidesBy } from './sides.ts'
import { inRange, type Look, type Spot, withSpot } from './trial.ts'
import type { Asked } from './witness.ts'

export interface Looked extends Asked { look: Look; sidesBy: SidesBy }

interface Answer { value: FactValue; kind: string; sides: string; settled: number }

/** How many of the open services an answer settles on average over the kinds of answers there are; from 0 to their number. @param concerned those to which the fact matters still */
export function settledBy(law: OpenLaw, spot: Spot, concerned: readonly Looked[], situation: Situation): number {
  const kinds = new Map<string, Answer>()
  const answerWith = (value: FactValue): Answer | null => {
    const answer = tryAnswer(law, value, spot, concerned, situation)
    if (answer && !kinds.has(answer.kind)) kinds.set(answer.kind, answer)
    return answer
  }
  const values = new Set(concerned.flatMap(({ inputs, valuesOf }) => inputs.filter(({ fact }) => fact === spot.fact).flatMap((input) => [...valuesOf(input)])))
  const answers = [...values].flatMap((value) => answerWith(value) ?? [])
  const line = lineOf(answers.map(({ value }) => value))
  if (line) lookBetween(answers.toSorted((a, b) => line.placeOf(a.value) - line.placeOf(b.value)), line, answerWith)
  return kinds.size === 0 ? 0 : [...kinds.values()].reduce((sum, { settled }) => sum + settled, 0) / kinds.size
}

/** Null where one of the services leaves the range of numbers: such a household is none. */
function tryAnswer(law: OpenLaw, value: FactValue, spot: Spot, concerned: readonly Looked[], { facts, on, knownAt }: Situation): Answer | null {
  return inRange(() => law.within(withSpot(facts, spot, value), knownAt === undefined ? { on } : { on, knownAt }, (run) => {
    const told = concerned.flatMap(({ look }) => look(run) ?? [])
    if (told.length < concerned.length) return null
    const sides = concerned.map(({ sidesBy }) => sidesBy(spot.fact)(run)).join(';')
    return { value, sides, kind: told.map(({ open, outcome, truths }) => `${open ? '?' : outcome} ${truths}`).join(';'), settled: told.filter(({ open }) => !open).length }
  }))
}

/** Numbers and days lie on a line, and what turns between two of them turns somewhere. */
interface Line { placeOf(value: FactValue): number; valueAt(place: number): FactValue }

function lineOf([first]: readonly FactValue[]): Line | null {
  if (typeof first === 'number') return { placeOf: Number, valueAt: (place) => place }
  return typeof first === 'string' && dayOf(first) !== null ? { placeOf: (value) => dayOf(String(value))!, valueAt: textOfDay } : null
}

/** Between two neighbours on other sides of something there may be a third: halving comes upon it, or upon the point where one turns into the other. */
function lookBetween(answers: readonly Answer[], { placeOf, valueAt }: Line, answerWith: (value: FactValue) => Answer | null) {
  const spans = answers.slice(1).map((to, at) => [answers[at]!, to] as const)
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span
    const [low, high] = [placeOf(from.value), placeOf(to.value)]
    if (from.sides === to.sides || high - low <= 1) continue
    const middle = answerWith(valueAt(Math.floor((low + high) / 2)))
    if (middle) spans.push([from, middle], [middle, to])
  }
}
