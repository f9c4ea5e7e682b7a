/** One message, several answers: "her name is X, born yesterday, a girl", "we use gas but no district heating". */
import type { QuestionSlot, Slot } from '../../cases/index.ts'
import { clausesOf, listsOf, numberedParts, partsWithNumbers } from './clauses.ts'
import { firstOf, plain } from './plain-words.ts'
import { type Found, readChoice } from './read-choice.ts'
import { readDate } from './read-date.ts'
import { nameOf, readNameParts } from './read-name-parts.ts'
import { holdsNumber, type Learnt, readText, saysNoName } from './read-text.ts'
import { aboutOf, readLikely, settle } from './read-likely.ts'
import { readAnswerTo } from './read-yes-no.ts'
import { isYesNo, readYesNos, restates } from './read-yes-nos.ts'
import type { AnswerReader } from '../intents/learn-answers.ts'
import type { Labels } from './labels.ts'
import type { Words } from './words.ts'

export interface Reading {
  words: Words
  labels: Labels
  language: string
  today: string
  /** The day of the child before, for "the same day". */
  dayBefore: string | undefined
  /** Where the pack says what people answer. */
  answers: AnswerReader | undefined
}

export interface Answered { slot: Slot; value: string; sure: boolean }

/** @param asked at once, in order. @param open all questions that are not answered yet. @returns what the message answers of them */
export function readSeveral(reading: Reading, asked: readonly Slot[], open: readonly QuestionSlot[], typed: string): Answered[] {
  const named = readNames(reading, asked, open, typed)
  if (named !== undefined) return named
  const message = reading.labels.apart(typed)
  const listed = readNumbered(reading, asked, message) ?? readInOrder(reading, asked, message)
  if (listed !== undefined) return listed
  const [first, ...others] = asked
  if (first?.kind === 'question' && isNumbered(first) && others.length === 0) {
    const whole = readOne(reading, first, message)
    if (whole.length > 0) return whole
  }
  return readFreely(reading, asked, open, message)
}

/**
 * A name that is told in its parts stands apart from everything else, whatever these mean elsewhere: 남궁 is no boy. Where only the family's is named as such, the name that the
 * rest tells is put behind it: "the surname is Kim and we called her Haneul".
 */
function readNames(reading: Reading, asked: readonly Slot[], open: readonly QuestionSlot[], message: string): Answered[] | undefined {
  const slots = asked.filter((slot): slot is QuestionSlot => slot.kind === 'question' && slot.question.name !== undefined)
  const around = slots[0] && reading.labels.surroundings(slots[0])
  const parts = around && readNameParts(message, around.names, { ...around, isFamiliar: (word) => reading.answers?.isFamiliar(word) === true })
  if (parts === undefined) return undefined
  const told = slots.flatMap((slot) => { const name = nameOf(slot.question, parts); return name === undefined ? [] : [{ slot, ...name }] })
  if (told.length === 0 && parts.family === undefined) return undefined
  const left = asked.filter((slot) => told.every((one) => one.slot !== slot))
  const rest = /[\p{L}\p{N}]/u.test(parts.rest) ? readSeveral(reading, left, open, parts.rest) : []
  return [...told, ...rest.flatMap((one) => {
    if (one.slot.kind !== 'question' || one.slot.question.name === undefined) return [one]
    const name = nameOf(one.slot.question, { ...parts, given: one.value, sure: parts.sure && one.sure })
    return name === undefined ? [] : [{ ...one, ...name }]
  })]
}

export const isNumbered = ({ question }: QuestionSlot) => question.type === 'text' && holdsNumber(question)

/** "1. … 2. …", as the questions are numbered where there is no form. */
function readNumbered(reading: Reading, asked: readonly Slot[], message: string): Answered[] | undefined {
  const parts = numberedParts(message)
  return parts && [...parts].flatMap(([number, part]) => inItsPlace(reading, asked, number - 1, part))
}

/** "Dal Sol, yesterday, a girl"; "no, yes, no": as many as are asked, each an answer to its own. Of yes and no there may be fewer. */
function readInOrder(reading: Reading, asked: readonly Slot[], message: string): Answered[] | undefined {
  if (asked.every((slot) => isYesNo(slot) && reading.answers?.knows(aboutOf(slot)))) return undefined
  for (const parts of listsOf(message)) {
    const read = parts.map((part, at) => inItsPlace(reading, asked, at, part))
    const bare = asked.slice(0, parts.length).every(isYesNo) && parts.every((part, at) => /^\S+$/u.test(part) && !restates({ part: parts[at - 1] ?? part, said: read[at - 1]?.[0]?.value ?? '' }, { part, said: read[at]?.[0]?.value ?? '' }))
    if (parts.length <= asked.length && (parts.length === asked.length || bare) && read.every((one) => one.length === 1)) return read.flat()
  }
  return undefined
}

