/** Korean that was typed without spaces, with a space wherever a particle or an ending is followed by another word, and before verbs and adverbs. */
import type { Garu, Morpheme } from './load-garu.ts'

/** Shorter runs are one word with what hangs on it, or a name. */
const long = /\p{Script=Hangul}{5,}/gu
/** Sejong tags: what a noun stands behind in a word of its own, and what a verb or an adverb does. */
const beforeNoun = /^(?:J|E)/u
const beforeVerb = /^(?:J|E|N|MAG)/u
const nouns = new Set(['NNG', 'NNP', 'NP', 'NR', 'MM'])
const verbs = new Set(['VV', 'VA', 'VX', 'VCN', 'MAG'])
/** The analyser gives words in their full form: what was contracted is passed over, so far and no farther. */
const farthest = 6

export const spaceKorean = (garu: Garu, text: string): string => text.replaceAll(long, (run) => spaceRun(run, garu(run) ?? []))

/** 달가온 is no moon that comes. */
const inName = ({ text, pos }: Morpheme) => pos.startsWith('N') && text.length < 2

function spaceRun(run: string, morphemes: readonly Morpheme[]): string {
  let [spaced, from, at] = ['', 0, 0]
  for (const [place, { text, pos }] of morphemes.entries()) {
    const found = run.indexOf(text, at)
    if (found < 0 || found > at + farthest) continue
    const before = morphemes[place - 1]?.pos ?? ''
    const parts = nouns.has(pos) ? beforeNoun.test(before) : verbs.has(pos) && beforeVerb.test(before) && !inName(morphemes[place - 1]!)
    if (found > from && parts) {
      spaced += `${run.slice(from, found)} `
      from = found
    }
    at = found + text.length
  }
  return spaced + run.slice(from)
}
