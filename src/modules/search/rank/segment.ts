/**
 * Documents that stand in an index together, as flat arrays. A segment never changes: a document that is replaced is marked as gone
 * beside it, and its postings go when segments become one. So an older index goes on answering, and a change costs what changed.
 */
import type { Analysed } from '../document.ts'
import type { Postings } from './postings.ts'
import { openVocabulary, type Vocabulary } from './vocabulary.ts'

export interface Segment {
  ids: readonly string[]
  /** 1 for each document that another segment has in a newer form, or that is no more. */
  gone: Uint8Array
  /** How many are not gone. */
  live: number
  /** By the tag of their language. */
  parts: ReadonlyMap<string, Part>
}

export interface Part {
  /** Numbers in the vocabulary, ascending. */
  terms: Uint32Array
  /** Entries of the term at place t: from `starts[t]` to `starts[t + 1]`, ascending by unit. */
  starts: Uint32Array
  units: Uint32Array
  weights: Float32Array
  /** Documents in which the term at place t stands and which are not gone. */
  spread: Uint32Array
  documentOf: Uint32Array
  /** -1 is a title. */
  passageOf: Int16Array
  unitLength: Float32Array
  documentLength: Float32Array
  titles: Titles
}

/** Entries of titles: whose, the term's place, and how often. */
interface Titles { documents: Uint32Array; places: Uint32Array; weights: Float32Array }

export function segmentOf({ ids, postings }: Analysed, vocabularies: Map<string, Vocabulary>): Segment {
  const parts = new Map([...postings].map(([language, own]) => {
    let vocabulary = vocabularies.get(language)
    if (vocabulary === undefined) vocabularies.set(language, (vocabulary = openVocabulary()))
    return [language, partOf(own, vocabulary)]
  }))
  return { ids, gone: new Uint8Array(ids.length), live: ids.length, parts }
}

/** From its own numbers of terms to those of the whole index. */
function partOf({ terms: own, starts: from, units: ownUnits, weights: ownWeights, spread: ownSpread, ...places }: Postings, vocabulary: Vocabulary): Part {
  const numbers = Uint32Array.from(own.keys(), (term) => vocabulary.add(term))
  const order = Uint32Array.from(numbers.keys()).sort((one, other) => numbers[one]! - numbers[other]!)
  const [starts, units, weights] = [new Uint32Array(order.length + 1), new Uint32Array(ownUnits.length), new Float32Array(ownWeights.length)]
  let length = 0
  for (const [at, term] of order.entries()) {
    units.set(ownUnits.subarray(from[term], from[term + 1]), length)
    weights.set(ownWeights.subarray(from[term], from[term + 1]), length)
    length += from[term + 1]! - from[term]!
    starts[at + 1] = length
  }
  return withTitles({ terms: order.map((term) => numbers[term]!), starts, units, weights, spread: order.map((term) => ownSpread[term]!), ...places })
}

function withTitles(part: Omit<Part, 'titles'>): Part {
  const { starts, units, weights, documentOf, passageOf } = part
  const [documents, places, counts]: [number[], number[], number[]] = [[], [], []]
  for (let place = 0; place + 1 < starts.length; place += 1) {
    for (let at = starts[place]!; at < starts[place + 1]!; at += 1) {
      if (passageOf[units[at]!] !== -1) continue
      documents.push(documentOf[units[at]!]!)
      places.push(place)
      counts.push(weights[at]!)
    }
  }
  return { ...part, titles: { documents: Uint32Array.from(documents), places: Uint32Array.from(places), weights: Float32Array.from(counts) } }
}

/** The same documents without some of them; the arrays that are large stay the same. */
export function withoutDocuments(segment: Segment, ids: ReadonlySet<string>): Segment {
  const leaving = Uint8Array.from(segment.ids, (id, at) => (segment.gone[at] === 0 && ids.has(id) ? 1 : 0))
  const count = leaving.reduce((sum, one) => sum + one, 0)
  if (count === 0) return segment
  const parts = new Map([...segment.parts].map(([language, part]) => [language, { ...part, spread: spreadWithout(part, leaving) }]))
  return { ids: segment.ids, gone: segment.gone.map((one, at) => one | leaving[at]!), live: segment.live - count, parts }
}