/** In its place a name of one word is surely a name, and yes or no is to nothing else. */
function inItsPlace(reading: Reading, asked: readonly Slot[], at: number, part: string): Answered[] {
  const slot = asked[at]
  // "Induction, no gas, no district heating": what names another question is not to this one.
  const named = reading.labels.named(asked.filter(isYesNo), part)
  if (slot === undefined || (named !== undefined && named !== slot && isYesNo(slot))) return []
  // A number beside the day belongs to the part before it: "Main Street 7, flat 3 since 19 November".
  const day = slot.kind === 'question' && slot.question.type === 'date' ? readDay(reading, part) : undefined
  if (day !== undefined && /\d/u.test(part.slice(0, day.from) + part.slice(day.to))) return []
  if (slot.kind === 'question' && slot.question.type !== 'yes-no') return readOne(reading, slot, part).map((one) => ({ ...one, sure: one.sure || slot.question.type === 'text' }))
  const value = isYesNo(slot) && part.split(/\s+/u).length <= mostWords ? readAnswerTo(slot, part, reading.words) : undefined
  return value === undefined ? [] : [{ slot, value, sure: true }]
}

const mostWords = 6

function readFreely(reading: Reading, asked: readonly Slot[], open: readonly QuestionSlot[], message: string): Answered[] {
  const questions = asked.filter((slot) => slot.kind === 'question')
  const first = questions[0]
  const page = open.filter(({ index }) => index === (first?.index ?? index))
  const [found, told]: [Answered[], string[]] = [[], []]
  let rest = message
  const take = (slot: QuestionSlot, { value, from, to }: Found, sure: boolean) => {
    found.push({ slot, value, sure })
    told.push(rest.slice(from, to).replace(/^[\s,]+|[\s,]+$/gu, ''))
    rest = `${rest.slice(0, from)}, ${rest.slice(to)}`
  }
  for (const slot of page.filter(isNumbered)) {
    const number = findNumbered(reading, slot, rest)
    if (number !== undefined) take(slot, number, true)
  }
  for (const slot of page.filter(({ question }) => question.type === 'date')) {
    const day = readDay(reading, rest)
    if (day !== undefined) take(slot, day, day.sure)
  }
  for (const slot of questions.filter(({ question }) => question.type === 'choice')) {
    const choice = [rest, withoutRuns(rest)].map((text) => readChoice(slot.question, text, reading.words.no)).find((found) => found !== undefined && !(first?.question.type === 'text' && isInName(rest, found)))
    if (choice !== undefined) take(slot, choice, true)
  }
  const name = questions.find((slot) => slot.question.type === 'text' && !isNumbered(slot))
  if (name !== undefined) found.push(...readNameIn(reading, name, { message, rest, alone: found.length === 0, besides: asked.some(isYesNo) }))
  const yesNos = readAllYesNos(reading, asked, page, message, rest, told)
  return [...found, ...yesNos].filter(({ slot }, at, all) => all.findIndex((one) => one.slot === slot) === at)
}

/** By what was learnt, and where that has nothing to go by, by the grammar; where it takes the words for something else, what the grammar reads in them is asked. */
function readAllYesNos(reading: Reading, asked: readonly Slot[], page: readonly QuestionSlot[], message: string, rest: string, told: readonly string[]): Answered[] {
  const own = asked.filter(isYesNo)
  const likely = readLikely(reading, own, page.filter(isYesNo).filter((slot) => !own.includes(slot)), message, told)
  const others = reading.answers?.others(message) ?? 0
  const read = readYesNos(reading, asked, page, rest).filter(({ slot }) => likely.every((one) => one.slot !== slot))
  return [...likely, ...read.map(({ slot, value }) => ({ slot, value, sure: others < 0.5 || reading.answers?.knows(aboutOf(slot)) !== true }))]
}

/** An account or an address among other answers: in the part that holds it, behind the words that lead to it. A day is none. */
function findNumbered(reading: Reading, slot: QuestionSlot, message: string): Found | undefined {
  for (const part of partsWithNumbers(withoutDays(reading, message))) {
    const read = readText(slot.question, part, reading.labels.surroundings(slot), learntOf(reading.answers, slot, part))
    const from = message.indexOf(read?.value ?? part)
    // "…11예요": what hangs on it is no answer of its own.
    const hanging = /^\p{Script=Hangul}*/u.exec(message.slice(from + (read?.value.length ?? 0)))![0]
    if (read?.sure === true && from >= 0) return { value: read.value, from, to: from + read.value.length + hanging.length }
  }
  return undefined
}

