/** A name, an account or an address out of what is said around it. */
import type { Question } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Around } from '../intents/learn-answers.ts'
import { firstOf, placeOf, plain } from './plain-words.ts'
import { findName } from './find-name.ts'
import type { NamePartWords } from './name-cues.ts'
import { nameOf, readNameParts } from './read-name-parts.ts'
import { endingOf, isIntent, isPast, withoutEnding } from './korean-endings.ts'

export interface FoundText {
  value: string
  /** False where it could be something else than an answer: it is read back before it is taken. */
  sure: boolean
  /** No example says it, and what stands around it leads to a name. */
  standsOut?: boolean
}

/** All plain. */
export interface Surroundings {
  /** Words that stand around an answer. */
  around: readonly string[]
  /** Words for what is asked, each one alone. */
  label: readonly string[]
  /** Words of putting right. */
  cues: readonly string[]
  /** Words that are an answer of another kind. */
  foreign: readonly string[]
  /** By which the parts of a name are called. */
  names: NamePartWords
}

/** What the pack's examples say of it. */
export interface Learnt {
  around: Around
  isFamiliar(word: string): boolean
  /** Whether the message tells this or puts it right. */
  meant: boolean
}

/** @returns undefined where the words are no answer to it, by its own pattern */
export function readText(question: Question, message: string, surroundings: Surroundings, learnt?: Learnt): FoundText | undefined {
  const fits = (text: string | undefined): text is string => text !== undefined && text !== '' && new RegExp(question.pattern ?? '', 'u').test(text) && text.length <= (question.maxLength ?? 200)
  const whole = message.trim().replace(/[.!。~]+$/u, '').trim()
  const quoted = /["“«「']([^"”»」']+)["”»」']/u.exec(whole)?.[1]
  if (quoted !== undefined && fits(quoted)) return { value: quoted, sure: true }
  if (holdsNumber(question)) {
    const value = withoutAround(afterSentence(/^.*\d[^\s,.!]*/u.exec(whole)?.[0].replace(/^[^:：]{1,30}[:：]\s*/u, '') ?? ''), surroundings).replace(/(?<=\d\p{L}?)(?:이에요|이예요|예요|에요|입니다|이고요|이고|고요|이요|으?로|요|고)$/u, '')
    const bare = withoutEnding(withoutAround(afterSentence(whole), surroundings)).text
    const found = ownWordsBefore(value, fits) ?? [value, bare, value.replace(/(?<=\d)\p{Script=Hangul}+$/u, '')].flatMap((text) => [fromCapital(text), text]).find(fits) ?? tailsOf(value).find(fits)
    return found === undefined ? undefined : { value: learnt === undefined ? found : withoutKnown(found, fits, surroundings, learnt), sure: true }
  }
  const inParts = readInParts(question, whole, surroundings, learnt)
  if (inParts !== undefined) return fits(inParts.value) ? inParts : undefined
  const name = readName(whole, fits, surroundings)
  if (learnt === undefined || quoted !== undefined) return name
  const found = findName(whole, fits, surroundings, learnt)
  // What no example says, and nothing that hangs on it.
  const isBare = name?.sure === true && name.value.split(/\s+/u).every((word) => !learnt.isFamiliar(word)) && (!/\p{Script=Hangul}/u.test(name.value) || (name.value.length <= usual && !/\s/u.test(name.value)))
  if (isBare) return { ...name, standsOut: /\p{Script=Hangul}/u.test(name.value) ? name.value !== whole : /\s/u.test(name.value) }
  return found ?? (name && { ...name, sure: false })
}

/** The name that is told in its parts, or that part of it which is asked for; of a whole name only the family's may be named as such: "the surname is Kim and we called her Haneul". */
function readInParts(question: Question, whole: string, surroundings: Surroundings, learnt: Learnt | undefined): FoundText | undefined {
  if (question.name === undefined) return undefined
  const parts = readNameParts(whole, surroundings.names, { ...surroundings, isFamiliar: (word) => learnt?.isFamiliar(word) === true })
  if (parts === undefined) return undefined
  const told = nameOf(question, parts)
  if (told !== undefined || question.name === 'family' || question.name === 'given' || parts.family === undefined) return told
  const own = readText(question, parts.rest.replace(/^[\s,]+/u, ''), surroundings, learnt)
  return own && nameOf(question, { ...parts, given: own.value, sure: parts.sure && own.sure })
}

/** Syllables of most Korean names. */
const usual = 3

/**
 * What nothing but digits ends is a number with whose it is before it, a bank: words with capitals directly before the digits, with a small one between them ("Banque du Large"), or one word of Hangul, and the one before a short one ("국민 은행").
 * What else was said before it leads to it: "아내 통장인데 마루은행 110", "sử dụng Maru Bank 110".
 */
function ownWordsBefore(text: string, fits: (text: string) => boolean): string | undefined {
  const digits = /(?<=\s)[\d][\d -]*$/u.exec(text)?.[0]
  if (digits === undefined) return undefined
  const before = text.slice(0, text.length - digits.length).trim()
  const own = /(?:^|\s)(\p{Script=Hangul}+\s+\p{Script=Hangul}{1,2}|\p{Script=Hangul}{3,})$/u.exec(before)?.[1] ?? /(?:^|\s)(\p{Lu}[\p{L}]*(?:\s+(?:\p{Ll}{1,3}\s+)?\p{Lu}[\p{L}]*)*)$/u.exec(before)?.[1]
  return own !== undefined && own !== before && fits(`${own} ${digits}`) ? `${own} ${digits}` : undefined
}

