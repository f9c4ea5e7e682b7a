/** Words of the index that an unknown one may mean: those it begins, those it shares most pairs of letters with. */
const most = 6
const leastAlike = 0.6

/** A word of the index with its pairs, made once. */
export interface Listed { term: string; word: string; pairs: ReadonlySet<string> }

export const listWord = (term: string): Listed => ({ term, word: term.slice(1), pairs: pairsOf(term.slice(1)) })

/** @returns terms with how far they may stand for the word, from 0 to 1 */
export function likeWords(wanted: string, vocabulary: readonly Listed[]): { term: string; share: number }[] {
  const own = pairsOf(wanted)
  const alike = vocabulary.flatMap((listed) => {
    const share = likeness(wanted, own, listed)
    return share > 0 ? [{ term: listed.term, share }] : []
  })
  return alike.sort((one, other) => other.share - one.share || one.term.length - other.term.length).slice(0, most)
}

function likeness(wanted: string, own: ReadonlySet<string>, { word: other, pairs }: Listed): number {
  if (other.startsWith(wanted)) return 0.85
  if (wanted.length < 4 || Math.abs(wanted.length - other.length) > 3) return 0
  if (other.length >= 4 && wanted.startsWith(other)) return 0.7
  const dice = sharedPairs(own, pairs)
  return dice >= leastAlike ? 0.7 * dice : 0
}

function sharedPairs(own: ReadonlySet<string>, theirs: ReadonlySet<string>): number {
  let shared = 0
  for (const pair of own) if (theirs.has(pair)) shared += 1
  return (2 * shared) / (own.size + theirs.size)
}

const pairsOf = (word: string) => new Set(Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)))