function spreadWithout({ starts, units, spread, documentOf }: Part, leaving: Uint8Array): Uint32Array {
  const left = spread.slice()
  for (let place = 0; place < left.length; place += 1) {
    for (let at = starts[place]!, last = -1; at < starts[place + 1]!; at += 1) {
      const own = documentOf[units[at]!]!
      if (own !== last && leaving[own] === 1) left[place]! -= 1
      last = own
    }
  }
  return left
}

/** One segment instead of several, without what is gone. */
export function combineSegments(segments: readonly Segment[]): Segment {
  const ids: string[] = []
  const moved = segments.map((segment) => Int32Array.from(segment.ids, (id, at) => (segment.gone[at] === 1 ? -1 : ids.push(id) - 1)))
  const languages = new Set(segments.flatMap(({ parts }) => [...parts.keys()]))
  const parts = new Map([...languages].map((language) => {
    const sources = segments.flatMap((segment, at): Source[] => { const part = segment.parts.get(language); return part === undefined ? [] : [{ part, moved: moved[at]! }] })
    return [language, combineParts(sources, ids.length)]
  }))
  return { ids, gone: new Uint8Array(ids.length), live: ids.length, parts }
}

/** @property moved new number of each document, -1 of those that are gone */
interface Source { part: Part; moved: Int32Array }

function combineParts(sources: readonly Source[], documents: number): Part {
  const total = (size: (part: Part) => number) => sources.reduce((sum, { part }) => sum + size(part), 0)
  const { unitsOf, count, ...places } = combineUnits(sources, documents, total(({ documentOf }) => documentOf.length))
  const entries = total(({ units }) => units.length)
  const [units, weights] = [new Uint32Array(entries), new Float32Array(entries)]
  const [terms, starts, spread]: [number[], number[], number[]] = [[], [], []]
  const next = sources.map(() => 0)
  let length = 0
  for (;;) {
    const term = Math.min(...sources.map(({ part }, at) => part.terms[next[at]!] ?? Infinity))
    if (term === Infinity) break
    const [from, own] = [length, { spread: 0 }]
    for (const [at, { part }] of sources.entries()) {
      const place = next[at]!
      if (part.terms[place] !== term) continue
      next[at] = place + 1
      own.spread += part.spread[place]!
      for (let entry = part.starts[place]!; entry < part.starts[place + 1]!; entry += 1) {
        const unit = unitsOf[at]![part.units[entry]!]!
        if (unit < 0) continue
        units[length] = unit
        weights[length] = part.weights[entry]!
        length += 1
      }
    }
    if (length === from) continue
    terms.push(term)
    starts.push(from)
    spread.push(own.spread)
  }
  starts.push(length)
  return withTitles({
    terms: Uint32Array.from(terms), starts: Uint32Array.from(starts), units: units.slice(0, length), weights: weights.slice(0, length), spread: Uint32Array.from(spread),
    documentOf: places.documentOf.slice(0, count), passageOf: places.passageOf.slice(0, count), unitLength: places.unitLength.slice(0, count), documentLength: places.documentLength,
  })
}

/** @returns new numbers of each source's units, -1 of those that are gone, and where the others are from */
function combineUnits(sources: readonly Source[], documents: number, most: number) {
  const [documentOf, passageOf, unitLength, documentLength] = [new Uint32Array(most), new Int16Array(most), new Float32Array(most), new Float32Array(documents)]
  let count = 0
  const unitsOf = sources.map(({ part, moved }) => {
    for (const [own, document] of moved.entries()) if (document >= 0) documentLength[document] = part.documentLength[own]!
    return Int32Array.from(part.documentOf, (own, unit) => {
      const document = moved[own]!
      if (document < 0) return -1
      documentOf[count] = document
      passageOf[count] = part.passageOf[unit]!
      unitLength[count] = part.unitLength[unit]!
      count += 1
      return count - 1
    })
  })
  return { unitsOf, count, documentOf, passageOf, unitLength, documentLength }
}
