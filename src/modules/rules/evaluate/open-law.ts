/** The intermediate form of a pack, ready to be asked. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Day, FactSet } from '../contract.ts'
import type { Ir } from '../ir/ir.ts'
import { compileNodes, type Read } from './compile-nodes.ts'
import { RulesFault } from './faults.ts'
import { createFigures } from './figures.ts'
import { createFrames, type Run } from './frame.ts'
import { createAbove, createRehearsal, type Rehearsal } from './rehearse.ts'
import { dayOf } from '../language/day-of.ts'

export interface OpenLaw {
  ir: Ir
  reads: readonly Read[]
  /** What a household is worth on a day. Nothing of the run may leave `use`. @throws RulesFault for a day that is none */
  within<Result>(facts: FactSet, day: Day, use: (run: Run) => Result): Result
  /** While it runs, households that are laid open one after the other share what is the same in them. No `within` stands in another then. */
  rehearse<Result>(search: () => Result): Result
}

export function openLaw(ir: Ir, holidays: Pack['holidays']): OpenLaw {
  const closed = new Set(holidays.flatMap(({ date }) => dayOf(date) ?? []))
  const figuresOn = createFigures(ir)
  const open = createFrames(ir.nodes.length)
  const above = createAbove(ir)
  let rehearsal: Rehearsal | null = null
  return {
    ir, reads: compileNodes(ir, closed),
    within(facts, { on, knownAt = on }, use) {
      const today = dayOf(on)
      if (today === null || dayOf(knownAt) === null) throw new RulesFault('no-such-day', 'on', `${today === null ? on : knownAt} is no day between 1600 and 2399. Write it as 2026-11-02.`)
      const figures = figuresOn(on, knownAt)
      if (rehearsal !== null) return rehearsal.within(facts, today, figures, use)
      const opened = open(facts, today, figures)
      try {
        return use(opened.run)
      } finally {
        opened.close()
      }
    },
    rehearse(search) {
      if (rehearsal !== null) return search()
      rehearsal = createRehearsal(open, above)
      try {
        return search()
      } finally {
        rehearsal.close()
        rehearsal = null
      }
    },
  }
}
