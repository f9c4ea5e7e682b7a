/** One message in the light of the question: an answer to it and to others of its page, a correction of an earlier one, or something else that is answered before the question is asked again. */
import type { Wording } from '../../../web/wordings.ts'
import type { Cases, OwnApplication, QuestionSlot, Slot, SlotMistake, Slots } from '../../cases/index.ts'
import type { Answer } from '../contract.ts'
import { withoutAgreement } from './agreement.ts'
import { holdsDoubt, surelyAgrees } from './surely-agrees.ts'
import type { AnswerReader } from '../intents/learn-answers.ts'
import { clausesOf, partsOf } from './clauses.ts'
import { labelsOf } from './labels.ts'
import { type Answered, isNumbered, readOne, readSeveral, type Reading } from './read-several.ts'
import { lastThatFits, readCorrection, withoutCue } from './read-correction.ts'
import { readSubject } from './read-subject.ts'
import { firstOf, plain } from './plain-words.ts'
import { isYesNo } from './read-yes-nos.ts'
import { knownParts, onlyWhatWasRead } from './only-what-was-read.ts'
import { readNumbered } from './read-numbered.ts'
import { readAnswerTo, readYesNo, type YesNo } from './read-yes-no.ts'
import type { Words } from './words.ts'
import type { OptionWords } from '../understand/choose-option.ts'

export type Taken =
  | { kind: 'kept' }
  | { kind: 'mistake'; slot: Slot; mistake: SlotMistake }
  /** Read, but not surely: the person is asked whether it is right before it is kept. */
  | { kind: 'read-back'; slot: AskedBack; value: string }
  | { kind: 'aside'; answer: Answer }
  /** What the registers say is wrong: that is put right on its page. */
  | { kind: 'known-wrong' }
  | { kind: 'not-understood' }
  /** The assistant is switched off. */
  | { kind: 'off' }

/** What may be read back, and the field under which it is: of what the registers say, that it is right. */
export type AskedBack = QuestionSlot | Extract<Slot, { kind: 'more' | 'known' }>
export const fieldOfBack = (slot: AskedBack): string => (slot.kind === 'question' ? slot.field : slot.kind)

export interface Taking {
  cases: Pick<Cases, 'slots' | 'fill'>
  /** What the message gets where it is a question of its own. */
  reply(message: string): Promise<Answer>
  /** With the spaces and apostrophes that were left out. */
  spellOut(text: string): string
  /** What was learnt from how people answer, where the pack says. */
  answersIn(message: string): AnswerReader | undefined
  words: Words
  wordings: readonly Wording[]
  /** How a place is named, of every language. */
  options: readonly OptionWords[]
  /** How often in a row nothing was understood: then the answers to choose from stand there with numbers. */
  misses: number
  language: string
  today: string
  person: string
  application: OwnApplication
  /** With what was kept since. */
  again(): Promise<OwnApplication>
}

