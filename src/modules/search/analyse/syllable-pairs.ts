import type { Term } from './term.ts'

const weight = 0.8

/** 아동수당 is found by 아동, 동수 and 수당. */
export function syllablePairs(word: string): Term[] {
  const syllables = Array.from(word)
  return syllables.slice(1).map((syllable, at) => ({ text: `b${syllables[at]}${syllable}`, weight }))
}
