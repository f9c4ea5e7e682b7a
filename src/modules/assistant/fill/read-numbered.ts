/** Once the answers to choose from have been listed by number: "2", "the second", "số 2", "두 번째". */
import type { Slot, Slots } from '../../cases/index.ts'
import { chooseOption, type OptionWords } from '../understand/choose-option.ts'
import { isYesNo } from './read-yes-nos.ts'

export interface Finite { slot: Slot; values: string[] }

/** The first question asked that has finitely many answers, in the order in which they are listed. */
export function finiteIn({ asked }: Pick<Slots, 'asked'>): Finite | undefined {
  for (const slot of asked) {
    if (slot.kind === 'question' && slot.question.type === 'choice') return { slot, values: (slot.question.choices ?? []).map(({ value }) => value) }
    if (isYesNo(slot)) return { slot, values: ['yes', 'no'] }
    if (slot.kind === 'subject') return { slot, values: slot.candidates.map((person) => String(person['personId'])) }
  }
  return undefined
}

/** @param words of every language: people mix them. @returns undefined where no place is named that holds one */
export function readNumbered(finite: Finite | undefined, words: readonly OptionWords[], message: string): { slot: Slot; value: string } | undefined {
  if (finite === undefined) return undefined
  const value = words.map((one) => chooseOption(one, message, finite.values, undefined)).find((found) => typeof found === 'string')
  return typeof value === 'string' ? { slot: finite.slot, value } : undefined
}
