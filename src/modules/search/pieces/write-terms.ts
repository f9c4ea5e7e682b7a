/** The terms of a text as they are kept, and back. */
import type { Term } from '../analyse/term.ts'
import { sumWeights } from '../rank/postings.ts'

/** A word that stands twice in a sentence counts twice, and is written once. */
export const writeTerms = (sentences: readonly (readonly Term[])[]): string => JSON.stringify(sentences.map((terms) => [...sumWeights(terms)].flat()))

export const readTerms = (text: string): Term[][] => (JSON.parse(text) as (string | number)[][]).map((flat) =>
  Array.from({ length: flat.length / 2 }, (_, at) => ({ text: flat[2 * at] as string, weight: flat[2 * at + 1] as number })))
