/** Search for every room: one analyser for what is searched and what is asked, in each language of a pack. */
import { createAnalyser } from './analyse/create-analyser.ts'
import { analyseDocuments, createIndex, type SearchDocument, type SearchIndex } from './create-index.ts'
import type { Pieces } from './pieces/keep-pieces.ts'
import { analyseElsewhere } from './worker/analyse-elsewhere.ts'

export type { Hit, SearchDocument, SearchIndex } from './create-index.ts'
export { cleanText, foldText } from './analyse/fold-text.ts'
export { guessLanguage } from './guess-language.ts'
export { measureRetrieval } from './measure/measure-retrieval.ts'
export { keepPieces } from './pieces/keep-pieces.ts'
export type { SearchTables } from './pieces/tables.ts'
export { readCollection } from './measure/read-collection.ts'

export interface Search {
  /** Much text is analysed in a thread of its own, so that no request waits for it. */
  index(documents: readonly SearchDocument[]): Promise<SearchIndex>
  /** Terms of a text, as the index knows them. @param language tag */
  terms(text: string, language: string): string[]
  /** Of these its words, without those that only ask. */
  telling(text: string, language: string): ReadonlySet<string>
  /** Ends what is still being analysed. */
  close(): void
}

/** Characters that are analysed at once: half a second of Korean. */
const atOnce = 40_000

/** @param kept what was analysed before, where there is a database */
export function createSearch(kept?: Pieces): Search {
  const analyser = createAnalyser()
  const closing = new AbortController()
  return {
    async index(documents) {
      const analysed = sizeOf(documents) <= atOnce ? analyseDocuments(documents, analyser) : await analyseElsewhere(documents, closing.signal, kept)
      return createIndex(documents.map(({ id }) => id), analysed, analyser)
    },
    terms: (text, language) => analyser.sentences(text, language).flat().map((term) => term.text),
    telling: (text, language) => {
      const asking = analyser.asksOnly(language)
      return new Set(analyser.sentences(text, language).flat().map((term) => term.text).filter((term) => term.startsWith('m') && !asking.has(term)))
    },
    close: () => closing.abort(),
  }
}

const sizeOf = (documents: readonly SearchDocument[]) =>
  documents.reduce((sum, { title, passages }) => sum + [title, ...passages].reduce((own, text) => own + Object.values(text).reduce((length, value) => length + value.length, 0), 0), 0)
