/** Search for every room: one analyser for what is searched and what is asked, in each language of a pack. */
import { setImmediate as rest } from 'node:timers/promises'
import { createAnalyser } from './analyse/create-analyser.ts'
import { emptyIndex, type SearchIndex } from './create-index.ts'
import { type Analysed, analyseDocuments, type SearchDocument } from './document.ts'
import type { Pieces } from './pieces/keep-pieces.ts'
import { analyseElsewhere } from './worker/analyse-elsewhere.ts'

export type { Hit, SearchIndex } from './create-index.ts'
export type { SearchDocument } from './document.ts'
export { cleanText, foldText } from './analyse/fold-text.ts'
export { followDocuments } from './follow-documents.ts'
export { guessLanguage } from './guess-language.ts'
export { learnSpaces, type Spacer } from './analyse/learn-spaces.ts'
export { measureRetrieval } from './measure/measure-retrieval.ts'
export { keepPieces } from './pieces/keep-pieces.ts'
export type { SearchTables } from './pieces/tables.ts'
export { readCollection } from './measure/read-collection.ts'

export interface Search {
  /** Of no documents: one of some is `empty.with(documents)`. Much text is analysed in a thread of its own, so that no request waits for it. */
  readonly empty: SearchIndex
  /** Terms of a text, as the index knows them. @param language tag */
  terms(text: string, language: string): string[]
  /** Of these its words, without those that only ask. */
  telling(text: string, language: string): ReadonlySet<string>
  /** Ends what is still being analysed. */
  close(): void
}

/** Characters that are analysed here and not in a thread: half a second of Korean, in steps between which requests are answered. */
const fewCharacters = 40_000
const stepCharacters = 4_000

/** @param kept what was analysed before, where there is a database */
export function createSearch(kept?: Pieces): Search {
  const analyser = createAnalyser()
  const closing = new AbortController()

  async function* analyseHere(documents: readonly SearchDocument[]): AsyncGenerator<Analysed> {
    for (let from = 0, to = 0; from < documents.length; from = to) {
      for (let size = 0; to < documents.length && (to === from || size < stepCharacters); to += 1) size += sizeOf(documents[to]!)
      yield analyseDocuments(documents.slice(from, to), analyser)
      if (to < documents.length) await rest()
    }
  }

  return {
    empty: emptyIndex({
      analyser,
      analyse: (documents) => (documents.reduce((sum, document) => sum + sizeOf(document), 0) <= fewCharacters ? analyseHere(documents) : analyseElsewhere(documents, closing.signal, kept)),
    }),
    terms: (text, language) => analyser.sentences(text, language).flat().map((term) => term.text),
    telling: (text, language) => {
      const asking = analyser.asksOnly(language)
      return new Set(analyser.sentences(text, language).flat().map((term) => term.text).filter((term) => term.startsWith('m') && !asking.has(term)))
    },
    close: () => closing.abort(),
  }
}

const sizeOf = ({ title, passages }: SearchDocument) =>
  [title, ...passages].reduce((sum, text) => sum + Object.values(text).reduce((length, value) => length + value.length, 0), 0)