/** Days that are said in full, or with a word; "12-3" may be the number of a house. */
function withoutDays({ language, today, words }: Reading, message: string): string {
  const day = readDate(message, language, today, words.days)
  const said = day && message.slice(day.from, day.to)
  return day && said !== undefined && (/\p{L}|\d{4}/u.test(said)) ? `${message.slice(0, day.from)};${message.slice(day.to)}` : message
}

/** What a message says to one question alone. */
export function readOne({ words, labels, language, today, dayBefore, answers }: Reading, slot: QuestionSlot, message: string): Answered[] {
  const { question } = slot
  const as = (found: { value: string; sure?: boolean } | undefined) => (found === undefined ? [] : [{ slot, value: found.value, sure: found.sure ?? true }])
  switch (question.type) {
    case 'date': return as(readDay({ words, language, today, dayBefore }, message))
    case 'choice': return as(readChoice(question, message, words.no))
    case 'text': {
      // Of what is not said to be a name, only what stands alone is one.
      const learnt = learntOf(answers, slot, message)
      return as(readText(question, message, labels.surroundings(slot), isNumbered(slot) || (learnt?.meant === true && !/\d{3}/u.test(message)) ? learnt : undefined))
    }
    case 'yes-no': {
      if (answers?.knows(aboutOf(slot))) return answers.others(message) > 0.6 ? [] : as(settle({ words, answers }, slot, message))
      const said = readAnswerTo(slot, message, words)
      return said === undefined ? [] : as({ value: said })
    }
    default: return question.type satisfies never
  }
}

function readDay({ words, language, today, dayBefore }: Pick<Reading, 'words' | 'language' | 'today' | 'dayBefore'>, text: string) {
  const day = readDate(text, language, today, words.days)
  const same = day === undefined && dayBefore !== undefined && firstOf(words.sameDay, plain(text)) >= 0
  return same ? { value: dayBefore, from: 0, to: 0, sure: true } : day
}

/** A child may be called by a word that means a boy elsewhere: with a capital, behind another, it belongs to the name. */
function isInName(text: string, { from, to }: Found): boolean {
  return /^\p{Lu}/u.test(text.slice(from, to)) && (/\p{Lu}\p{L}*\s+$/u.test(text.slice(0, from)) || /^\s+\p{Lu}/u.test(text.slice(to)))
}

/** Without two words with capitals or more, one behind the other: of a name that holds a word for a boy, the word for a girl beside it counts. As long as it was. */
const withoutRuns = (text: string) => text.replaceAll(/\p{Lu}[\p{L}'’-]*(?:\s+\p{Lu}[\p{L}'’-]*)+/gu, (run) => ' '.repeat(run.length))

/** @property alone nothing else was found. @property besides a yes or no is asked too */
interface NameIn { message: string; rest: string; alone: boolean; besides: boolean }

/** Of what no other answer was, the first part that can be a name. A part alone is only surely one where nothing else was said. */
function readNameIn({ labels, words, answers }: Reading, slot: QuestionSlot, { message, rest, alone, besides }: NameIn): Answered[] {
  // The part that says that it is a name goes before those that only could be one.
  const parts = clausesOf(rest).map((part) => ({ part, score: labels.score(slot, part) })).toSorted((one, other) => other.score - one.score).map(({ part }) => part)
  const learnt = learntOf(answers, slot, message)
  const read = (alone && parts.length === 1 ? [rest] : parts.filter((one) => firstOf([...words.again, ...words.only], plain(withoutCapitals(one))) < 0)).flatMap((part) => {
    if (saysNoName(part, words.no)) return []
    const text = readText(slot.question, part, labels.surroundings(slot), learnt)
    // What likely answers another question, or asks one, is only a name where nothing else can be.
    const isOther = answers !== undefined && answers.share(part, 'asides') + (besides ? answers.share(part, 'yes-no') : 0) > surelyOther
    return text === undefined || (isOther && !text.standsOut) ? [] : [{ slot, value: text.value, sure: text.sure && (!isOther || (text.standsOut === true && (learnt?.meant === true || !besides))) }]
  })
  const best = read.find(({ sure }) => sure) ?? read[0]
  return best === undefined ? [] : [best]
}

const surelyOther = 0.75

/** What examples tell of an answer in words of one's own; undefined where there are none. */
function learntOf(answers: AnswerReader | undefined, { question: { fact } }: QuestionSlot, message: string): Learnt | undefined {
  if (answers === undefined || answers.around(fact).words.size === 0) return undefined
  return { around: answers.around(fact), isFamiliar: answers.isFamiliar, meant: answers.share(message, 'tells') + answers.share(message, 'corrects') > 0.5 }
}

/** What has a capital and does not begin the part belongs to a name: Kim Chi is not only (chỉ). */
const withoutCapitals = (part: string) => part.replaceAll(/(?<=\s)\p{Lu}\p{L}*/gu, '')
