/** One message in the light of the question: an answer to it and to others of its page, a correction of an earlier one, or something else that is answered before the question is asked again. */
import type { Wording } from '../../../web/wordings.ts'
import type { Cases, OwnApplication, QuestionSlot, Slot, SlotMistake, Slots } from '../../cases/index.ts'
import type { Answer } from '../contract.ts'
import { labelsOf } from './labels.ts'
import { findWord, firstOf, plain } from './plain-words.ts'
import { type Answered, readOne, readSeveral, type Reading } from './read-several.ts'
import { holdsNumber } from './read-text.ts'
import { readMore, readYesNo } from './read-yes-no.ts'
import type { Words } from './words.ts'

export type Taken =
  | { kind: 'kept' }
  | { kind: 'mistake'; slot: Slot; mistake: SlotMistake }
  /** Read, but not surely: the person is asked whether it is right before it is kept. */
  | { kind: 'read-back'; slot: QuestionSlot; value: string }
  | { kind: 'aside'; answer: Answer }
  /** What the registers say is wrong: that is put right on its page. */
  | { kind: 'known-wrong' }
  | { kind: 'not-understood' }

export interface Taking {
  cases: Pick<Cases, 'slots' | 'fill'>
  /** What the message gets where it is a question of its own. */
  reply(message: string): Promise<Answer>
  words: Words
  wordings: readonly Wording[]
  language: string
  today: string
  person: string
  application: OwnApplication
}

/** @param readBack what was read back with the question whether it is right */
export async function takeAnswer(taking: Taking, message: string, readBack?: { field: string; value: string }): Promise<Taken> {
  const { words } = taking
  const slots = taking.cases.slots(taking.application)
  const back = readBack && [...slots.answered, ...slots.open].find(({ field }) => field === readBack.field)
  const said = back && readYesNo(message, words)
  if (back && said === 'yes') return keep(taking, back, readBack.value)
  const reading = readingOf(taking, slots)
  if (back && said === 'no') {
    const instead = readOne(reading, back, withoutCue(message, [...words.correct, ...words.no])).find(({ value }) => value !== readBack.value)
    return instead === undefined ? { kind: 'not-understood' } : keepAll(taking, [instead])
  }
  const answer = await taking.reply(message)
  // Danger goes before everything.
  if (answer.urgent.length > 0) return { kind: 'aside', answer }
  const aside = answer.kind !== 'unknown' && answer.kind !== 'chat' && answer.kind !== 'cancelled'
  if (aside && /[?？؟]\s*$/u.test(message)) return { kind: 'aside', answer }
  const read = readCorrection(taking, reading, slots, message) ?? readNext(taking, reading, slots, message)
  if (read === 'known-wrong') return { kind: read }
  // What only could be a name is none where it is a question that has an answer.
  const doubtful = read?.every(({ slot, sure }) => !sure && slot.kind === 'question' && slot.question.type === 'text')
  if (read !== undefined && !(aside && doubtful)) return keepAll(taking, read)
  return answer.kind === 'unknown' ? { kind: 'not-understood' } : { kind: 'aside', answer }
}

const readingOf = ({ words, wordings, language, today }: Taking, { answered, open }: Slots): Reading => ({
  words, language, today, labels: labelsOf(wordings, [...answered, ...open], words),
  dayBefore: answered.findLast(({ question, index }) => question.type === 'date' && index < (open[0]?.index ?? 0))?.value,
})

type Read = { slot: Slot; value: string; sure: boolean }

function readNext({ words }: Taking, reading: Reading, { answered, open, next }: Slots, message: string): Read[] | 'known-wrong' | undefined {
  const sure = (slot: Slot, value: string | undefined) => (value === undefined ? undefined : [{ slot, value, sure: true }])
  switch (next?.kind) {
    case undefined: return lastThatFits(reading, answered, message)
    case 'known': {
      const said = readYesNo(message, words)
      return said === 'no' ? 'known-wrong' : sure(next, said)
    }
    case 'subject': return sure(next, subjectIn(next, message))
    case 'more': return sure(next, readMore(message, words)) ?? lastThatFits(reading, answered, message)
    case 'question': {
      const several = readSeveral(reading, open, message)
      return several.length > 0 ? several : lastThatFits(reading, answered, message)
    }
    default: return next satisfies never
  }
}

