/** A word that no document has: those it may stand for, and what it says if the keyboard was set to the other script. */
import { convertQwertyToHangul } from 'es-hangul'
import { type Analyser, baseOf } from '../analyse/create-analyser.ts'
import type { Term } from '../analyse/term.ts'
import { type Listed, likeWords, listWords } from './like-words.ts'

const hangul = /[\uAC00-\uD7A3]/u

export function createExpansion(vocabulary: ReadonlyMap<string, number>, language: string, analyser: Analyser): (term: Term) => Term[] {
  let [latin, syllabic]: [Listed | undefined, string[] | undefined] = [undefined, undefined]
  return (term) => {
    if (vocabulary.has(term.text) || !term.text.startsWith('m')) return [term]
    const word = term.text.slice(1)
    if (hangul.test(word)) {
      if (word.length > 1) return [term]
      // One syllable alone has no pairs: it finds what begins with it.
      syllabic ??= [...vocabulary.keys()].filter((other) => other.startsWith('m') && hangul.test(other))
      return syllabic.filter((other) => other.startsWith(term.text)).map((text) => ({ text, weight: term.weight }))
    }
    const meant = baseOf(language) === 'ko' ? mistakenKeyboard(word) : undefined
    if (meant !== undefined) return analyser.sentences(meant, language).flat()
    latin ??= listWords([...vocabulary.keys()].filter((other) => other.startsWith('m') && !hangul.test(other)))
    const like = likeWords(word, latin)
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
