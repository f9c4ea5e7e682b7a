/**
 * BM25 (Robertson and Zaragoza, 2009) over documents, and over their sentences and titles: a document that says in
 * one sentence what was asked goes before one that says the parts of it here and there, and a name that was said whole goes first.
 * How rare a word is, and how long a text, is of all segments together.
 */
import type { Part, Segment } from './segment.ts'

/** Chosen on one half of the tuning questions; the other half gives the same (docs/decisions/0008). */
const document = { k1: 1.6, b: 0.75 }
const sentence = { k1: 1, b: 0.6, share: 0.8 }
const title = { share: 0.8 }
/** What a document gets at most for each unit of a question's weight; it brings scores to between 0 and 1. */
const most = document.k1 + 1 + sentence.share * (sentence.k1 + 1) + title.share

export interface Wanted {
  /** Number in the vocabulary; undefined where no document has it. */
  term: number | undefined
  weight: number
}

export interface Ranked {
  id: string
  /** From 0 to 1: how much of the question was found, by weight of its words. */
  score: number
  /** The passage that answers best; -1 where only the title does. */
  passage: number
}

export interface Ranking {
  /** In no order. */
  rank(wanted: readonly Wanted[]): Ranked[]
  /** @param term number in the vocabulary. @returns how many documents have it */
  spreadOf(term: number): number
}

/** Taken anew by each question, which never waits in between; as large as the largest segment. */
const sums = { whole: new Float64Array(), named: new Float64Array(), best: new Float64Array(), shown: new Float64Array(), passages: new Int16Array(), units: new Float64Array() }

function clearSums(documents: number, units: number) {
  if (sums.whole.length < documents) for (const name of ['whole', 'named', 'best', 'shown'] as const) sums[name] = new Float64Array(documents)
  if (sums.passages.length < documents) sums.passages = new Int16Array(documents)
  if (sums.units.length < units) sums.units = new Float64Array(units)
  for (const name of ['whole', 'named', 'best', 'shown'] as const) sums[name].fill(0, 0, documents)
  sums.passages.fill(-1, 0, documents)
  sums.units.fill(0, 0, units)
}

/** @param words how many the vocabulary has */
export function createRanking(segments: readonly Segment[], language: string, words: number): Ranking {
  const documents = segments.reduce((sum, { live }) => sum + live, 0)
  const spread = new Uint32Array(words)
  const parts = segments.flatMap(({ ids, gone, parts: own }) => { const part = own.get(language); return part === undefined ? [] : [{ ids, gone, part }] })
  for (const { part } of parts) for (let place = 0; place < part.terms.length; place += 1) spread[part.terms[place]!]! += part.spread[place]!
  const rarity = (count: number) => Math.log(1 + (documents - count + 0.5) / (count + 0.5))
  const [averageDocument, averageUnit] = averages(parts, documents)
  const massOf = parts.map(({ part }) => massOfTitles(part))

  /** What the words of each title are worth together. */
  function massOfTitles({ terms, titles, documentLength }: Part): Float64Array {
    const mass = new Float64Array(documentLength.length)
    for (let at = 0; at < titles.documents.length; at += 1) mass[titles.documents[at]!]! += rarity(spread[terms[titles.places[at]!]!]!) * Math.min(titles.weights[at]!, 1)
    return mass
  }

  function add({ starts, units, weights, documentOf, passageOf, unitLength, documentLength }: Part, place: number, worth: number) {
    const { whole, named, units: ofUnits } = sums
    const end = starts[place + 1]!
    for (let at = starts[place]!; at < end;) {
      const own = documentOf[units[at]!]!
      let sum = 0
      for (; at < end && documentOf[units[at]!] === own; at += 1) {
        const [unit, count] = [units[at]!, weights[at]!]
        sum += count
        if (passageOf[unit] === -1) named[own]! += worth
        ofUnits[unit]! += (worth * count * (sentence.k1 + 1)) / (count + sentence.k1 * (1 - sentence.b + (sentence.b * unitLength[unit]!) / averageUnit))
      }
      whole[own]! += (worth * sum * (document.k1 + 1)) / (sum + document.k1 * (1 - document.b + (document.b * documentLength[own]!) / averageDocument))
    }
  }

  /** The best sentence of each document. */
  function findBest({ documentOf, passageOf }: Part) {
    const { best, shown, passages, units } = sums
    for (let unit = 0; unit < documentOf.length; unit += 1) {
      if (units[unit] === 0) continue
      const own = documentOf[unit]!
      if (passageOf[unit] !== -1 && units[unit]! > shown[own]!) {
        shown[own] = units[unit]!
        passages[own] = passageOf[unit]!
      }
      best[own] = Math.max(best[own]!, units[unit]!)
    }
  }

  return {
    spreadOf: (term) => spread[term] ?? 0,
    rank(wanted) {
      const worth = wanted.map(({ term, weight }) => rarity(term === undefined ? 0 : spread[term] ?? 0) * weight)
      const asked = worth.reduce((sum, one) => sum + one, 0)
      const ranked: Ranked[] = []
      for (const [at, { ids, gone, part }] of parts.entries()) {
        const places = wanted.map(({ term }) => (term === undefined ? -1 : placeOf(part.terms, term)))
        if (places.every((place) => place < 0)) continue
        clearSums(ids.length, part.documentOf.length)
        for (const [number, place] of places.entries()) if (place >= 0) add(part, place, worth[number]!)
        findBest(part)
        const { whole, named, best, passages } = sums
        for (let own = 0; own < ids.length; own += 1) {
          if (whole[own] === 0 || gone[own] === 1) continue
          const mass = massOf[at]![own]!
          const score = whole[own]! + sentence.share * best[own]! + title.share * named[own]! * Math.min(mass > 0 ? named[own]! / mass : 0, 1)
          ranked.push({ id: ids[own]!, score: score / (most * asked), passage: passages[own]! })
        }
      }
      return ranked
    },
  }
}

/** Lengths of a document (also of those without a word in this language) and of a unit, by weight of their words; of what is not gone. */
function averages(parts: readonly { gone: Uint8Array; part: Part }[], documents: number): [number, number] {
  const [sum, units] = [{ documents: 0, units: 0 }, { count: 0 }]
  for (const { gone, part: { documentLength, documentOf, unitLength } } of parts) {
    for (let own = 0; own < documentLength.length; own += 1) if (gone[own] === 0) sum.documents += documentLength[own]!
    for (let unit = 0; unit < documentOf.length; unit += 1) {
      if (gone[documentOf[unit]!] === 1) continue
      sum.units += unitLength[unit]!
      units.count += 1
    }
  }
  return [sum.documents / Math.max(documents, 1) || 1, sum.units / Math.max(units.count, 1) || 1]
}

/** Where a number stands among ascending ones; -1 where it does not. */
function placeOf(terms: Uint32Array, term: number): number {
  let [from, to] = [0, terms.length - 1]
  while (from <= to) {
    const middle = (from + to) >>> 1
    const found = terms[middle]!
    if (found === term) return middle
    if (found < term) from = middle + 1
    else to = middle - 1
  }
  return -1
}
