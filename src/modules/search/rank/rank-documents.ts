/**
 * BM25 (Robertson and Zaragoza, 2009) over documents, and over their sentences and titles: a document that says in
 * one sentence what was asked goes before one that says the parts of it here and there, and a name that was said whole goes first.
 */
import type { Postings } from './postings.ts'

/** Chosen on one half of the tuning questions; the other half gives the same (docs/decisions/0008). */
const document = { k1: 1.6, b: 0.75 }
const sentence = { k1: 1, b: 0.6, share: 0.8 }
const title = { share: 0.8 }
/** What a document gets at most for each unit of a question's weight; it brings scores to between 0 and 1. */
const most = document.k1 + 1 + sentence.share * (sentence.k1 + 1) + title.share

export interface Wanted {
  /** Number in the postings; undefined where no document has it. */
  term: number | undefined
  weight: number
}

export interface Ranked {
  document: number
  /** From 0 to 1: how much of the question was found, by weight of its words. */
  score: number
  /** The passage that answers best; -1 where only the title does. */
  passage: number
}

export function createRanking(postings: Postings): (wanted: readonly Wanted[]) => Ranked[] {
  const { starts, units, weights, spread, documentOf, passageOf, unitLength, documentLength } = postings
  const documents = documentLength.length
  const averageDocument = mean(documentLength)
  const averageUnit = mean(unitLength)
  const rarity = (count: number) => Math.log(1 + (documents - count + 0.5) / (count + 0.5))
  const titleMass = massOfTitles()
  // Taken anew by each question, which never waits in between.
  const [whole, named, best, shown] = [0, 0, 0, 0].map(() => new Float64Array(documents)) as [Float64Array, Float64Array, Float64Array, Float64Array]
  const parts = new Float64Array(unitLength.length)

  function massOfTitles(): Float64Array {
    const mass = new Float64Array(documents)
    for (let term = 0; term < spread.length; term += 1) {
      for (let at = starts[term]!; at < starts[term + 1]!; at += 1) {
        if (passageOf[units[at]!] === -1) mass[documentOf[units[at]!]!]! += rarity(spread[term]!) * Math.min(weights[at]!, 1)
      }
    }
    return mass
  }

  function add({ term, weight }: Wanted) {
    if (term === undefined) return
    const worth = rarity(spread[term]!) * weight
    const end = starts[term + 1]!
    for (let at = starts[term]!; at < end;) {
      const own = documentOf[units[at]!]!
      let sum = 0
      for (; at < end && documentOf[units[at]!] === own; at += 1) {
        const [unit, count] = [units[at]!, weights[at]!]
        sum += count
        if (passageOf[unit] === -1) named[own]! += worth
        parts[unit]! += (worth * count * (sentence.k1 + 1)) / (count + sentence.k1 * (1 - sentence.b + (sentence.b * unitLength[unit]!) / averageUnit))
      }
      whole[own]! += (worth * sum * (document.k1 + 1)) / (sum + document.k1 * (1 - document.b + (document.b * documentLength[own]!) / averageDocument))
    }
  }

  return (wanted) => {
    for (const kept of [whole, named, best, shown, parts]) kept.fill(0)
    let asked = 0
    for (const one of wanted) {
      asked += rarity(one.term === undefined ? 0 : spread[one.term]!) * one.weight
      add(one)
    }
    const passages = new Int16Array(documents).fill(-1)
    for (let unit = 0; unit < parts.length; unit += 1) {
      if (parts[unit] === 0) continue
      const own = documentOf[unit]!
      if (passageOf[unit] !== -1 && parts[unit]! > shown[own]!) {
        shown[own] = parts[unit]!
        passages[own] = passageOf[unit]!
      }
      best[own] = Math.max(best[own]!, parts[unit]!)
    }
    const ranked: Ranked[] = []
    for (let own = 0; own < documents; own += 1) {
      if (whole[own] === 0) continue
      const cover = titleMass[own]! > 0 ? named[own]! / titleMass[own]! : 0
      const score = whole[own]! + sentence.share * best[own]! + title.share * named[own]! * Math.min(cover, 1)
      ranked.push({ document: own, score: score / (most * asked), passage: passages[own]! })
    }
    return ranked.sort((one, other) => other.score - one.score || one.document - other.document)
  }
}

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1) || 1
