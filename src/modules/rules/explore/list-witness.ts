/**
 * Proof that it matters who is on a list: the same household twice, everything known, different in nothing but one entry more, and the
 * service says something else. Nobody is asked how many there are without one.
 */
import type { FactSet, Situation } from '../contract.ts'
import { type Asked, climbUp, completeOnce, fewestOf, saidOf, withEntries } from './witness.ts'

export interface ListWitness {
  service: string
  /** With the fewer entries, and with one more. */
  households: [FactSet, FactSet]
}

/** Households as they come, and such in which nothing but the list stands in the way. */
const tries = { drawn: 32, searched: 4 } as const
/** Entries beyond the fewest: laws count to three children, or to five who live together. */
const beyond = 5

/** @param how searching takes longer, and finds what is rare */
export function witnessOfList(list: string, how: keyof typeof tries, asked: Asked, situation: Situation, random: () => number): ListWitness | null {
  for (let time = 0; time < tries[how]; time += 1) {
    // Many know of the first entry already; only some ask for a fifth.
    const most = fewestOf(list) + 1 + Math.floor(random() ** 2 * beyond)
    const shaped = { ...situation, facts: withEntries(situation.facts, list, most) }
    const drawn = completeOnce(asked, shaped, random)
    const pair = turning(how === 'drawn' ? drawn : climbUp(drawn, asked, shaped, random), list, asked, situation)
    if (pair) return { service: asked.service, households: pair }
  }
  return null
}

/** One entry after the other is struck off, until the answer is another. */
function turning(whole: FactSet, list: string, { attempt }: Asked, situation: Situation): ListWitness['households'] | null {
  const saying = (facts: FactSet) => withoutNothing(saidOf(attempt({ ...situation, facts })))
  let more = whole
  let said = saying(more)
  for (let entries = whole[list] as Record<string, never>[]; entries.length > fewestOf(list);) {
    entries = entries.slice(0, -1)
    const fewer = { ...more, [list]: entries }
    const before = saying(fewer)
    if (said !== null && before !== null && said !== before) return [fewer, more]
    more = fewer
    said = before
  }
  return null
}

/** Somebody more who is paid nothing makes no other answer. */
const withoutNothing = (said: string | null) => said?.split(' ').filter((word) => /[1-9a-z]/.test(word)).join(' ') ?? null
