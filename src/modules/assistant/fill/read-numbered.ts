/** One of the answers that are listed, by its place: "2", "the second", "số 2", "두 번째"; once they were listed by number, also "two". */
import type { Slot, Slots } from '../../cases/index.ts'
import { chooseOption, type OptionWords } from '../understand/choose-option.ts'
import { isYesNo } from './read-yes-nos.ts'

export interface Finite { slot: Exclude<Slot, { kind: 'known' }>; values: string[] }

/** The questions asked that have finitely many answers, in the order in which they are listed. */
export const finitesIn = ({ asked }: Pick<Slots, 'asked'>): Finite[] => asked.flatMap((slot): Finite[] => {
  if (slot.kind === 'question' && slot.question.type === 'choice') return [{ slot, values: (slot.question.choices ?? []).map(({ value }) => value) }]
  if (isYesNo(slot)) return [{ slot, values: ['yes', 'no'] }]
  return slot.kind === 'subject' ? [{ slot, values: slot.candidates.map((person) => String(person['personId'])) }] : []
})

/** @param words of every language: people mix them. @param isListed with numbers before them. @returns undefined where no place is named that holds one; sure where it can be of no other question */
export function readNumbered(slots: Pick<Slots, 'asked'>, words: readonly OptionWords[], message: string, isListed: boolean): { slot: Finite['slot']; value: string; sure: boolean } | undefined {
  const [first, ...others] = finitesIn(slots)
  if (first === undefined) return undefined
  const value = words.map((one) => chooseOption(isListed ? one : { ...one, places: one.ordinals }, message, first.values, undefined)).find((found) => typeof found === 'string')
  return typeof value === 'string' ? { slot: first.slot, value, sure: isListed || others.length === 0 || first.slot.kind === 'subject' } : undefined
}
