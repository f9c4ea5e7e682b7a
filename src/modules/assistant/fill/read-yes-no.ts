/** Yes or no, however it is said. */
import type { QuestionSlot, Slot } from '../../cases/index.ts'
import { findWord, firstOf, plain } from './plain-words.ts'
import { isRefused } from './read-choice.ts'
import { isIntent } from './korean-endings.ts'
import type { Words } from './words.ts'

/** A question with these two answers, or whether there is another child. */
export type YesNoSlot = QuestionSlot | Extract<Slot, { kind: 'more' }>
export type YesNo = 'yes' | 'no'

/** "Oh yes" is still a beginning. */
const begins = (place: number) => place >= 0 && place <= 3

/** A yes at the beginning settles it, whatever follows; then a no anywhere ("gas we don't use"), then the verb. */
export function readYesNo(message: string, { yes, no, does }: Pick<Words, 'yes' | 'no' | 'does'>): YesNo | undefined {
  const text = plain(message)
  const [affirmed, refused] = [firstOf(yes, text), firstOf(no, text)]
  // "Nothing wrong" begins with a no.
  if (begins(affirmed) && (refused < 0 || affirmed <= refused)) return 'yes'
  if (refused >= 0) return 'no'
  // "I'll take it there" says what is wanted, and not what is.
  return affirmed >= 0 || (firstOf(does, text) >= 0 && !isIntent(text.replace(/[\s.!]+$/u, ''))) ? 'yes' : undefined
}

/** "It won't work" begins with no no: it denies what follows. */
const isVerb = (word: string) => /\p{L}n(?:'|o)t$/u.test(word)

/** Words of an answer that says nothing else. */
const barely = 2

/** To one question: also by what answers it without a yes or no. */
export function readAnswerTo(slot: YesNoSlot, message: string, words: Words): YesNo | undefined {
  if (slot.kind === 'more') return readMore(message, words)
  const { yes, no } = slot.question.says ?? {}
  const affirming = without(phrasesOf(yes, words), plain(message))
  const refusing = without(phrasesOf(no, words), affirming ?? plain(message))
  if (affirming === undefined && refusing === undefined) {
    if (!isDoubleEdged(slot, words)) return readYesNo(message, words)
    const kept = begins(firstOf([...words.yes, ...words.no.filter((word) => !isVerb(word))], plain(message))) ? undefined : readHindrance(message, words)
    if (kept !== undefined) return kept
    // Having and doing say nothing: "breastfeeding goes on" is no reason against it.
    const length = message.trim().split(/\s+/u).length
    const said = readYesNo(message, length > barely ? { ...words, does: [] } : words)
    return length > barely + 1 && said === 'no' && !begins(firstOf(words.no, plain(message))) ? undefined : said
  }
  if (affirming !== undefined && refusing !== undefined) return whatStands(slot, message, words)
  if (affirming !== undefined) {
    const said = readYesNo(affirming, { ...words, does: [] }) ?? 'yes'
    return said === 'no' && isDoubleEdged(slot, words) && !begins(firstOf(words.no, affirming)) ? undefined : said
  }
  // "It is not our own": nobody can be sure what it is instead. "Induction, we use no gas" says no twice.
  return isDenied(no, plain(message), words) ? undefined : 'no'
}

/** "Rented, not our own", "개별난방이라 지역난방 아니에요": what is refused is the other one. */
function whatStands({ question: { says } }: QuestionSlot, message: string, words: Words): YesNo | undefined {
  const text = plain(message)
  const [yes, other] = [isDenied(says?.yes, text, words), isDenied(says?.no, text, words)]
  return yes === other ? undefined : yes ? 'no' : 'yes'
}

const isDenied = (says: Says, text: string, words: Words): boolean =>
  phrasesOf(says, words).map((phrase) => findWord(phrase, text)).some((place) => place !== undefined && isRefused(text, place.from, place.to, words.no))

type Says = Record<string, string[]> | undefined

/** As they are given, and with each word by which people speak of themselves in the place of another. */
export function phrasesOf(says: Says, { self }: Pick<Words, 'self'>): readonly string[] {
  if (says === undefined) return []
  const known = spoken.get(says)
  if (known !== undefined) return known
  const phrases = Object.values(says).flat().map(plain)
  const all = [...new Set(phrases.flatMap((phrase) => {
    const own = self.filter((word) => ` ${phrase} `.includes(` ${word} `)).toSorted((one, other) => other.length - one.length)[0]
    return own === undefined ? [phrase] : [phrase, ...self.map((word) => ` ${phrase} `.replace(` ${own} `, ` ${word} `).trim())]
  }))]
  spoken.set(says, all)
  return all
}

const spoken = new WeakMap<Record<string, string[]>, readonly string[]>()

/** Where a yes is itself said with a no ("we can't"), a no inside a sentence tells neither: "the medicine does not allow it". */
export const isDoubleEdged = (slot: YesNoSlot, { no }: Pick<Words, 'no'>): boolean =>
  slot.kind === 'question' && Object.values(slot.question.says?.yes ?? {}).flat().some((phrase) => firstOf(no, plain(phrase)) >= 0)

/**
 * Whether somebody is kept from what the question names, said in words that no list has: "no problems with it", "it does not work for me".
 * Whoever only says that they do not do it, says nothing of a reason.
 */
export function readHindrance(part: string, { obstacle, unable, fine, no }: Words): YesNo | undefined {
  const text = plain(part)
  const refused = firstOf(no, text) >= 0
  const places = obstacle.map((word) => findWord(word, text)).filter((place) => place !== undefined)
  if (places.some(({ from, to }) => isRefused(text, from, to, no))) return 'no'
  if (unable.some((phrase) => standsInOrder(phrase.split(' '), text))) return 'yes'
  if (places.length > 0) return refused ? 'no' : 'yes'
  return !refused && firstOf(fine, text) >= 0 ? 'no' : undefined
}

/** "không cho con bú được": what belongs together stands apart. */
function standsInOrder(words: readonly string[], text: string): boolean {
  let rest = text
  return words.every((word) => {
    const place = findWord(word, rest)
    rest = rest.slice(place?.to ?? rest.length)
    return place !== undefined
  })
}

/** "Yes, one more" against "yes, just the one". */
function readMore(message: string, words: Words): YesNo | undefined {
  const again = without(words.again, plain(message))
  if (again !== undefined) return readYesNo(again, words) ?? 'yes'
  return firstOf(words.only, plain(message)) >= 0 ? 'no' : readYesNo(message, words)
}

/** The text without any of the words; undefined where none stands in it. */
function without(listed: readonly string[], text: string): string | undefined {
  let [rest, found] = [text, false]
  for (const word of listed.map(plain).toSorted((one, other) => other.length - one.length)) {
    for (let place = findWord(word, rest); place !== undefined; place = findWord(word, rest)) {
      [rest, found] = [`${rest.slice(0, place.from)}${' '.repeat(place.to - place.from)}${rest.slice(place.to)}`, true]
    }
  }
  return found ? rest : undefined
}
