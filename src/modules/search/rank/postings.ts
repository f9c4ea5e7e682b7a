/**
 * What stands where, as flat arrays: a million entries take eight megabytes, none of them on the heap that pages need.
 * A unit is a sentence or a title; units of one document follow each other.
 */
import type { Term } from '../analyse/term.ts'

export interface Unit {
  document: number
  /** Which of the document's passages it is from; -1 is its title. */
  passage: number
  terms: readonly Term[]
}

export interface Postings {
  terms: ReadonlyMap<string, number>
  /** Entries of term t: from `starts[t]` to `starts[t + 1]`, ascending by unit. */
  starts: Uint32Array
  units: Uint32Array
  weights: Float32Array
  /** Documents in which a term stands. */
  spread: Uint32Array
  documentOf: Uint32Array
  passageOf: Int16Array
  /** Sum of weights. */
  unitLength: Float32Array
  documentLength: Float32Array
}

export interface OpenPostings {
  add(unit: Unit): void
  /** @param documents how many there are, also of those without a word */
  done(documents: number): Postings
}

export function openPostings(): OpenPostings {
  const terms = new Map<string, number>()
  const entries = growing()
  const places: { document: number; passage: number; length: number; /** Its entries end here. */ end: number }[] = []
  return {
    add(unit) {
      const place = { document: unit.document, passage: unit.passage, length: 0, end: 0 }
      for (const [text, weight] of sumWeights(unit.terms)) {
        let term = terms.get(text)
        if (term === undefined) terms.set(text, (term = terms.size))
        entries.push(term, weight)
        place.length += weight
      }
      place.end = entries.length()
      places.push(place)
    },
    done(documents) {
      const documentOf = Uint32Array.from(places, ({ document }) => document)
      const documentLength = new Float32Array(documents)
      for (const { document, length } of places) documentLength[document]! += length
      return {
        terms, ...sortByTerm(entries, Uint32Array.from(places, ({ end }) => end), terms.size, documentOf), documentOf, documentLength,
        passageOf: Int16Array.from(places, ({ passage }) => passage), unitLength: Float32Array.from(places, ({ length }) => length),
      }
    },
  }
}

export function sumWeights(terms: readonly Term[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { text, weight } of terms) sums.set(text, (sums.get(text) ?? 0) + weight)
  return sums
}

/** Counting sort: stable, so that units stay in order. @param ends where the entries of each unit end */
function sortByTerm(entries: ReturnType<typeof growing>, ends: Uint32Array, terms: number, documentOf: Uint32Array) {
  const { term, weight, length } = entries.done()
  const [starts, spread, last] = [new Uint32Array(terms + 1), new Uint32Array(terms), new Int32Array(terms).fill(-1)]
  for (let at = 0; at < length; at += 1) starts[term[at]! + 1]! += 1
  for (let at = 0; at < terms; at += 1) starts[at + 1]! += starts[at]!
  const next = starts.slice()
  const [units, weights] = [new Uint32Array(length), new Float32Array(length)]
  for (let unit = 0, at = 0; unit < ends.length; unit += 1) {
    const document = documentOf[unit]!
    for (; at < ends[unit]!; at += 1) {
      const own = term[at]!
      const place = next[own]!
      next[own]! += 1
      units[place] = unit
      weights[place] = weight[at]!
      if (last[own] !== document) spread[own]! += 1
      last[own] = document
    }
  }
  return { starts, units, weights, spread }
}

/** In the order of their units, which are therefore not written beside each. */
function growing() {
  let [term, weight, length] = [new Uint32Array(1024), new Float32Array(1024), 0]
  return {
    push(ownTerm: number, ownWeight: number) {
      if (length === term.length) {
        const [olderTerm, olderWeight] = [term, weight]
        ;[term, weight] = [new Uint32Array(2 * length), new Float32Array(2 * length)]
        term.set(olderTerm)
        weight.set(olderWeight)
      }
      term[length] = ownTerm
      weight[length] = ownWeight
      length += 1
    },
    length: () => length,
    done: () => ({ term, weight, length }),
  }
}
