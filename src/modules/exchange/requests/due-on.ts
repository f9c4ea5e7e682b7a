/** By which day the law wants an answer. */
import type { DataRight } from '../../../../packages/pack-kit/schema/manifest.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import { officeDeadline } from '../../../kernel/dates/office-deadline.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'

/** Days for a receiver's answer in a country whose pack names none for a deletion. */
const usual = 10

/** @throws Fault kernel.not-found where the pack names no such right */
export function dueOn(pack: Pack, clock: Clock, which: 'question' | 'correction' | 'deletion'): string {
  const right: DataRight | undefined = pack.dataRights?.[which]
  if (!right) throw new Fault(kernelFaults.notFound)
  return (right.clock === 'office-days' ? officeDeadline(clock.today(), right.days, pack.holidays.map(({ date }) => date)) : clock.today().add({ days: right.days })).toString()
}

/** Who received something has as long as the register's own agency would have to delete it. */
export const answerBy = (pack: Pack, clock: Clock) => (pack.dataRights ? dueOn(pack, clock, 'deletion') : clock.today().add({ days: usual }).toString())
