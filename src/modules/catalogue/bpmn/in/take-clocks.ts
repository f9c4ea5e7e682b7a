/** Periods that the law sets to those who apply. One that this house knows, or that a file of ours says whole, is taken; of another, nobody knows the law. */
import { LegalClock } from '../../../../../packages/pack-kit/schema/life-event.ts'
import { mark } from './elements.ts'
import type { Taking } from './take-process.ts'
import { timerOf } from './timers.ts'
import { readWhole } from './whole.ts'

/** @returns undefined where they stay as they are */
export function takeClocks({ files: { event }, wording: { language: { tag } }, places, rows, remarks }: Taking): LegalClock[] | undefined {
  let clocks = [...event.clocks ?? []]
  for (const row of rows) {
    const timer = timerOf(row)
    if (!timer || !places.some(({ role, nodes }) => role === 'applicant' && nodes.has(row))) continue
    const id = mark(row, 'clock')
    const known = clocks.find((clock) => clock.id === id)
    const clock = readWhole(row, LegalClock).value ?? known
    if (timer.period === undefined) remarks.leave(row, 'timer-shape', { time: timer.body })
    else if (!clock || clock.id !== id) remarks.leave(row, 'clock-whole')
    else {
      const said: LegalClock = { ...clock, period: timer.period, name: row.name === undefined ? clock.name : { ...clock.name, [tag]: row.name } }
      clocks = known ? clocks.map((one) => (one === known ? said : one)) : [...clocks, said]
      remarks.take(row, 'clock', { values: { name: row.name ?? id }, used: ['documentation', 'cancelActivity'] })
    }
  }
  return JSON.stringify(clocks) === JSON.stringify(event.clocks ?? []) ? undefined : clocks
}
