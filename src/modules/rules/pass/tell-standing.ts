/** Since when, or from when, somebody stands as a pass says, and why: one by one, for the few whose standing changes. */
import type { FactSet } from '../contract.ts'
import { answerFor, type Law } from '../evaluate/answer-for.ts'
import type { Frame, Run } from '../evaluate/frame.ts'
import type { OpenLaw } from '../evaluate/open-law.ts'
import { legalDay } from '../explore/days-ahead.ts'
import type { Result } from '../population/results-of.ts'
import type { Picked, Standing, Told } from './standing.ts'

export interface TellDeps { law: OpenLaw; laws: ReadonlyMap<string, Law>; results: readonly Result[]; hasLegalDay: boolean }

export function tellStanding({ law, laws, results, hasLegalDay }: TellDeps, { facts, standing, days }: Picked): Told {
  const own = laws.get(standing.service)!
  const nodes = results.filter(({ of, kind }) => of === standing.service && kind !== 'definition')
  const on = <Answer>(day: string, use: (frame: Frame) => Answer): Answer | null =>
    law.within(hasLegalDay ? withDay(facts, day) : facts, { on: day, knownAt: days.on }, (run) => {
      const frame = frameOf(run, standing)
      return frame === undefined ? null : use(frame)
    })
  const holdsOn = (day: string) => on(day, (frame) => holds(frame, nodes, law))
  const day = (standing.now === true) === (standing.ahead === true) ? days.on : firstDay(holdsOn, days.on, days.ahead, standing.ahead === true)
  const answer = on(day, (frame) => answerFor(frame, own))
  const wanted = holdsOn(day)
  return {
    on: day, holds: wanted, law: own.rule.source as Told['law'],
    reasons: (answer?.reasons ?? []).filter((reason) => reason.holds === (wanted === true)).map(({ sentence, source }) => ({ sentence, source })),
  }
}

const withDay = (facts: FactSet, day: string): FactSet => {
  const [entity, name] = legalDay.split('.') as [string, string]
  return { ...facts, [entity]: { ...(facts[entity] as Record<string, never> | undefined), [name]: day } }
}

const frameOf = (run: Run, { list, at }: Standing): Frame | undefined => (list === null ? run.home : run.members(list)?.[at ?? -1])

/** As the pass over everybody says it: granted, and of what is paid something running. */
function holds(frame: Frame, nodes: readonly Result[], { reads }: OpenLaw): boolean | null {
  const granted = nodes.find(({ kind }) => kind === 'granted')
  const isGranted = granted === undefined ? false : reads[granted.node]!(frame) as boolean | null
  if (isGranted !== true) return isGranted
  const paid = nodes.filter(({ kind }) => kind === 'paid').map(({ node }) => reads[node]!(frame))
  if (paid.length === 0 || paid.some((amount) => amount !== null && (amount as number) > 0)) return true
  return paid.includes(null) ? null : false
}

/** The first day after `from`, up to `until`, on which it is as it is on `until`. */
function firstDay(holdsOn: (day: string) => boolean | null, from: string, until: string, wanted: boolean): string {
  const start = Temporal.PlainDate.from(from)
  let [before, after] = [0, start.until(Temporal.PlainDate.from(until)).days]
  while (after - before > 1) {
    const middle = (before + after) >> 1
    if ((holdsOn(start.add({ days: middle }).toString()) === true) === wanted) after = middle
    else before = middle
  }
  return start.add({ days: after }).toString()
}
