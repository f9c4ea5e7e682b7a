/** Words of the index that an unknown one may mean: those it begins, those it shares most pairs of letters with. */
const most = 6
const leastAlike = 0.6

/** @returns terms with how far they may stand for the word, from 0 to 1 */
export function likeWords(wanted: string, vocabulary: readonly string[]): { term: string; share: number }[] {
  const alike = vocabulary.flatMap((term) => {
    const share = likeness(wanted, term.slice(1))
    return share > 0 ? [{ term, share }] : []
  })
  return alike.sort((one, other) => other.share - one.share || one.term.length - other.term.length).slice(0, most)
}

function likeness(wanted: string, other: string): number {
  if (other.startsWith(wanted)) return 0.85
  if (wanted.length < 4 || Math.abs(wanted.length - other.length) > 3) return 0
  if (other.length >= 4 && wanted.startsWith(other)) return 0.7
  const dice = sharedPairs(wanted, other)
  return dice >= leastAlike ? 0.7 * dice : 0
}

function sharedPairs(one: string, other: string): number {
  const own = pairsOf(one)
  const theirs = pairsOf(other)
  let shared = 0
  for (const pair of own) if (theirs.has(pair)) shared += 1
  return (2 * shared) / (own.size + theirs.size)
}

const pairsOf = (word: string) => new Set(Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)))
