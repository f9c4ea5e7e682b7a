/**
 * Verifiers and whoever serves status lists, putting their logs together: can they tell that two presentations come from one person?
 * Scored as the area under the ROC curve over pairs: 0.5 is a coin, 1 is certainty. Copies come from one hour: what the hour of a refill tells
 * about its copies is not played here.
 */
export interface Seen {
  /** What the adversary wants to know; used for the score alone. */
  person: string
  list: string
  index: number
  issuedAt: number
  expiresAt: number
  digests: number
  /** Everything of 32 bits or more that was shown: keys, digests, salts, disclosures, signatures. */
  values: readonly string[]
}

type Clue = (one: Seen, other: Seen) => number

/** Each grows with the suspicion that both are one person's. */
export const clues: Record<string, Clue> = {
  'same list': (one, other) => Number(one.list === other.list),
  'near in a list': (one, other) => -(one.list === other.list ? Math.abs(one.index - other.index) : 2 ** 20),
  'near indices': (one, other) => -Math.abs(one.index - other.index),
  'same times': (one, other) => Number(one.issuedAt === other.issuedAt) + Number(one.expiresAt === other.expiresAt),
  'near times': (one, other) => -Math.abs(one.issuedAt - other.issuedAt) - Math.abs(one.expiresAt - other.expiresAt),
  'as many digests': (one, other) => -Math.abs(one.digests - other.digests),
  'a value in common': (one, other) => one.values.filter((value) => other.values.includes(value)).length,
}

export interface Guess { clue: string; auc: number }

/** @param pairs of each kind: of one person, of two. @returns how well each clue tells them apart, and all of them together, in whichever direction is better */
export function guess(seen: readonly Seen[], pairs: number, random: () => number): Guess[] {
  const byPerson = new Map<string, Seen[]>()
  for (const one of seen) byPerson.set(one.person, [...(byPerson.get(one.person) ?? []), one])
  const several = [...byPerson.values()].filter((own) => own.length > 1)
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)]!
  const draw = (ofOne: boolean): [Seen, Seen] => {
    for (;;) {
      const [one, other] = ofOne ? pickTwo(pick(several)) : [pick(seen), pick(seen)]
      if (one !== other && (one.person === other.person) === ofOne) return [one, other]
    }
  }
  const pickTwo = (own: readonly Seen[]): [Seen, Seen] => [pick(own), pick(own)]
  const drawn = [true, false].flatMap((ofOne) => Array.from({ length: pairs }, () => ({ ofOne, pair: draw(ofOne) })))
  const scored = Object.entries(clues).map(([clue, score]) => ({ clue, scores: drawn.map(({ pair }) => score(...pair)) }))
  const sums = drawn.map((_, at) => scored.reduce((sum, { scores }) => sum + ranked(scores)[at]!, 0))
  return [...scored, { clue: 'all together', scores: sums }].map(({ clue, scores }) => {
    const auc = areaUnder(scores.map((score, at) => ({ score, positive: drawn[at]!.ofOne })))
    return { clue, auc: Math.max(auc, 1 - auc) }
  })
}

const ranks = new WeakMap<readonly number[], number[]>()

/** Middle ranks, so that clues of different measures can be added. */
function ranked(scores: readonly number[]): number[] {
  const known = ranks.get(scores)
  if (known) return known
  const order = scores.map((score, at) => ({ score, at })).sort((one, other) => one.score - other.score)
  const result: number[] = Array.from({ length: scores.length }, () => 0)
  for (let from = 0; from < order.length;) {
    let to = from
    while (to < order.length && order[to]!.score === order[from]!.score) to += 1
    for (let at = from; at < to; at += 1) result[order[at]!.at] = (from + to - 1) / 2
    from = to
  }
  ranks.set(scores, result)
  return result
}

/** Mann and Whitney: the share of pairs in which the positive one scores higher, ties counted half. */
function areaUnder(scored: readonly { score: number; positive: boolean }[]): number {
  const rank = ranked(scored.map(({ score }) => score))
  const positives = scored.filter(({ positive }) => positive).length
  const sum = scored.reduce((total, { positive }, at) => total + (positive ? rank[at]! + 1 : 0), 0)
  return (sum - (positives * (positives + 1)) / 2) / (positives * (scored.length - positives))
}
