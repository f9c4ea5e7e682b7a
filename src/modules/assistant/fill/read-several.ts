/** One message, several answers: "her name is X, born yesterday, a girl", "we use gas but no district heating". */
import type { QuestionSlot } from '../../cases/index.ts'
import { firstOf, plain } from './plain-words.ts'
import { type Found, readChoice } from './read-choice.ts'
import { readDate } from './read-date.ts'
import { holdsNumber, readText, saysNoName } from './read-text.ts'
import { readYesNo } from './read-yes-no.ts'
import type { Labels } from './labels.ts'
import type { Words } from './words.ts'

export interface Reading {
  words: Words
  labels: Labels
  language: string
  today: string
  /** The day of the child before, for "the same day". */
  dayBefore: string | undefined
}

export interface Answered { slot: QuestionSlot; value: string; sure: boolean }

/** @param open the questions of the page, the one that is asked first. @returns what the message answers of them */
export function readSeveral(reading: Reading, open: readonly QuestionSlot[], message: string): Answered[] {
  const asked = open[0]
  if (asked === undefined) return []
  if (asked.question.type === 'text' && holdsNumber(asked.question)) return readOne(reading, asked, message)
  const page = open.filter(({ index }) => index === asked.index)
  const found: Answered[] = []
  let rest = message
  const take = (slot: QuestionSlot, { value, from, to }: Found, sure: boolean) => {
    found.push({ slot, value, sure })
    rest = `${rest.slice(0, from)}, ${rest.slice(to)}`
  }
  for (const slot of page.filter(({ question }) => question.type === 'date')) {
    const day = readDay(reading, rest)
    if (day !== undefined) take(slot, day, day.sure)
  }
  for (const slot of page.filter(({ question }) => question.type === 'choice')) {
    const choice = readChoice(slot.question, rest, reading.words.no)
    if (choice !== undefined && !(asked.question.type === 'text' && isInName(rest, choice))) take(slot, choice, true)
  }
  const name = page.find(({ question }) => question.type === 'text' && !holdsNumber(question))
  if (name !== undefined && !saysNoName(rest, reading.words.no)) found.push(...readNameIn(reading, name, rest, found.length === 0))
  return [...found, ...readYesNos(reading, page, message)].filter(({ slot }, at, all) => all.findIndex((one) => one.slot === slot) === at)
}

/** What a message says to one question alone. */
export function readOne({ words, labels, language, today, dayBefore }: Reading, slot: QuestionSlot, message: string): Answered[] {
  const { question } = slot
  const as = (found: { value: string; sure?: boolean } | undefined) => (found === undefined ? [] : [{ slot, value: found.value, sure: found.sure ?? true }])
  switch (question.type) {
    case 'date': return as(readDay({ words, language, today, dayBefore }, message))
    case 'choice': return as(readChoice(question, message, words.no))
    case 'text': return as(readText(question, message, labels.surroundings(slot)))
    case 'yes-no': {
      const said = readYesNo(message, words)
      return said === undefined ? [] : as({ value: said })
    }
    default: return question.type satisfies never
  }
}

function readDay({ words, language, today, dayBefore }: Pick<Reading, 'words' | 'language' | 'today' | 'dayBefore'>, text: string) {
  const day = readDate(text, language, today, words.twoDaysAgo)
  const same = day === undefined && dayBefore !== undefined && firstOf(words.sameDay, plain(text)) >= 0
  return same ? { value: dayBefore, from: 0, to: 0, sure: true } : day
}

/** A child may be called by a word that means a boy elsewhere: with a capital, behind another, it belongs to the name. */
function isInName(text: string, { from, to }: Found): boolean {
  return /^\p{Lu}/u.test(text.slice(from, to)) && (/\p{Lu}\p{L}*\s+$/u.test(text.slice(0, from)) || /^\s+\p{Lu}/u.test(text.slice(to)))
}

const clauses = /[,;،.\n]+|\s+(?:and|but|et|mais|và|nhưng|그리고|근데)\s+|(?<=(?<!라)고)\s+/u

/** Of what no other answer was, the first part that can be a name. A part alone is only surely one where nothing else was said. */
function readNameIn({ labels }: Reading, slot: QuestionSlot, rest: string, alone: boolean): Answered[] {
  const parts = rest.split(clauses).map((part) => part.trim()).filter((part) => part !== '')
  for (const part of alone && parts.length === 1 ? [rest] : parts) {
    const text = readText(slot.question, part, labels.surroundings(slot))
    if (text !== undefined) return [{ slot, ...text }]
  }
  return []
}

/** Each part of a sentence to the question that it names; what names none, to the one that is asked. "None of them" is to all. */
function readYesNos({ words, labels }: Reading, page: readonly QuestionSlot[], message: string): Answered[] {
  const open = page.filter(({ question }) => question.type === 'yes-no')
  const asked = page[0]?.question.type === 'yes-no' ? page[0] : undefined
  const parts = message.split(clauses).filter((part) => part.trim() !== '')
  const named = parts.flatMap((part) => {
    const slot = labels.named(open, part)
    const said = readYesNo(part, words)
    return slot === undefined || said === undefined ? [] : [{ slot, value: said, sure: true }]
  })
  if (named.some(({ slot }) => slot !== asked)) return [...named, ...(named.some(({ slot }) => slot === asked) || asked === undefined ? [] : plainly(asked, parts[0]!, words))]
  const said = readYesNo(message, words)
  if (asked === undefined || said === undefined) return []
  const text = plain(message)
  const all = words.all.some((word) => (/^\p{Script=Hangul}$/u.test(word) ? text.split(/[\s,.]+/u).includes(word) : firstOf([word], text) >= 0))
  return said === 'no' && all ? open.map((slot) => ({ slot, value: said, sure: true })) : [{ slot: asked, value: said, sure: true }]
}

/** "No, but we have district heating": the first part is to what was asked, where it names nothing. */
function plainly(slot: QuestionSlot, part: string, words: Words): Answered[] {
  const said = /^\S+(?:\s+\S+)?$/u.test(part.trim()) ? readYesNo(part, words) : undefined
  return said === undefined ? [] : [{ slot, value: said, sure: true }]
}