/** @param readBack what was read back with the question whether it is right */
export async function takeAnswer(taking: Taking, typed: string, readBack?: { field: string; value: string }): Promise<Taken> {
  const { words } = taking
  const message = apartFromNo(taking.spellOut(typed))
  const slots = taking.cases.slots(taking.application)
  const known = slots.asked.find((slot) => slot.kind === 'known')
  const back = readBack && [...slots.answered, ...slots.open, ...slots.asked.filter((slot) => slot.kind === 'more' || slot.kind === 'known')].find((slot) => fieldOfBack(slot) === readBack.field)
  if (back && surelyAgrees(message, words)) return keep(taking, back, readBack.value)
  const reading = readingOf(taking, slots, message)
  if (back && back.kind !== 'known' && readYesNo(message, words) === 'no') {
    const instead = back.kind === 'more' ? { slot: back, value: readBack.value === 'yes' ? 'no' : 'yes', sure: true } : readOne(reading, back, withoutCue(message, [...words.correct, ...words.no])).find(({ value }) => value !== readBack.value)
    return instead === undefined ? { kind: 'not-understood' } : keepAll(taking, [instead])
  }
  const numbered = back === undefined ? readPlace(taking, reading, slots, message) : undefined
  if (numbered !== undefined) return keepAll(taking, [numbered])
  const answer = await taking.reply(message)
  // Danger goes before everything.
  if (answer.urgent.length > 0) return { kind: 'aside', answer }
  // What may have happened to somebody who is telling it just now is no answer to them.
  const unknown = answer.kind === 'unknown' || answer.options.some(({ event }) => event !== undefined)
  const aside = !unknown && answer.kind !== 'chat' && answer.kind !== 'cancelled'
  if (aside && /[?？؟]\s*$/u.test(message)) return { kind: 'aside', answer }
  // What people ask in between is no answer, whatever words it shares with one.
  const unread: Taken = known === undefined ? { kind: 'not-understood' } : { kind: 'read-back', slot: known, value: 'yes' }
  if (reading.answers !== undefined && reading.answers.share(message, 'asides') > surelyAside && message.split(/[\s,.?!]+/u).some(reading.answers.isFamiliar)) return aside ? { kind: 'aside', answer } : unread
  // What somebody does not know takes nothing of what they tell beside it; of agreement the whole message counts.
  const told = known === undefined && slots.asked.some((slot) => isYesNo(slot)) ? knownParts(message, words) : message
  const found = told === '' ? undefined : readCorrection(reading, slots, told) ?? readNext(taking, reading, slots, told)
  if (found === 'known-wrong') return { kind: found }
  const read = found && onlyWhatWasRead(reading, slots.asked, message, found).map((one) => asTyped({ ...one, sure: one.sure && !isBareYes(one, slots, message, words) }, typed, message, reading))
  // What only could be a name is none where it is a question that has an answer.
  const doubtful = read?.some(({ slot }) => slot.kind === 'question') === true && read.every(({ slot, sure }) => slot.kind === 'known' || (!sure && slot.kind === 'question' && slot.question.type === 'text'))
  if (read !== undefined && read.length > 0 && !(aside && doubtful)) {
    const taken = await withMore(taking, slots, message, await keepAll(taking, read))
    // What is told beside it is kept, and says nothing of it.
    return taken.kind === 'kept' && known !== undefined && !read.some(({ slot }) => slot === known) ? unread : taken
  }
  return unknown ? unread : { kind: 'aside', answer }
}

/** "2", "두 번째": at once, whatever was asked; but thứ hai is a Monday where a day is asked. */
function readPlace({ options, misses }: Taking, reading: Reading, slots: Slots, message: string): Answered | undefined {
  const numbered = readNumbered(slots, options, message, misses > 0)
  const isDay = slots.asked.some((slot) => slot.kind === 'question' && slot.question.type === 'date' && readOne(reading, slot, message).length > 0)
  return numbered === undefined || isDay ? undefined : numbered
}

/** "Born yesterday, a girl, no twins": whether there is another could not be asked before the one was complete. */
async function withMore(taking: Taking, { asked }: Slots, message: string, taken: Taken): Promise<Taken> {
  if (taken.kind !== 'kept' || asked.some(({ kind }) => kind === 'more')) return taken
  const application = await taking.again()
  const slots = taking.cases.slots(application)
  const more = slots.asked.find((slot) => slot.kind === 'more')
  const { labels } = readingOf(taking, slots, message)
  const part = more && clausesOf(message).find((one) => labels.named([more], one) !== undefined)
  const said = more && part !== undefined ? readAnswerTo(more, part, taking.words) : undefined
  return more === undefined || said === undefined ? taken : keep({ ...taking, application }, more, said)
}

export const readingOf = ({ words, wordings, language, today, answersIn }: Pick<Taking, 'words' | 'wordings' | 'language' | 'today' | 'answersIn'>, { answered, open }: Slots, message: string): Reading => ({
  words, language, today, answers: answersIn(message), labels: labelsOf(wordings, [...answered, ...open], words),
  dayBefore: answered.findLast(({ question, index }) => question.type === 'date' && index < Math.max(0, ...open.map((slot) => slot.index)))?.value,
})

/**
 * "네", "yes, that's right": which of several questions it is to, or whether it is to what was just put right, only the person knows. And another child is a page more,
 * so that it takes a word of another one.
 */
function isBareYes({ slot, value }: Answered, { asked }: Slots, message: string, words: Words): boolean {
  if (!isYesNo(slot) || value !== 'yes' || asked.filter((one) => isYesNo(one)).length < 2) return false
  return surelyAgrees(message, words) || (slot.kind === 'more' && firstOf(words.again, plain(message)) < 0 && clausesOf(message).length === 1)
}

