/** A word that no document has: those it may stand for, and what it says if the keyboard was set to the other script. */
import { convertQwertyToHangul } from 'es-hangul'
import { type Analyser, baseOf } from '../analyse/create-analyser.ts'
import type { Term } from '../analyse/term.ts'
import { likeWords } from './like-words.ts'
import type { Vocabulary } from './vocabulary.ts'

const hangul = /[\uAC00-\uD7A3]/u

/** @param holds whether a document has the term: the vocabulary knows older ones, too */
export function createExpansion(vocabulary: Vocabulary, holds: (term: string) => boolean, language: string, analyser: Analyser): (term: Term) => Term[] {
  return (term) => {
    if (holds(term.text) || !term.text.startsWith('m')) return [term]
    const word = term.text.slice(1)
    if (hangul.test(word)) {
      if (word.length > 1) return [term]
      // One syllable alone has no pairs: it finds what begins with it.
      return vocabulary.syllabic().filter((other) => other.startsWith(term.text) && holds(other)).map((text) => ({ text, weight: term.weight }))
    }
    const meant = baseOf(language) === 'ko' ? mistakenKeyboard(word) : undefined
    if (meant !== undefined) return analyser.sentences(meant, language).flat()
    const like = likeWords(word, vocabulary.latin(), holds)
    return like.length === 0 ? [term] : like.map(({ term: text, share }) => ({ text, weight: term.weight * share }))
  }
}

/** 출생 typed while the keyboard was still set to English: cnftod. Only where every letter finds its syllable. */
function mistakenKeyboard(word: string): string | undefined {
  if (!/^[a-z]{4,}$/.test(word)) return undefined
  let meant: string
  try {
    meant = convertQwertyToHangul(word)
  } catch {
    // The library throws for vowels that no syllable joins ("hohm"): then nothing was meant in Hangul.
    return undefined
  }
  return /^[\uAC00-\uD7A3]{2,}$/u.test(meant) ? meant : undefined
}