/** Without the words that examples lead to it with, and without what they hang on it. */
function withoutKnown(found: string, fits: (text: string) => boolean, { label }: Surroundings, { around }: Learnt): string {
  const words = found.split(/\s+/u)
  const leads = (word: string, at: number) => around.words.has(plain(word).replaceAll(/[,.:;!]/gu, '')) && (at === 0 || !/^\p{Lu}/u.test(word))
  while (words.length > 2 && leads(words[0]!, 0) && fits(words.slice(1).join(' '))) words.shift()
  // "제대로 된 번호는 마루은행 110": what is told stands behind its particle.
  const tail = words.findLastIndex((word, at) => at > 0 && /\p{Script=Hangul}[은는이가게을를로건]$/u.test(words[at - 1]!) && /\p{Script=Hangul}/u.test(word) && fits(words.slice(at).join(' ')))
  const text = words.slice(Math.max(0, tail)).join(' ')
  const glued = label.filter((word) => /\p{Script=Hangul}{2}/u.test(word) && plain(text).startsWith(word) && !/^\p{Script=Hangul}\s/u.test(text.slice(word.length)) && fits(text.slice(word.length))).toSorted((one, other) => other.length - one.length)[0] ?? ''
  const bare = text.slice(glued.length)
  const ending = endingOf(bare, around.endings, fits)
  return bare.slice(0, bare.length - ending.length)
}

/** A Korean sentence that ended before the number: "that is all right, to Maru Bank 110". */
const afterSentence = (text: string) => text.replace(/^\D*\p{Script=Hangul}(?:요|니다|죠|까)[\s.,]+(?=\S.*\d)/u, '')

/** "Send it to Maru Bank 110": the name begins with its capital. */
const fromCapital = (text: string) => text.replace(/^(?:\p{Ll}[\p{L}']*\s+)+(?=\p{Lu})/u, '')

/** Whatever words lead to it, where its pattern says how it begins. */
const tailsOf = (text: string) => text.split(/\s+/u).map((_, at, words) => words.slice(at).join(' ')).slice(1, 8)

/** Its pattern asks for digits. */
export const holdsNumber = ({ pattern }: Question) => pattern?.includes('[0-9]') === true

function readName(whole: string, fits: (text: string) => boolean, surroundings: Surroundings): FoundText | undefined {
  // "To X, please change it": what is asked stands behind the name.
  const bare = withoutAround(behindLabel(whole, surroundings).replace(/(?<=\p{Script=Hangul})(?:으로|로)\s+(?:고[쳐칠치]|바[꿔꿀꾸]|정정|변경|수정)[\p{L}\s]*$/u, ''), surroundings)
  const { text, statement } = withoutEnding(bare)
  if (!fits(text) || isIntent(text)) return undefined
  const words = text.split(/\s+/u)
  const isForeign = (word: string) => surroundings.foreign.includes(plain(word)) || surroundings.foreign.includes(plain(word).replace(/(?<=\p{Script=Hangul})[은는이가을를도]$/u, ''))
  const foreign = words.some(isForeign)
  if (/\p{Script=Hangul}/u.test(text)) {
    if (foreign || isPast(text)) return undefined
    if (words.length > 2 || (!statement && /(?:[가-힣]요|니다|[다까지]|어|아|해)$/u.test(text) && text.length > 3)) return undefined
    const short = text.replaceAll(' ', '').length
    return { value: text, sure: short >= 2 && short <= 5 }
  }
  if (words.length > 5) return undefined
  // Where a script has capitals, a name has them.
  const cased = words.every((word) => !/^\p{Ll}/u.test(word))
  if (!cased && (words.length > 3 || foreign)) return undefined
  return { value: text, sure: cased && !foreign && words.length > 1 }
}

/** "my account is X please", "이름은 X": the words before and behind that only lead to it. */
function withoutAround(text: string, { around, cues }: Surroundings): string {
  const words = text.replace(/^[^\d:：]{1,30}[:：]\s*/u, '').split(/\s+/u).filter((word) => word !== '')
  const isAround = (word: string) => {
    const bare = plain(word).replaceAll(/[,.:;،!]/gu, '')
    if (bare === '' || around.includes(bare)) return true
    return /\p{Script=Hangul}/u.test(bare) && (around.includes(bare.replace(/(?:이고요|이고|은|는|이|가|을|를|도)$/u, '')) || firstOf(cues, bare) === 0)
  }
  while (words.length > 1 && isAround(words[0]!)) words.shift()
  // A capital at the end belongs to the name, whatever the word means in another language.
  while (words.length > 1 && !/^\p{Lu}/u.test(words.at(-1)!) && isAround(words.at(-1)!)) words.pop()
  return words.length === 1 && isAround(words[0]!) ? '' : words.join(' ').replace(/^[\s,.:;،–-]+|[\s,.:;،–-]+$/gu, '')
}

/** Whatever stands before the word for what is asked leads to it: "앗 이름은 X", "oh dear, the name is X". */
function behindLabel(text: string, { label }: Surroundings): string {
  const words = text.split(/\s+/u)
  const named = words.slice(0, mostLeading).findLastIndex((word) => isLabel(word, label))
  return named >= 0 && named < words.length - 1 ? words.slice(named + 1).join(' ') : text
}

const mostLeading = 3

const isLabel = (word: string, label: readonly string[]) => {
  const bare = plain(word).replaceAll(/[,.:;،!]/gu, '')
  return label.includes(bare) || label.includes(bare.replace(/'s$/u, '')) || label.includes(bare.replace(/(?<=\p{Script=Hangul})[은는이가을를]$/u, ''))
}

/** Words only of questions and refusals, or nothing at all: whoever says them gives no name. */
export const saysNoName = (message: string, no: readonly string[]) => message.trim() === '' || (message.trim().split(/\s+/u).length > 2 && no.some((word) => placeOf(word, plain(message)) >= 0))
