/**
 * A person's name that is told in its parts: "family name Kim, given name Haneul", "성은 김이고 이름은 하늘이에요", "Họ Nguyễn, tên Lan", "Kim is the surname".
 * Only by the words that name the parts: nobody can tell by the look of it which part of a name is which.
 */
import type { Question } from '../../../../packages/pack-kit/schema/life-event.ts'
import { familyBefore, familyOf, givenOf, withoutSubject } from './korean-names.ts'
import { type Cue, cuesIn, isAround, type NamePart, type NamePartWords, type Token } from './name-cues.ts'
import { plain } from './plain-words.ts'

/** All plain. @property around stand beside a name and belong to none @property foreign are an answer of another kind @property isFamiliar stands in what people say around answers */
export interface Beside { around: readonly string[]; foreign: readonly string[]; isFamiliar(word: string): boolean }

/** @property given with the middle name before it @property rest what is left of the message, without the words that name the parts @property sure false where a part could be something else */
export interface NameParts { family: string | undefined; given: string | undefined; rest: string; sure: boolean }

interface Told { part: NamePart; value: string; from: number; to: number; sure: boolean }
interface Reading { message: string; tokens: readonly Token[]; cues: readonly Cue[]; beside: Beside }

/** Words of one part. */
const most = 4
const hangul = /^\p{Script=Hangul}/u

/** @returns undefined where no part is named together with what it is */
export function readNameParts(message: string, words: NamePartWords, beside: Beside): NameParts | undefined {
  const tokens = tokensOf(message)
  const cues = cuesIn(tokens, words, beside.around)
  if (cues.length === 0 || cues.some(({ part }) => part === 'full')) return undefined
  const reading = { message, tokens, cues, beside }
  // "Kim is the family name and Haneul the given name": nothing follows the last of them that could be a name.
  const isBefore = valueBehind(reading, cues.at(-1)!) === undefined && valueBefore(reading, cues[0]!) !== undefined
  const told = cues.flatMap((cue): Told[] => {
    const value = cue.closed || isBefore ? valueBefore(reading, cue) : valueBehind(reading, cue) ?? valueBefore(reading, cue)
    return value === undefined ? [] : [{ ...value, from: Math.min(value.from, tokens[cue.at]!.from), to: Math.max(value.to, tokens[cue.at + cue.length - 1]!.to) }]
  })
  const of = (part: NamePart) => told.find((one) => one.part === part)
  const [family, given] = [of('family'), of('given')]
  if (family === undefined && given === undefined) return undefined
  const rest = told.toSorted((one, other) => other.from - one.from).reduce((text, { from, to }) => `${text.slice(0, from)}, ${text.slice(to)}`, message)
  return { family: family?.value, given: given && [of('middle'), given].flatMap((one) => one?.value ?? []).join(' '), rest, sure: told.every(({ sure }) => sure) }
}

