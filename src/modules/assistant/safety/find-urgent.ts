/** Danger is seen before anything else, by words and not by likelihood: whom to call stands above every answer. */
import type { Assistant } from '../../../../packages/pack-kit/schema/assistant.ts'
import { foldText } from '../../search/index.ts'

export type Urgent = Assistant['urgent'][number]

/** @returns whom to call, in the pack's order, each number once */
export function createUrgentFinder(urgent: readonly Urgent[]): (message: string) => Urgent[] {
  const compiled = urgent.map((entry) => ({ entry, patterns: Object.values(entry.words).flat().map(toPattern) }))
  return (message) => {
    const [spaced, joined] = [` ${words(message)} `, words(message).replaceAll(' ', '')]
    const found = compiled.filter(({ patterns }) => patterns.some(({ text, unspaced }) => (unspaced ? joined : spaced).includes(text))).map(({ entry }) => entry)
    return found.filter(({ phone }, at) => found.findIndex((other) => other.phone === phone) === at)
  }
}

/** Korean is written with and without spaces, so it is compared without; other scripts word by word, `*` leaving the end open. */
function toPattern(phrase: string): { text: string; unspaced: boolean } {
  const unspaced = /\p{Script=Hangul}/u.test(phrase)
  const open = phrase.endsWith('*')
  const text = words(phrase)
  return unspaced ? { text: text.replaceAll(' ', ''), unspaced } : { text: ` ${text}${open ? '' : ' '}`, unspaced }
}

const words = (text: string) => (foldText(text.replaceAll(/['’]/g, '')).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
