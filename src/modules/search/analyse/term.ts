/** What a text is found by. Its first letter is its kind, so that a pair of syllables is never taken for a word. */
export interface Term {
  /** `m` morpheme or word, `b` pair (of syllables, of words), `r` run of nouns written as one, `x` word with its marks. */
  text: string
  /** How much one occurrence counts, above 0. */
  weight: number
}
