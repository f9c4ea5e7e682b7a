/** Words of the index that an unknown one may mean: those it begins, those it shares most pairs of letters with. */
const most = 6
const leastAlike = 0.6

/** Words of an index with their pairs, made once. Flat: a country's telephone numbers are fifty thousand words, and each question may go through all. */
export interface Listed {
  terms: readonly string[]
  /** Pairs of word n, each once: from `starts[n]` to `starts[n + 1]`. */
  starts: Uint32Array
  pairs: Uint32Array
}

export function listWords(terms: readonly string[]): Listed {
  const starts = new Uint32Array(terms.length + 1)
  const pairs: number[] = []
  for (const [at, term] of terms.entries()) {
    pairs.push(...pairsOf(term, 1))
    starts[at + 1] = pairs.length
  }
  return { terms, starts, pairs: Uint32Array.from(pairs) }
}

/** @param holds whether a term is one that may be found. @returns terms with how far they may stand for the word, from 0 to 1 */
export function likeWords(wanted: string, lists: readonly Listed[], holds: (term: string) => boolean): { term: string; share: number }[] {
  const own = pairsOf(wanted, 0)
  const alike: { term: string; share: number }[] = []
  for (const list of lists) {
    for (const [at, term] of list.terms.entries()) {
      const share = likeness(wanted, own, term, list, at)
      if (share > 0 && holds(term)) alike.push({ term, share })
    }
  }
  return alike.sort((one, other) => other.share - one.share || one.term.length - other.term.length).slice(0, most)
}

/** Before a term's word stands its kind. */
function likeness(wanted: string, own: ReadonlySet<number>, term: string, { starts, pairs }: Listed, at: number): number {
  if (term.startsWith(wanted, 1)) return 0.85
  const length = term.length - 1
  if (wanted.length < 4 || Math.abs(wanted.length - length) > 3) return 0
  if (length >= 4 && length < wanted.length && wanted.startsWith(term.slice(1))) return 0.7
  const [from, end] = [starts[at]!, starts[at + 1]!]
  let shared = 0
  for (let pair = from; pair < end; pair += 1) if (own.has(pairs[pair]!)) shared += 1
  const dice = (2 * shared) / (own.size + end - from)
  return dice >= leastAlike ? 0.7 * dice : 0
}

/** Two letters are one number. */
function pairsOf(text: string, from: number): Set<number> {
  const pairs = new Set<number>()
  for (let at = from; at < text.length - 1; at += 1) pairs.add(text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1))
  return pairs
}
