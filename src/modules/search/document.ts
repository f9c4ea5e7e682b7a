/** What is searched, and the pieces of text that it is made of. */
import type { Text } from '../../kernel/schema/schema.ts'
import type { Analyser } from './analyse/create-analyser.ts'
import type { Term } from './analyse/term.ts'
import { openPostings, type OpenPostings, type Postings } from './rank/postings.ts'

export interface SearchDocument {
  id: string
  title: Text
  /** In the order in which a hit names them. */
  passages: readonly Text[]
}

/** Documents that were analysed together. */
export interface Analysed {
  ids: readonly string[]
  /** By the tag of their language: a word is rare or common within a language, so each has its own. */
  postings: ReadonlyMap<string, Postings>
}

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
    done: (documents: number): Analysed['postings'] => new Map([...parts].map(([language, part]) => [language, part.done(documents)])),
  }
}

export function analyseDocuments(documents: readonly SearchDocument[], analyser: Analyser): Analysed {
  const analysed = openAnalysed()
  for (const piece of piecesOf(documents)) analysed.add(piece, analyser.sentences(piece.text, piece.language))
  return { ids: documents.map(({ id }) => id), postings: analysed.done(documents.length) }
}
