/**
 * What stands is put right by naming what is right, or what is wrong of it: "it is X that is right", "not Y but X", "no, X". A message that tells a value of a kind that
 * nothing asked is of, is to the answer that stands, and neither a yes to the next question nor the beginning of another child.
 */
import type { QuestionSlot, Slots } from '../../cases/index.ts'
import { clausesOf } from './clauses.ts'
import { findWord, plain } from './plain-words.ts'
import { readDate } from './read-date.ts'
import { type Answered, isNumbered, readOne, type Reading } from './read-several.ts'
import { readYesNo } from './read-yes-no.ts'
import { isYesNo } from './read-yes-nos.ts'
import { surelyAgrees } from './surely-agrees.ts'
import type { Words } from './words.ts'

/** Words beside a value, and of a name. */
const mostBeside = 3
const mostOfName = 5

export function readStanding(reading: Reading, slots: Slots, message: string): Answered[] | undefined {
  const { answered, asked } = slots
  if (asked.some(({ kind }) => kind === 'known')) return undefined
  const standing = (type: QuestionSlot['question']['type']) => (asked.some((one) => one.kind === 'question' && one.question.type === type) ? undefined : answered.findLast((slot) => slot.question.type === type && !isNumbered(slot)))
  const [day, choice, name] = [standing('date'), standing('choice'), standing('text')]
  return (day && readDayThatIsRight(reading, slots, day, message)) ?? (choice && readChoiceThatIsRight(reading, slots, choice, message)) ?? (name && readNameThatIsRight(reading, slots, name, message))
}

/** "Thursday of last week is right", "지지난주 목요일이 맞아요", "no, she was born on the 12th": the yes or no is to the day. */
function readDayThatIsRight(reading: Reading, slots: Slots, slot: QuestionSlot, message: string): Answered[] | undefined {
  const { words, labels, language, today } = reading
  const day = readDate(message, language, today, words.days)
  const rest = day && `${message.slice(0, day.from)} ${message.slice(day.to)}`.trim()
  if (day === undefined || rest === undefined || namesAsked(reading, slots, rest)) return undefined
  const isOfIt = rest.split(/\s+/u).length <= mostBeside && readYesNo(rest, { ...words, does: [] }) === 'yes'
  const isInstead = day.value !== slot.value && cueOf(words, message) !== undefined && (labels.score(slot, rest) > 0 || rest.split(/\s+/u).length <= mostBeside)
  return isOfIt || isInstead ? [{ slot, value: day.value, sure: day.sure }] : undefined
}

/** What puts right, at the beginning. */
function cueOf({ correct, no }: Words, message: string) {
  const text = plain(message)
  return [...correct, ...no].map((word) => findWord(word, text)).filter((place) => place?.from === 0).toSorted((one, other) => other!.to - one!.to)[0]
}

/** "A boy is right", "아들이 맞아요". */
function readChoiceThatIsRight(reading: Reading, slots: Slots, slot: QuestionSlot, message: string): Answered[] | undefined {
  const told = beside(reading, message)
  if (told === undefined || namesAsked(reading, slots, told) || told.split(/\s+/u).length > mostBeside) return undefined
  const read = readOne(reading, slot, told)
  return read.length > 0 ? read : undefined
}

/** "달미르가 맞아요", "not Mina but Dal", "아니 달미르요". What only looks like a name is read back. */
function readNameThatIsRight(reading: Reading, slots: Slots, slot: QuestionSlot, message: string): Answered[] | undefined {
  const { words, answers, labels, language, today } = reading
  const wrong = findWord(slot.value, plain(message))
  const rest = wrong === undefined ? message : `${message.slice(0, wrong.from)} ${message.slice(wrong.to)}`
  const cued = cueOf(words, message)
  // Where its word leads to it, it is read by that.
  const told = beside(reading, rest) ?? (wrong !== undefined ? rest : cued === undefined || labels.score(slot, message) > 0 ? undefined : message.slice(cued.to))
  if (told === undefined || namesAsked(reading, slots, rest) || readDate(told, language, today, words.days) !== undefined) return undefined
  const label = labels.surroundings(slot)
  const beyond = new Set([...words.no, ...words.correct, ...words.yes, ...words.doubt, ...label.around, ...label.label].map(plain))
  const isBeyond = (word: string) => !/^\p{Lu}/u.test(word) && (beyond.has(plain(word)) || beyond.has(withoutParticle(plain(word))) || isDenial(word, words.no) || surelyAgrees(word, words))
  const own = told.split(/[\s,.;:!]+/u).filter((word) => word !== '' && !isBeyond(word))
  if (own.length === 0) return wrong !== undefined && surelyAgrees(rest, words) ? [{ slot, value: slot.value, sure: true }] : undefined
  // Words that people answer with are no name, where they have no capital.
  if (own.length > mostOfName || own.some((word) => !/^\p{Lu}/u.test(word) && answers?.isFamiliar(word) !== false)) return undefined
  const hangul = own.some((word) => /\p{Script=Hangul}/u.test(word))
  if (hangul ? own.length > 1 : own.every((word) => !/^\p{Lu}/u.test(word)) && wrong === undefined) return undefined
  const read = readOne(reading, slot, own.join(' ')).map((one) => ({ ...one, value: hangul && one.value === own[0] ? withoutParticle(one.value) : one.value }))
  return read.length > 0 ? read.map((one) => ({ ...one, sure: one.sure && wrong !== undefined })) : undefined
}

/** What stands beside the yes, before which only yes was said. Undefined where nothing is called right, or only that. */
function beside({ words }: Reading, message: string): string | undefined {
  const clauses = clausesOf(message)
  const part = clauses.at(-1)
  if (part === undefined || clauses.slice(0, -1).some((clause) => !surelyAgrees(clause, words))) return undefined
  const text = plain(part)
  const place = words.yes.map((word) => findWord(word, text)).filter((found) => found !== undefined && found.from > 0 && found.to - found.from > 1).toSorted((one, other) => other!.to - one!.to || one!.from - other!.from)[0]
  if (place === undefined) return undefined
  const told = `${part.slice(0, place.from)} ${part.slice(place.to)}`.trim()
  return told === '' || surelyAgrees(told, words) ? undefined : told
}

const namesAsked = ({ labels }: Reading, { asked }: Slots, text: string) => labels.named(asked.filter(isYesNo), text) !== undefined

/** 아니고, 말고. */
const isDenial = (word: string, no: readonly string[]) => /\p{Script=Hangul}/u.test(word) && no.some((one) => one.length > 1 && word.startsWith(one))

/** 달미르가. */
const withoutParticle = (word: string) => word.replace(/(?<=\p{Script=Hangul}{2})(?:이|가|은|는|로|으로|요)$/u, '')
