/** Days on which an answer may turn by itself: birthdays, ends of months since a date, and days from which a text or figure counts. */
import type { FactSet } from '../contract.ts'
import { dayOf } from '../language/day-of.ts'
import { addMonths } from '../kernels/day-number.ts'
import type { Input, Ir, ServiceRule } from '../ir/ir.ts'
import { reach, rootsOf } from '../ir/reach.ts'
import { inputsOf, spotsOf } from './spots.ts'
import { readSpot, type Spot } from './trial.ts'

/** How far ahead anybody plans. */
const years = 20

export interface DayAhead {
  day: number
  /** The anniversary it is, and of what. */
  anniversary: { spot: Spot; months: number } | null
}

/** In order, each day once. */
export function createDaysAhead(ir: Ir, rule: ServiceRule): (facts: FactSet, today: number) => DayAhead[] {
  const ofTexts = [...new Set(datesOfTexts(ir, rule))].flatMap((text) => dayOf(text) ?? [])
  const dates = inputsOf(ir, rule).filter(({ type, fact }) => type === 'date' && fact !== legalDay)
  return (facts, today) => daysAhead(facts, today, ofTexts, dates)
}

function daysAhead(facts: FactSet, today: number, ofTexts: readonly number[], dates: readonly Input[]): DayAhead[] {
  const days = new Map<number, DayAhead>()
  const last = addMonths(today, years * 12)
  const add = (day: number, anniversary: DayAhead['anniversary']) => {
    if (day > today && day <= last && !days.get(day)?.anniversary) days.set(day, { day, anniversary })
  }
  for (const day of ofTexts) add(day, null)
  for (const spot of dates.flatMap((input) => spotsOf(input, facts))) {
    const value = readSpot(facts, spot)
    const date = typeof value === 'string' ? dayOf(value) : null
    if (date === null) continue
    for (const months of anniversaries(date, today)) {
      add(addMonths(date, months), { spot, months })
      add(addMonths(date, months) + 1, null)
    }
  }
  return [...days.values()].sort((a, b) => a.day - b.day)
}

/** The fact that repeats the legal day. */
export const legalDay = 'application.date'

/** Every month for three years, then every year. */
function anniversaries(date: number, today: number): number[] {
  const past = Math.max(0, Math.floor((today - date) / 30.44) - 1)
  const near = Array.from({ length: 38 }, (_none, step) => past + step)
  const far = Array.from({ length: years + 1 }, (_none, step) => (Math.floor(past / 12) + 1 + step) * 12)
  return [...new Set([...near, ...far])]
}

function datesOfTexts(ir: Ir, rule: ServiceRule): string[] {
  const nodes = [...reach(ir.nodes, rootsOf(rule))].map((id) => ir.nodes[id]!)
  return nodes.flatMap((node) => {
    if (node.op === 'parameter') return ir.parameters[node.parameter]!.versions.map(({ from }) => from)
    if (node.op === 'scale') return ir.scales[node.scale]!.versions.map(({ from }) => from)
    return node.op === 'constant' && node.type === 'date' ? [node.value as string] : []
  })
}
