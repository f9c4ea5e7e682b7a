/**
 * A small inverted index. Hangul is cut into pairs of syllables: spacing and compounds differ from writer
 * to writer, and a wrong syllable still leaves the other pairs. Other scripts are cut into words: exact,
 * by their beginning, then by the pairs of letters they share.
 */
import type { Text } from '../../../kernel/schema/schema.ts'
import { isHangul, stemLength, wordsOf } from './fold-text.ts'

export interface SearchDocument {
  id: string
  fields: { weight: number; text: Text }[]
}

export interface SearchIndex {
  /** Best first. A text in the reader's language counts for more than one in another. */
  search(query: string, language: string): { id: string; score: number }[]
}

/** gram → documents by number, with the best weight of each language. */
type Postings = Map<string, Map<number, Record<string, number>>>

const otherLanguage = 0.6
/** Of what a word says, this much must be found. */
const leastCover = 0.34
const leastDice = 0.6
/** Against the best result. */
const leastShare = 0.2
/** Of a query. */
const mostWords = 16

export function createSearchIndex(documents: readonly SearchDocument[]): SearchIndex {
  const postings: Postings = new Map()
  const pairs = new Map<string, Set<string>>()
  const add = (gram: string, document: number, language: string, weight: number) => {
    let list = postings.get(gram)
    if (list === undefined) postings.set(gram, (list = new Map()))
    const best = list.get(document) ?? {}
    if (weight > (best[language] ?? 0)) list.set(document, { ...best, [language]: weight })
  }
  for (const [number, { fields }] of documents.entries()) {
    for (const { weight, text } of fields) {
      for (const [language, value] of Object.entries(text)) {
        for (const word of wordsOf(value)) {
          for (const gram of gramsOf(word)) add(gram, number, language, weight)
          if (!isHangul(word)) for (const pair of pairsOf(word)) pairs.set(pair, (pairs.get(pair) ?? new Set()).add(word))
        }
      }
    }
  }
  const rarity = (gram: string) => Math.log(1 + documents.length / (postings.get(gram)?.size ?? 0.5))

  /** How well each document answers one word, from 0 to 1. */
  function scoreWord(word: string, language: string): Map<number, number> {
    const found = new Map<number, number>()
    const grams = isHangul(word) ? wantedGrams(word).map((gram) => ({ gram, share: 1 })) : likeWords(word)
    const all = isHangul(word) ? grams.reduce((sum, { gram }) => sum + rarity(gram), 0) : 1
    for (const { gram, share } of grams) {
      const worth = isHangul(word) ? rarity(gram) / all : share
      for (const [document, weights] of postings.get(gram) ?? []) {
        const weight = Math.max(...Object.entries(weights).map(([tag, value]) => (tag === language ? value : value * otherLanguage)))
        const before = found.get(document) ?? 0
        found.set(document, isHangul(word) ? before + worth * weight : Math.max(before, worth * weight))
      }
    }
    return found
  }

  /** Words of the index that this one may mean. */
  function likeWords(word: string): { gram: string; share: number }[] {
    const own = pairsOf(word)
    const shared = new Map<string, number>()
    for (const pair of own) for (const other of pairs.get(pair) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1)
    return [...shared].map(([other, count]) => ({ gram: other, share: likeness(word, other, (2 * count) / (own.length + pairsOf(other).length)) })).filter(({ share }) => share > 0)
  }

  return {
    search(query, language) {
      const words = [...new Set(wordsOf(query))].slice(0, mostWords)
      const scores = new Map<number, { sum: number; words: number }>()
      let known = 0
      for (const word of words) {
        // What stands everywhere tells nothing apart; what stands nowhere must not push everything away.
        const importance = importanceOf(word)
        const found = scoreWord(word, language)
        if (found.size > 0) known += importance
        for (const [document, score] of found) {
          if (isHangul(word) && !covers(word, document)) continue
          const before = scores.get(document) ?? { sum: 0, words: 0 }
          scores.set(document, { sum: before.sum + score * importance, words: before.words + importance })
        }
      }
      const ranked = [...scores].map(([document, { sum, words: matched }]) => ({ id: documents[document]!.id, score: (sum * matched) / Math.max(known, 1e-9) }))
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      const best = ranked[0]?.score ?? 0
      return ranked.filter(({ score }) => score >= best * leastShare)
    },
  }

  function importanceOf(word: string): number {
    const grams = isHangul(word) ? wantedGrams(word) : [word]
    const inUse = grams.filter((gram) => postings.has(gram))
    return Math.max(...inUse.map(rarity), 0.3)
  }

  function covers(word: string, document: number): boolean {
    const grams = wantedGrams(word)
    return grams.filter((gram) => postings.get(gram)?.has(document)).length / grams.length >= leastCover
  }
}

/** What a word of a text is found by. */
function gramsOf(word: string): string[] {
  return isHangul(word) ? [`^${word[0]}`, ...pairsOf(word)] : [word]
}

/** What a word of a query looks for: its stem; a single syllable finds what begins with it. */
function wantedGrams(word: string): string[] {
  const stem = word.slice(0, stemLength(word))
  return stem.length === 1 ? [`^${stem}`] : pairsOf(stem)
}

function pairsOf(word: string): string[] {
  const letters = Array.from(word)
  return letters.length === 1 ? [word] : [...new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`))]
}

/** Arabic writes the article and "and", "for", "with" onto the word. */
const bare = (word: string) => word.replace(/^[وبلف]?(ال|لل)(?=.{2})/u, '')

function likeness(wanted: string, other: string, dice: number): number {
  if (wanted === other) return 1
  if (bare(wanted) === bare(other)) return 0.95
  if (wanted.length >= 2 && other.startsWith(wanted)) return 0.85
  if (other.length >= 4 && wanted.startsWith(other)) return 0.7
  return wanted.length >= 4 && dice >= leastDice ? 0.7 * dice : 0
}
