/** What puts right an earlier answer, whatever is asked just now. */
import type { QuestionSlot, Slots } from '../../cases/index.ts'
import { clausesOf } from './clauses.ts'
import { findWord, firstOf, plain } from './plain-words.ts'
import { type Answered, readOne, type Reading } from './read-several.ts'
import { aboutOf } from './read-likely.ts'
import { readStanding } from './read-standing.ts'
import { isYesNo } from './read-yes-nos.ts'
import { readSubject } from './read-subject.ts'
import { holdsNumber } from './read-text.ts'
import type { Words } from './words.ts'

/** "No, the name is …": the earlier question that the words name, or the last one whose kind of answer they hold. */
export function readCorrection(reading: Reading, slots: Slots, message: string): Answered[] | undefined {
  const [{ words, answers }, { answered, open, asked }] = [reading, slots]
  const standing = readStanding(reading, slots, message)
  if (standing !== undefined) return standing
  // What surely answers a question that is asked puts nothing right.
  if (answers !== undefined && asked.some((slot) => isYesNo(slot) && answers.share(message, 'yes-no', aboutOf(slot)) > surely)) return undefined
  const learnt = readLearnt(reading, slots, message)
  if (learnt !== undefined) return learnt
  const own = Math.max(0, ...[...open, ...asked.filter((slot) => slot.kind === 'more')].map((slot) => reading.labels.score(slot, message)))
  const named = answered.map((slot) => ({ slot, score: reading.labels.score(slot, message) }))
    .filter(({ score }) => score > own).toSorted((one, other) => other.score - one.score || other.slot.index - one.slot.index)[0]
  const rest = withoutCue(message, words.correct)
  if (named !== undefined) {
    const read = [rest, ...clausesOf(rest).slice(1)].map((part) => readOne(reading, named.slot, part)).find(({ length }) => length > 0) ?? []
    // "I misspelt the name, it's …": what was wrong is said first, and then what is right.
    if (read.length > 0) return read.map((one) => ({ ...one, sure: true }))
  }
  if (asked.some(({ kind }) => kind === 'known')) return undefined
  if (!begins(firstOf(words.correct, plain(message)))) return message.trim().split(/\s+/u).length <= fewWords ? otherSubject(words, slots, message) : undefined
  const typed = asked.some((slot) => slot.kind === 'question' && slot.question.type !== 'text' && slot.question.type !== 'yes-no' && readOne(reading, slot, message).length > 0)
  return typed ? undefined : otherSubject(words, slots, rest) ?? lastThatFits(reading, answered, rest) ?? renamed(reading, answered, rest)
}

const surely = 0.75
/** Of what may be put right: what was not answered yet cannot. */
const leastShare = 0.15

/** By how the pack's examples put something right. */
function readLearnt(reading: Reading, slots: Slots, message: string): Answered[] | undefined {
  const { answers, words } = reading
  if (answers === undefined) return undefined
  if (answers.share(message, 'corrects', 'subject') > 0.5) return otherSubject(words, slots, message)
  // Whoever tells what was answered already puts it right, unless the same is asked of another child just now; a yes or no to what is not asked is none.
  const isAsked = (fact: string) => slots.asked.some((slot) => slot.kind === 'question' && slot.question.fact === fact)
  const cued = begins(firstOf(words.correct, plain(message)))
  const told = slots.answered.toReversed().filter((one) => cued || !isAsked(one.question.fact) || findWord(one.value, plain(message)) !== undefined).map((one) => ({ one, share: answers.share(message, 'corrects', one.question.fact) + (isAsked(one.question.fact) ? 0 : answers.share(message, 'tells', one.question.fact)) }))
  const besides = slots.asked.filter((slot) => isYesNo(slot)).reduce((sum, slot) => sum + answers.share(message, 'yes-no', aboutOf(slot)), answers.share(message, 'asides'))
  const open = slots.open.reduce((sum, { question: { fact } }) => sum + answers.share(message, 'tells', fact), 0)
  const all = told.filter(({ one }, at) => told.findIndex((other) => other.one.question.fact === one.question.fact) === at).reduce((sum, { share }) => sum + share, 0)
  if (all < besides + open) return undefined
  const slot = told.toSorted((one, other) => other.share - one.share).find(({ share }) => share > leastShare)?.one
  if (slot === undefined || (!cued && slots.asked.some((one) => one.kind === 'question' && one.question.type !== 'text' && one.question.type !== 'yes-no' && readOne(reading, one, message).length > 0))) return undefined
  const rest = withoutCue(message, words.correct)
  const read = [rest, message, ...clausesOf(message).toReversed()].map((part) => readOne(reading, slot, part).filter(({ value }) => value !== slot.value)).find((found) => found.some(({ sure }) => sure)) ?? []
  return read.length > 0 ? read : undefined
}

/** Whoever names another of those whom it may be about, and says little else, means that one: "남편 건으로 바꿔 주세요". */
const fewWords = 5

/** "No, my mother's." */
function otherSubject(words: Words, { asked, candidates }: Slots, rest: string): Answered[] | undefined {
  const chosen = asked.every(({ kind }) => kind !== 'subject') && candidates.length > 1 ? readSubject(candidates, rest, words) : undefined
  return chosen === undefined ? undefined : [{ slot: { kind: 'subject', candidates }, value: chosen, sure: true }]
}

/** "Sorry, it's called X": only where words stand before it that lead to a name. */
function renamed(reading: Reading, answered: readonly QuestionSlot[], rest: string): Answered[] | undefined {
  const slot = answered.findLast(({ question }) => question.type === 'text' && !holdsNumber(question))
  if (slot === undefined || !reading.labels.surroundings(slot).around.includes(plain(rest).split(/\s+/u)[0]!)) return undefined
  const read = readOne(reading, slot, rest).filter(({ sure }) => sure)
  return read.length > 0 ? read : undefined
}

/** A day or a choice that answers nothing that is asked puts right the last of its kind. */
export function lastThatFits(reading: Reading, answered: readonly QuestionSlot[], message: string): Answered[] | undefined {
  for (const slot of answered.toReversed().filter(({ question }) => question.type === 'date' || question.type === 'choice')) {
    const read = readOne(reading, slot, message).filter(({ value }) => value !== slot.value)
    if (read.length > 0) return read
  }
  return undefined
}

/** At the beginning, or after an "oh". */
const begins = (place: number) => place >= 0 && place <= 4

export function withoutCue(message: string, cues: readonly string[]): string {
  const text = plain(message)
  const place = cues.map((word) => findWord(word, text)).filter((found) => found !== undefined && begins(found.from)).toSorted((one, other) => one!.from - other!.from || other!.to - one!.to)[0]
  return place === undefined ? message : message.slice(place.to).replace(/^[\s,.:;،–-]+/u, '')
}
