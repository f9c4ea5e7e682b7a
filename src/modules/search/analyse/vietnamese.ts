/**
 * Vietnamese writes syllables, and most words are two of them. People type it without marks as often as with:
 * both are folded, pairs bring back what the marks told apart, and marks that were typed count on top.
 */
import { foldText } from './fold-text.ts'
import type { Term } from './term.ts'

const word = /[\p{L}\p{N}\p{M}]+/gu
const weights = { syllable: 0.6, pair: 1, marked: 0.5 }

export function analyseVietnamese(text: string): Term[] {
  const syllables = text.match(word) ?? []
  const folded = syllables.map(foldText)
  return folded.flatMap((syllable, at) => {
    const marked = syllables[at]!.normalize('NFC').toLowerCase()
    return [
      { text: `m${syllable}`, weight: weights.syllable },
      ...(marked === syllable ? [] : [{ text: `x${marked}`, weight: weights.marked }]),
      ...(at === 0 ? [] : [{ text: `b${folded[at - 1]} ${syllable}`, weight: weights.pair }]),
    ]
  })
}