/** What is asked, and whether what the registers say is right: that is agreed to by a sure yes alone, whatever else is answered. */
function readNext({ words }: Taking, reading: Reading, { answered, open, asked, candidates }: Slots, message: string): Answered[] | 'known-wrong' | undefined {
  const known = asked.find(({ kind }) => kind === 'known')
  const opinion = known === undefined ? undefined : opinionIn(reading, message)
  const whole = known !== undefined && surelyAgrees(message, words)
  const { agreed, rest: behind } = known === undefined ? { agreed: false, rest: message } : whole ? { agreed: true, rest: '' } : opinion?.said === 'yes' ? { agreed: true, rest: opinion.rest } : withoutAgreement(message, words)
  const rest = agreed || known === undefined ? behind : behindOpinion(reading, behind)
  const named = known === undefined || agreed || (rest !== undefined && rest !== behind) ? [] : namedInstead(reading, asked, open, message, opinion?.said === 'no' || readYesNo(message, words) === 'no')
  if (named.length > 0) return named
  // "No, only the one" is to another question.
  const isOfOther = firstOf([...words.only, ...words.again], plain(message)) >= 0
  if (opinion?.said === 'no' && !whole) return isOfOther ? undefined : 'known-wrong'
  // Who says yes or no in words that are not surely read gives no name; what they tell behind it is an answer.
  if (rest === undefined) return undefined
  const seen: Answered[] = known !== undefined && agreed && surelyAgrees(message.slice(0, message.length - rest.length), words) ? [{ slot: known, value: 'yes', sure: true }] : []
  if (known !== undefined && rest === '') return seen.length > 0 ? seen : undefined
  const questions = asked.filter((slot) => slot !== known)
  const chosen = questions.find(({ kind }) => kind === 'subject')
  const subject = chosen && readSubject(candidates, rest, words)
  const several = chosen === undefined ? readSeveral(reading, questions, open, rest) : subject === undefined ? [] : [{ slot: chosen, value: subject, sure: true }]
  // "Yes, but …": a yes before what is not understood is none.
  const isOfIt = (part: string) => surelyAgrees(part, words) || (!holdsDoubt(part, words) && readYesNo(part, { ...words, yes: [], does: [] }) === undefined && (reading.answers?.share(part, 'yes-no', 'known') ?? 0) < mostOfIt && (chosen !== undefined || readSeveral(reading, questions, open, part).length > 0))
  if (several.length > 0) return [...(several.every(({ sure }) => sure) && clausesOf(rest).every(isOfIt) ? seen : []), ...several]
  if (known !== undefined && !agreed) return readYesNo(message, words) === 'no' && (reading.answers?.knows('known') !== true || reading.answers.yes(message, 'known') < 0.5) && !isOfOther ? 'known-wrong' : undefined
  return agreed ? undefined : lastThatFits(reading, answered, message)
}

/** What stands behind an opinion that was not surely read. Undefined where nothing does. */
function behindOpinion({ answers }: Reading, message: string): string | undefined {
  const opinion = (text: string) => answers?.share(text, 'yes-no', 'known') ?? 0
  const parts = partsOf(message)
  const told = parts.find(({ from, to }) => opinion(message.slice(from, to)) < mostOfIt)
  if (told !== undefined && told !== parts[0] && opinion(message.slice(0, told.from)) > leastShare) return message.slice(told.from)
  return opinion(message) > leastShare ? undefined : message
}

/** "I wrote the date wrong, it is the 12th", below what the registers say: a question that is named gets its answer, and they are not what is wrong. */
function namedInstead(reading: Reading, asked: readonly Slot[], open: readonly QuestionSlot[], message: string, isRefused: boolean): Answered[] {
  const rest = withoutCue(message, reading.words.correct)
  const questions = [...asked, ...open].filter((slot): slot is QuestionSlot => slot.kind === 'question' && slot.question.type !== 'yes-no')
  const named = reading.labels.named(questions, rest)
  if (named === undefined || !isRefused) return []
  const several = readSeveral(reading, asked.filter(({ kind }) => kind !== 'known'), open, rest)
  if (several.some(({ slot, sure }) => slot === named && sure)) return several
  return [rest, ...clausesOf(rest).slice(1)].map((part) => readOne(reading, named, part)).find((found) => found.some(({ sure }) => sure)) ?? []
}

