/** What answers questions over documents in several languages. A word is rare or common within a language, so each has its own postings. */
import type { Text } from '../../kernel/schema/schema.ts'
import { type Analyser, baseOf } from './analyse/create-analyser.ts'
import type { Term } from './analyse/term.ts'
import { createExpansion } from './rank/expand-terms.ts'
import { openPostings, type OpenPostings, type Postings } from './rank/postings.ts'
import { createRanking, type Ranked } from './rank/rank-documents.ts'

export interface SearchDocument {
  id: string
  title: Text
  /** In the order in which a hit names them. */
  passages: readonly Text[]
}

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
}

/** Postings of each language, by tag. */
export type Analysed = ReadonlyMap<string, Postings>

/** A text of a document, in one language. */
export interface Piece {
  document: number
  /** -1 is its title. */
  passage: number
  language: string
  text: string
}

/** One after the other: the terms of a whole collection do not fit into memory, its postings do. */
export function* piecesOf(documents: readonly SearchDocument[], first = 0): Generator<Piece> {
  for (const [at, { title, passages }] of documents.entries()) {
    for (const [passage, texts] of [title, ...passages].entries()) {
      for (const [language, text] of Object.entries(texts)) if (text !== '') yield { document: first + at, passage: passage - 1, language, text }
    }
  }
}

/** Puts postings together, piece by piece, in the order of the documents. */
export function openAnalysed() {
  const parts = new Map<string, OpenPostings>()
  return {
    add({ document, passage, language }: Piece, sentences: readonly (readonly Term[])[]) {
      let part = parts.get(language)
      if (part === undefined) parts.set(language, (part = openPostings()))
      for (const terms of sentences) part.add({ document, passage, terms })
    },
    done: (documents: number): Analysed => new Map([...parts].map(([language, part]) => [language, part.done(documents)])),
  }
}

export function analyseDocuments(documents: readonly SearchDocument[], analyser: Analyser): Analysed {
  const analysed = openAnalysed()
  for (const piece of piecesOf(documents)) analysed.add(piece, analyser.sentences(piece.text, piece.language))
  return analysed.done(documents.length)
}

const otherLanguage = 0.6
const sameBase = 0.9
const questionWord = 0.3
/** Of a question: what comes later is not read. */
const mostTerms = 400

/** @param ids of the documents, in their order */
export function createIndex(ids: readonly string[], analysed: Analysed, analyser: Analyser): SearchIndex {
  const parts = [...analysed].map(([language, postings]) => ({ language, search: createPart(language, postings, analyser) }))
  return {
    search(question, language) {
      const best = new Map<number, Hit>()
      for (const part of parts) {
        const share = part.language === language ? 1 : baseOf(part.language) === baseOf(language) ? sameBase : otherLanguage
        for (const { document, score, passage } of part.search(question)) {
          const kept = best.get(document)
          if (kept === undefined || score * share > kept.score) best.set(document, { id: ids[document]!, score: score * share, passage, language: part.language })
        }
      }
      return [...best.values()].sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    },
  }
}

function createPart(language: string, postings: Postings, analyser: Analyser): (question: string) => Ranked[] {
  const rank = createRanking(postings)
  const asksOnly = analyser.asksOnly(language)
  const expand = createExpansion(postings.terms, language, analyser)
  return (question) => {
    const asked = [...strongest(analyser.sentences(question, language).flat())].slice(0, mostTerms)
    const wanted = strongest(asked.flatMap(([text, weight]) => expand({ text, weight: asksOnly.has(text) ? weight * questionWord : weight })))
    return rank([...wanted].map(([text, weight]) => ({ term: postings.terms.get(text), weight })))
  }
}

/** Saying a word twice does not ask for it twice. */
function strongest(terms: readonly Term[]): Map<string, number> {
  const weights = new Map<string, number>()
  for (const { text, weight } of terms) weights.set(text, Math.max(weights.get(text) ?? 0, weight))
  return weights
}