/** Latin letters with what Korean hangs on them are two: Kim이고. */
function tokensOf(message: string): Token[] {
  let end = 0
  return [...message.matchAll(/\p{Script=Hangul}+|(?:(?!\p{Script=Hangul})[\p{L}\p{M}\p{N}'’-])+/gu)].map(({ 0: text, index }) => {
    const breaks = /[,;،.!\n()/]/u.test(message.slice(end, index))
    end = index + text.length
    return { text, from: index, to: end, breaks }
  })
}

const isCue = ({ cues }: Reading, at: number) => cues.some((cue) => cue.at <= at && at < cue.at + cue.length)

function valueBehind(reading: Reading, { part, at, length, glued }: Cue): Told | undefined {
  const { tokens, beside, cues } = reading
  const cue = tokens[at + length - 1]!
  const own = part === 'family' ? familyBefore(tokens[at - 1]?.text) : undefined
  if (own !== undefined && !tokens[at]!.breaks) return { part, value: own, from: tokens[at - 1]!.from, to: cue.to, sure: true }
  let first = at + length
  if (glued === '') while (first < tokens.length && !tokens[first]!.breaks && isAround(tokens[first]!, beside.around) && !isCue(reading, first)) first += 1
  const start: Token | undefined = glued === '' ? tokens[first] : { text: glued, from: cue.to - glued.length, to: cue.to, breaks: false }
  if (start === undefined || start.breaks || (glued === '' && isCue(reading, first))) return undefined
  const next = glued === '' ? first + 1 : first
  const end = Math.min(...[tokens.findIndex((token, place) => place >= next && token.breaks), ...cues.map((one) => one.at).filter((place) => place >= next)].filter((place) => place >= 0), tokens.length)
  const run = [start, ...tokens.slice(next, end)]
  return hangul.test(start.text) ? inHangul(reading, part, run) : inLetters(reading, part, run)
}

function valueBefore(reading: Reading, { part, at }: Cue): Told | undefined {
  const { tokens, beside } = reading
  let last = at - 1
  if (tokens[at]!.breaks && last >= 0 && /[,;،.!\n]/u.test(reading.message.slice(tokens[last]!.to, tokens[at]!.from))) return undefined
  while (last >= 0 && isAround(tokens[last]!, beside.around) && !isCue(reading, last) && !tokens[last]!.breaks) last -= 1
  const token = tokens[last]
  if (token === undefined || isCue(reading, last)) return undefined
  if (hangul.test(token.text)) return inHangul(reading, part, [{ ...token, text: withoutSubject(token.text) }])
  let first = last
  while (first > 0 && /^\p{Lu}/u.test(tokens[first]!.text) && /^\p{Lu}/u.test(tokens[first - 1]!.text) && !tokens[first]!.breaks && !isCue(reading, first - 1)) first -= 1
  return inLetters(reading, part, tokens.slice(first, last + 1))
}

function inHangul({ message, beside: { foreign } }: Reading, part: NamePart, run: readonly Token[]): Told | undefined {
  const [start, end] = [run[0]!, run.at(-1)!]
  const { value, words } = part === 'family' ? familyOf(run.map(({ text }) => text)) : givenOf(start.text + message.slice(start.to, end.to))
  // 남 is a family name and a boy.
  const isForeign = foreign.includes(value)
  if (value === '' || (isForeign && value.length > 1)) return undefined
  return { part, value, from: start.from, to: (run[words - 1] ?? start).to, sure: !isForeign }
}

/** Words with capitals, one behind the other; without them as many as nothing else is said with. */
function inLetters({ message, beside: { around, foreign, isFamiliar } }: Reading, part: NamePart, run: readonly Token[]): Told | undefined {
  const isCased = /^\p{Lu}/u.test(run[0]!.text)
  const isOther = ({ text }: Token, at: number) => /\p{N}/u.test(text) || hangul.test(text) || (isCased ? !/^\p{Lu}/u.test(text) : around.includes(plain(text)) || foreign.includes(plain(text)) || (at > 0 && isFamiliar(text)))
  const end = run.findIndex(isOther)
  const own = run.slice(0, end < 0 ? run.length : end)
  if (own.length === 0 || own.length > most) return undefined
  const [from, to] = [own[0]!.from, own.at(-1)!.to]
  return { part, value: message.slice(from, to), from, to, sure: own.every(({ text }) => !/^\p{Ll}/u.test(text)) }
}

type Asked = Pick<Question, 'name' | 'pattern' | 'maxLength'>

/** What a question gets of it: a part, or the whole in the order in which its country writes names. Korean writes them without a space. */
export function nameOf({ name }: Asked, { family, given, sure }: NameParts): { value: string; sure: boolean } | undefined {
  if (name === 'family' || name === 'given') {
    const value = name === 'family' ? family : given
    return value === undefined ? undefined : { value, sure }
  }
  if (name === undefined || family === undefined || given === undefined) return undefined
  const isKorean = hangul.test(family) && hangul.test(given)
  // "성은 김, 이름은 김하늘" tells the whole name a second time, "성은 하, 이름은 하늘" does not.
  const isWhole = isKorean ? given.startsWith(family) && given.length > 2 : given.split(' ').length > 1 && given.split(' ').some((word) => plain(word) === plain(family))
  if (isWhole) return { value: given, sure: sure && (!isKorean || given.length - family.length >= 2) }
  const [first, second] = name === 'family-given' ? [family, given] : [given, family]
  return { value: isKorean && name === 'family-given' ? first + second : `${first} ${second}`, sure }
}