/** Syllables of the longest Korean names. */
const mostOfName = 5

/**
 * A name has the spaces that were typed: to whoever puts others in, 달지후 may end in what is a word of its own. What somebody wrote together with a word before it that nobody
 * knows may be a part of the name only.
 */
function asTyped(one: Answered, typed: string, message: string, { answers, labels }: Reading): Answered {
  if (one.slot.kind !== 'question' || one.slot.question.type !== 'text' || isNumbered(one.slot) || !/^\p{Script=Hangul}/u.test(one.value)) return one
  const joined = one.value.replaceAll(' ', '')
  const value = !typed.includes(one.value) && typed.includes(joined) ? joined : one.value
  const before = /(\p{Script=Hangul}+)\s*$/u.exec(message.slice(0, Math.max(0, message.indexOf(one.value))))?.[1]
  const isTogether = before !== undefined && typed.includes(before + value)
  const { label, around, names } = labels.surroundings(one.slot)
  const isKnown = (word: string) => answers?.isFamiliar(word) === true || [...label, ...around, ...Object.values(names).flat()].some((known) => word === known || (word.startsWith(known) && word.length === known.length + 1))
  return { ...one, value, sure: one.sure && value.length <= mostOfName && (!isTogether || isKnown(before)) }
}

/** 아니남편거요: what puts right is a word of its own, unless it is the verb. */
const apartFromNo = (text: string) => text.replace(/^(아니요|아니|아뇨)(?![에예야고지라면었어죠네요거던냐니다뇨])(?=\p{Script=Hangul}{2})/u, '$1 ')

/** What is thought of what the registers say, in as many of the first words as say that; and the rest. */
function opinionIn({ answers, words }: Reading, message: string): { said: YesNo; rest: string } | undefined {
  if (answers?.knows('known') !== true) return undefined
  const grammar = withoutAgreement(message, words)
  let rest = grammar.agreed ? grammar.rest : message
  for (const { to, share } of partsOf(rest).map(({ from, to: end }) => ({ to: end, share: answers.share(rest.slice(from, end), 'yes-no', 'known') })).map((one, at, all) => ({ ...one, share: all.slice(0, at + 1).every((before) => before.share >= leastShare) ? one.share : 0 })).toReversed()) {
    if (share === 0) continue
    rest = rest.slice(to).replace(/^[\s,.!;:\-–]+/u, '')
    break
  }
  if (rest === message && answers.share(message, 'yes-no', 'known') >= leastShare) rest = ''
  const said = message.slice(0, message.length - rest.length)
  if (said === '') return undefined
  const yes = answers.yes(said, 'known')
  const odds = Math.log((yes + 0.01) / (1.01 - yes)) * 1.3 + (grammar.agreed ? 2 : readYesNo(said, words) === 'no' ? -1 : 0)
  return Math.abs(odds) < leastOdds ? undefined : { said: odds > 0 ? 'yes' : 'no', rest }
}

const surelyAside = 0.8
/** What is told behind a yes is no opinion of what was agreed to. */
const mostOfIt = 0.3
const leastShare = 0.45
const leastOdds = 0.6

/** All that is sure; then what is not is read back, one at a time. */
async function keepAll(taking: Taking, read: readonly Answered[]): Promise<Taken> {
  let mistaken: Taken | undefined
  for (const { slot, value, sure } of read) {
    const taken = sure ? await keep(taking, slot, value) : undefined
    if (taken?.kind === 'mistake') mistaken ??= taken
  }
  const unsure = read.find(({ sure }) => !sure)
  if (mistaken !== undefined) return mistaken
  return unsure !== undefined && unsure.slot.kind !== 'subject' ? { kind: 'read-back', slot: unsure.slot, value: unsure.value } : { kind: 'kept' }
}

async function keep({ cases, person, application }: Taking, slot: Slot, value: string): Promise<Taken> {
  const mistake = await cases.fill(person, application.id, slot, value)
  return mistake === undefined ? { kind: 'kept' } : { kind: 'mistake', slot, mistake }
}
