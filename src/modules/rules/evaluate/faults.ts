/** What stops a run: no answer is given where one would be wrong. */
import type { PlaceInFile } from '../ir/ir.ts'
import type { Texts } from '../language/syntax.ts'

/** A value left ±(2^53 − 1), or a date the years 1600 to 2399. */
export class Overflow extends Error {
  override name = 'Overflow'
}

export type RulesFaultKind =
  /** A number or date left its range while this text was applied. */
  | 'overflow'
  /** Two exceptions without an order apply together. */
  | 'exceptions-meet'
  /** The legal day is none, or lies outside of 1600 to 2399. */
  | 'no-such-day'
  /** No household is like this. */
  | 'contradiction'

export class RulesFault extends Error {
  override name = 'RulesFault'
  readonly kind: RulesFaultKind
  /** The text of the law at which it showed. */
  readonly place: PlaceInFile | null
  /** What it is about: a service, a definition, a fact. */
  readonly of: string
  readonly sentence: Texts | null
  constructor(kind: RulesFaultKind, of: string, message: string, place: PlaceInFile | null = null, sentence: Texts | null = null) {
    super(place === null ? message : `${place.file}:${place.line}:${place.column}: ${message}`)
    this.kind = kind
    this.of = of
    this.place = place
    this.sentence = sentence
  }
}