/** By name, or by the place in the list. */
function subjectIn({ candidates }: Extract<Slot, { kind: 'subject' }>, message: string): string | undefined {
  const text = plain(message)
  const number = Number(/^\D{0,3}(\d)\D{0,3}$/u.exec(text)?.[1] ?? 0)
  const named = candidates.filter(({ name }) => typeof name === 'string' && findWord(name, text) !== undefined)
  const one = named.length === 1 ? named[0] : candidates[number - 1]
  return typeof one?.['personId'] === 'string' ? one['personId'] : undefined
}

/** "No, the name is …": the earlier question that the words name, or the last one whose kind of answer they hold. */
function readCorrection({ words }: Taking, reading: Reading, { answered, open, next }: Slots, message: string): Read[] | undefined {
  const asked = next?.kind === 'question' ? next : undefined
  const all = [...answered, ...open]
  const own = Math.max(0, ...open.map((slot) => reading.labels.score(slot, all, message)))
  const named = answered.map((slot) => ({ slot, score: reading.labels.score(slot, all, message) }))
    .filter(({ score }) => score > own).toSorted((one, other) => other.score - one.score || other.slot.index - one.slot.index)[0]
  const rest = withoutCue(message, words.correct)
  if (named !== undefined) {
    const read = readOne(reading, named.slot, rest)
    if (read.length > 0) return read.map((one) => ({ ...one, sure: true }))
  }
  const cue = begins(firstOf(words.correct, plain(message)))
  const fits = asked !== undefined && asked.question.type !== 'text' && readOne(reading, asked, message).length > 0
  if (!cue || fits || next?.kind === 'known') return undefined
  return lastThatFits(reading, answered, rest) ?? renamed(reading, answered, rest)
}

/** "Sorry, it's called X": only where words stand before it that lead to a name. */
function renamed(reading: Reading, answered: readonly QuestionSlot[], rest: string): Answered[] | undefined {
  const slot = answered.findLast(({ question }) => question.type === 'text' && !holdsNumber(question))
  if (slot === undefined || !reading.labels.surroundings(slot).around.includes(plain(rest).split(/\s+/u)[0]!)) return undefined
  const read = readOne(reading, slot, rest).filter(({ sure }) => sure)
  return read.length > 0 ? read : undefined
}

/** A day or a choice that answers nothing that is asked puts right the last of its kind. */
function lastThatFits(reading: Reading, answered: readonly QuestionSlot[], message: string): Answered[] | undefined {
  for (const slot of answered.toReversed().filter(({ question }) => question.type === 'date' || question.type === 'choice')) {
    const read = readOne(reading, slot, message)
    if (read.length > 0) return read
  }
  return undefined
}

/** At the beginning, or after an "oh". */
const begins = (place: number) => place >= 0 && place <= 4

function withoutCue(message: string, cues: readonly string[]): string {
  const text = plain(message)
  const place = cues.map((word) => findWord(word, text)).filter((found) => found !== undefined && begins(found.from)).toSorted((one, other) => one!.from - other!.from || other!.to - one!.to)[0]
  return place === undefined ? message : message.slice(place.to).replace(/^[\s,.:;،–-]+/u, '')
}

/** All that is sure; then what is not is read back, one at a time. */
async function keepAll(taking: Taking, read: readonly Read[]): Promise<Taken> {
  let mistaken: Taken | undefined
  for (const { slot, value, sure } of read) {
    const taken = sure ? await keep(taking, slot, value) : undefined
    if (taken?.kind === 'mistake') mistaken ??= taken
  }
  const unsure = read.find(({ sure }) => !sure)
  if (mistaken !== undefined) return mistaken
  return unsure?.slot.kind === 'question' ? { kind: 'read-back', slot: unsure.slot, value: unsure.value } : { kind: 'kept' }
}

async function keep({ cases, person, application }: Taking, slot: Slot, value: string): Promise<Taken> {
  const mistake = await cases.fill(person, application.id, slot, value)
  return mistake === undefined ? { kind: 'kept' } : { kind: 'mistake', slot, mistake }
}
