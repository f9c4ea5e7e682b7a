/** One analyser for what is searched and what is asked: whatever it does to a text, it does to both. */
import { analyseKorean } from './korean.ts'
import { loadGaru, type Garu } from './load-garu.ts'
import { cleanText } from './fold-text.ts'
import { questionWords } from './question-words.ts'
import { splitSentences } from './split-sentences.ts'
import type { Term } from './term.ts'
import { analyseVietnamese, keepsMarks } from './vietnamese.ts'
import { analyseWords } from './words.ts'

export interface Analyser {
  /** @param language tag; `ko-easy` is analysed as `ko`. @returns the terms of each sentence */
  sentences(text: string, language: string): Term[][]
  /** Terms that only say that something is asked. */
  asksOnly(language: string): ReadonlySet<string>
}

/** One question is looked for in every language of an index, and read by several readers. */
const mostRecent = 16

export function createAnalyser(garu: Garu = loadGaru()): Analyser {
  const known = new Map<string, ReadonlySet<string>>()
  const analyse = (sentence: string, base: string) =>
    base === 'ko' ? analyseKorean(garu, sentence) : base === 'vi' ? analyseVietnamese(sentence) : analyseWords(sentence, base)
  const recent = new Map<string, Term[][]>()
  return {
    sentences(text, language) {
      const base = baseOf(language)
      const asked = `${base} ${text}`
      let terms = recent.get(asked)
      if (terms === undefined) {
        terms = splitSentences(cleanText(text)).map((sentence) => analyse(sentence, base))
        if (recent.size >= mostRecent) recent.delete(recent.keys().next().value!)
        recent.set(asked, terms)
      }
      return terms
    },
    asksOnly(language) {
      const base = baseOf(language)
      let set = known.get(base)
      if (set === undefined) {
        // Korean is listed as morphemes: analysed alone, many of them would be taken for other ones.
        set = new Set(questionWords(base).flatMap((word) => (base === 'ko' || keepsMarks(word) ? [`m${word}`] : analyseWords(word, base).map(({ text }) => text))))
        known.set(base, set)
      }
      return set
    },
  }
}

export const baseOf = (language: string): string => language.split('-')[0]!.toLowerCase()
