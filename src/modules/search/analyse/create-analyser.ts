/** One analyser for what is searched and what is asked: whatever it does to a text, it does to both. */
import { analyseKorean } from './korean.ts'
import { loadGaru, type Garu } from './load-garu.ts'
import { cleanText } from './fold-text.ts'
import { questionWords } from './question-words.ts'
import { splitSentences } from './split-sentences.ts'
import type { Term } from './term.ts'
import { analyseVietnamese } from './vietnamese.ts'
import { analyseWords } from './words.ts'

export interface Analyser {
  /** @param language tag; `ko-easy` is analysed as `ko`. @returns the terms of each sentence */
  sentences(text: string, language: string): readonly (readonly Term[])[]
  /** Terms that only say that something is asked. */
  asksOnly(language: string): ReadonlySet<string>
}

/** A question is analysed for each language of the index and for each thing it could mean, one right after the other; then never again. */
const mostKept = 8

export function createAnalyser(garu: Garu = loadGaru()): Analyser {
  const known = new Map<string, ReadonlySet<string>>()
  const analyse = (sentence: string, base: string) =>
    base === 'ko' ? analyseKorean(garu, sentence) : base === 'vi' ? analyseVietnamese(sentence) : analyseWords(sentence, base)
  const last = new Map<string, readonly (readonly Term[])[]>()
  return {
    sentences(text, language) {
      const base = baseOf(language)
      const key = `${base} ${text}`
      let found = last.get(key)
      if (found === undefined) {
        found = splitSentences(cleanText(text)).map((sentence) => analyse(sentence, base))
        if (last.size >= mostKept) last.delete(last.keys().next().value!)
        last.set(key, found)
      }
      return found
    },
    asksOnly(language) {
      const base = baseOf(language)
      let set = known.get(base)
      if (set === undefined) {
        // Korean is listed as morphemes: analysed alone, many of them would be taken for other ones.
        set = new Set(questionWords(base).flatMap((word) => (base === 'ko' ? [`m${word}`] : analyseWords(word, base).map(({ text }) => text))))
        known.set(base, set)
      }
      return set
    },
  }
}

export const baseOf = (language: string): string => language.split('-')[0]!.toLowerCase()
