/** Answers instead of records: what a register says where a purpose asks whether, and not what. The bound is the pack's; nobody who asks can move it. */
import type { FieldAnswer } from './schema/register.ts'

/**
 * @param value of the field that is answered about; null where the register holds none
 * @param today the day of the answer
 * @returns null where nothing is known
 */
export function answerAbout({ yearsAtLeast, atLeast, atMost }: FieldAnswer, value: string | number | null, today: Temporal.PlainDate): boolean | null {
  if (value === null) return null
  if (yearsAtLeast !== undefined) return Temporal.PlainDate.from(String(value)).until(today, { largestUnit: 'years' }).years >= yearsAtLeast
  return (atLeast === undefined || Number(value) >= atLeast) && (atMost === undefined || Number(value) <= atMost)
}
