/**
 * Vietnamese writes syllables, and most words are two of them. People type it without marks as often as with:
 * both are folded, pairs bring back what the marks told apart, and marks that were typed count on top.
 */
import { foldText } from './fold-text.ts'
import type { Term } from './term.ts'

const word = /[\p{L}\p{N}\p{M}]+/gu
/** Typed with its marks, it only asks ("and what of"); without them it is a child, which much is about. */
const toldByMarks = new Set(['còn'])
export const keepsMarks = (syllable: string) => toldByMarks.has(syllable)

const weights = { syllable: 0.6, pair: 1, marked: 0.5 }

export function analyseVietnamese(text: string): Term[] {
  const syllables = text.match(word) ?? []
  const typed = syllables.map((syllable) => syllable.normalize('NFC').toLowerCase())
  const folded = typed.map((syllable) => (keepsMarks(syllable) ? syllable : foldText(syllable)))
  return folded.flatMap((syllable, at) => {
    const marked = typed[at]!
    return [
      { text: `m${syllable}`, weight: weights.syllable },
      ...(marked === syllable ? [] : [{ text: `x${marked}`, weight: weights.marked }]),
      ...(at === 0 ? [] : [{ text: `b${folded[at - 1]} ${syllable}`, weight: weights.pair }]),
    ]
  })
}
