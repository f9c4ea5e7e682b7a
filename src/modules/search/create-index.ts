/** What answers questions over documents in several languages. A word is rare or common within a language, so each is ranked by itself. */
import { type Analyser, baseOf } from './analyse/create-analyser.ts'
import type { Term } from './analyse/term.ts'
import type { Analysed, SearchDocument } from './document.ts'
import { createExpansion } from './rank/expand-terms.ts'
import { createRanking, type Ranked } from './rank/rank-documents.ts'
import { type Segment, segmentOf, withoutDocuments } from './rank/segment.ts'
import { tidySegments, tidyWords } from './rank/tidy-segments.ts'
import type { Vocabulary } from './rank/vocabulary.ts'

export interface Hit {
  id: string
  /** From 0 to 1: how much of what was asked was found. */
  score: number
  /** Number of the passage that answers best; -1 where only the title does. */
  passage: number
  /** Tag of the language in which it was found. */
  language: string
}

export interface SearchIndex {
  /** Best first. @param language tag of the reader's: a text in it counts for more than one in another */
  search(question: string, language: string): Hit[]
  /** Whether a word, as the analyser gives it, stands in some document, or one that is written much the same. */
  knows(term: string): boolean
  /**
   * Another index: these documents stand in it beside the others, and instead of those of the same id. The two share what did not change, so
   * that it costs what changed, and this one goes on answering as it did. @param gone ids that are no longer found
   */
  with(documents: readonly SearchDocument[], gone?: Iterable<string>): Promise<SearchIndex>
}

export interface Reading {
  analyser: Analyser
  /** In segments, each finished before the next begins. */
  analyse(documents: readonly SearchDocument[]): Iterable<Analysed> | AsyncIterable<Analysed>
}

const otherLanguage = 0.6
const sameBase = 0.9
const questionWord = 0.3
/** Of a question: what comes later is not read. */
const mostTerms = 400

/** Of no documents yet. */
export const emptyIndex = (reading: Reading): SearchIndex => standIndex(reading, [], new Map())

function standIndex(reading: Reading, segments: readonly Segment[], vocabularies: Map<string, Vocabulary>): SearchIndex {
  const parts = [...vocabularies].map(([language, vocabulary]) => ({ language, search: createPart(segments, language, vocabulary, reading.analyser) }))
  return {
    search(question, language) {
      const best = new Map<string, Hit>()
      for (const part of parts) {
        const share = part.language === language ? 1 : baseOf(part.language) === baseOf(language) ? sameBase : otherLanguage
        for (const { id, score, passage } of part.search.search(question)) {
          const kept = best.get(id)
          if (kept === undefined || score * share > kept.score) best.set(id, { id, score: score * share, passage, language: part.language })
        }
      }
      return [...best.values()].sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    },
    knows: (term) => parts.some(({ search }) => search.knows(term)),
    async with(documents, gone = []) {
      const fresh: Segment[] = []
      for await (const analysed of reading.analyse(documents)) fresh.push(segmentOf(analysed, vocabularies))
      const replaced = new Set([...documents.map(({ id }) => id), ...gone])
      const kept = await tidySegments([...segments.map((segment) => withoutDocuments(segment, replaced)), ...fresh])
      const tidied = tidyWords(kept, vocabularies)
      return standIndex(reading, tidied.segments, tidied.vocabularies)
    },
  }
}

function createPart(segments: readonly Segment[], language: string, vocabulary: Vocabulary, analyser: Analyser): { search(question: string): Ranked[]; knows(term: string): boolean } {
  const { rank, spreadOf } = createRanking(segments, language, vocabulary.size)
  const asksOnly = analyser.asksOnly(language)
  const found = (term: string) => {
    const number = vocabulary.get(term)
    return number !== undefined && spreadOf(number) > 0 ? number : undefined
  }
  const expand = createExpansion(vocabulary, (term) => found(term) !== undefined, language, analyser)
  return {
    search(question) {
      const asked = [...strongest(analyser.sentences(question, language).flat())].slice(0, mostTerms)
      const wanted = strongest(asked.flatMap(([text, weight]) => expand({ text, weight: asksOnly.has(text) ? weight * questionWord : weight })))
      return rank([...wanted].map(([text, weight]) => ({ term: found(text), weight })))
    },
    knows: (term) => expand({ text: term, weight: 1 }).some(({ text }) => found(text) !== undefined),
  }
}

/** Saying a word twice does not ask for it twice. */
function strongest(terms: readonly Term[]): Map<string, number> {
  const weights = new Map<string, number>()
  for (const { text, weight } of terms) weights.set(text, Math.max(weights.get(text) ?? 0, weight))
  return weights
}
