/** Several questions at once, by what was learnt from how people answer them: which parts of a message belong together, and to which question. */
import type { AnswerReader } from '../intents/learn-answers.ts'
import { partsOf } from './clauses.ts'
import type { Labels } from './labels.ts'
import { plain } from './plain-words.ts'
import { readAnswerTo, type YesNo, type YesNoSlot } from './read-yes-no.ts'
import type { Words } from './words.ts'

export interface Likely { slot: YesNoSlot; value: YesNo; sure: boolean }

interface Reading { words: Words; labels: Labels; answers: AnswerReader | undefined }

/** What one says may fall into so many clauses. */
const longest = 4
/** A message of more is a letter. */
const mostParts = 14
/** So much more likely is what the grammar reads than its opposite, told as a logarithm. */
const grammarSays = 2.5
/** Held out of the pack's own examples in five parts, 254 of 4,893 answers are kept as something else, and 473 read back rightly; at 0.88 it is 282 and 327. */
const surely = 0.94
/** A part is an answer to a question if that is so much of what it may be; beside something else that is told, more. */
const leastShare = 0.3
/** The first that is asked and not answered yet is answered most often, and seldom one that is not asked yet. */
const outOfTurn = { asked: 0.15, open: 0.03 }
/** Then the part must be about it and nothing else. */
const surelyAbout = { asked: 0.6, open: 0.85 }
/** Who is asked answers. */
const other = 0.5
const named = 0.6

export const aboutOf = (slot: YesNoSlot): string => (slot.kind === 'more' ? 'more' : slot.question.fact)

/** @param own asked, in their order. @param others open, and not asked. Those without examples are left to the grammar. @param told what answers another question already */
export function readLikely(reading: Reading, own: readonly YesNoSlot[], others: readonly YesNoSlot[], message: string, told: readonly string[] = []): Likely[] {
  const { answers, labels } = reading
  if (answers === undefined) return []
  const slots = [...own, ...others].filter((slot) => answers.knows(aboutOf(slot)))
  const asked = slots.filter((slot) => own.includes(slot)).length
  const kindOf = (at: number) => (at < asked ? 'asked' : 'open')
  const parts = partsOf(message)
  const bare = own[0] === undefined || told.length > 0 ? undefined : readBareWord(message, reading.words)
  if (bare !== undefined) return [{ slot: own[0]!, value: bare, sure: true }]
  if (slots.length === 0 || parts.length === 0 || parts.length > mostParts) return []
  const places = told.filter((one) => one !== '').map((one) => ({ from: message.indexOf(one), to: message.indexOf(one) + one.length })).filter(({ from }) => from >= 0)
  const spans = new Map<string, { text: string; others: number; shares: number[] }>()
  const lookAt = (from: number, to: number) => {
    const key = `${from} ${to}`
    let span = spans.get(key)
    if (span === undefined) {
      const text = message.slice(parts[from]!.from, parts[to]!.to)
      const name = labels.named(slots, text)
      const shares = slots.map((slot) => answers.share(text, 'yes-no', aboutOf(slot)) + (slot === name ? named : 0))
      const rest = answers.others(text) * other + (places.some((place) => place.from < parts[to]!.to && place.to > parts[from]!.from) ? 1 : 0)
      const all = shares.reduce((sum, share) => sum + share, rest)
      spans.set(key, (span = { text, others: rest / all, shares: shares.map((share) => share / all) }))
    }
    return span
  }
  interface Path { score: number; taken: { at: number; from: number; to: number; share: number; first: boolean }[] }
  const best = new Map<string, Path>()
  const from = (at: number, used: number): Path => {
    if (at === parts.length) return { score: 0, taken: [] }
    const key = `${at} ${used}`
    const known = best.get(key)
    if (known !== undefined) return known
    const turn = slots.findIndex((_, slot) => (used & (1 << slot)) === 0)
    let found: Path = { score: -Infinity, taken: [] }
    for (let to = at; to < Math.min(parts.length, at + longest); to += 1) {
      const { others: rest, shares } = lookAt(at, to)
      const consider = (score: number, next: number, taken: Path['taken']) => {
        const behind = from(to + 1, next)
        if (score + behind.score > found.score) found = { score: score + behind.score, taken: [...taken, ...behind.taken] }
      }
      consider(Math.log(rest + 0.01), used, [])
      for (const [slot, share] of shares.entries()) {
        if ((used & (1 << slot)) !== 0) continue
        consider(Math.log(share * (slot === turn ? 1 : outOfTurn[kindOf(slot)]) + 1e-4), used | (1 << slot), [{ at: slot, from: at, to, share, first: slot === turn }])
      }
    }
    best.set(key, found)
    return found
  }
  return from(0, 0).taken.flatMap(({ at, from: start, to, share, first }) => {
    const slot = slots[at]!
    if (share < (first && at < asked && places.length === 0 ? leastShare : surelyAbout[kindOf(at)])) return []
    const read = settle(reading, slot, lookAt(start, to).text)
    // Another child is a page more.
    return [{ slot, ...read, sure: read.sure && (slot.kind !== 'more' || share >= surelyAbout.asked) }]
  })
}

/** Letters of an ending: 없어요. */
const mostEnding = 2

/** "없어", "no": a word that says nothing else answers what is asked first, whatever else is so often answered with it. */
function readBareWord(message: string, { yes, no, does }: Words): YesNo | undefined {
  const word = plain(message).replaceAll(/[\s.,!~]+$/gu, '').trim()
  const isOneOf = (listed: readonly string[]) => listed.some((one) => word === one || (/^\p{Script=Hangul}+$/u.test(word) && word.startsWith(one) && word.length - one.length <= mostEnding))
  return /\s/u.test(word) ? undefined : isOneOf(no) ? 'no' : isOneOf([...yes, ...does]) ? 'yes' : undefined
}

/** What the examples and the grammar say of it together. */
export function settle({ words, answers }: Pick<Reading, 'words' | 'answers'>, slot: YesNoSlot, text: string): { value: YesNo; sure: boolean } {
  const said = readAnswerTo(slot, text, words)
  const yes = Math.min(0.999, Math.max(0.001, answers?.yes(text, aboutOf(slot)) ?? 0.5))
  const odds = Math.log(yes / (1 - yes)) * 1.3 + (said === undefined ? 0 : said === 'yes' ? grammarSays : -grammarSays)
  const likely = 1 / (1 + Math.exp(-Math.abs(odds)))
  return { value: odds > 0 ? 'yes' : 'no', sure: likely >= surely }
}
