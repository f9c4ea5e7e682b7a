/** The words of an index in one language, numbered as they come: the same for all its segments, so that each is written once. */
import { type Listed, listWords } from './like-words.ts'

export interface Vocabulary {
  readonly size: number
  get(term: string): number | undefined
  /** @returns its number, a new one where it was unknown */
  add(term: string): number
  /** Words in other letters than Hangul, in lists: what came since the last question is one more. */
  latin(): readonly Listed[]
  /** Words with Hangul. */
  syllabic(): readonly string[]
  /** Those that are still in use, in the same order. @returns the new number of each, too */
  renumbered(used: Uint8Array): { vocabulary: Vocabulary; numbers: Uint32Array }
}

const hangul = /[\uAC00-\uD7A3]/u
/** Lists, until they become one again. */
const mostLists = 16

export function openVocabulary(terms: Iterable<string> = []): Vocabulary {
  const numbers = new Map<string, number>()
  for (const term of terms) numbers.set(term, numbers.size)
  let listed = { upTo: 0, latin: [] as Listed[], syllabic: [] as string[] }

  function list() {
    if (listed.upTo === numbers.size) return listed
    if (listed.latin.length === mostLists) listed = { upTo: 0, latin: [], syllabic: [] }
    const words = numbers.keys().drop(listed.upTo).filter((term) => term.startsWith('m')).toArray()
    listed.latin.push(listWords(words.filter((term) => !hangul.test(term))))
    for (const term of words) if (hangul.test(term)) listed.syllabic.push(term)
    listed.upTo = numbers.size
    return listed
  }

  return {
    get size() { return numbers.size },
    get: (term) => numbers.get(term),
    add(term) {
      let number = numbers.get(term)
      if (number === undefined) numbers.set(term, (number = numbers.size))
      return number
    },
    latin: () => list().latin,
    syllabic: () => list().syllabic,
    renumbered(used) {
      const renumbered = new Uint32Array(numbers.size)
      let next = 0
      for (let number = 0; number < renumbered.length; number += 1) if (used[number] === 1) renumbered[number] = next++
      return { vocabulary: openVocabulary(numbers.keys().filter((_, number) => used[number] === 1)), numbers: renumbered }
    },
  }
}
