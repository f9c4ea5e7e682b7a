/** Yes or no, however it is said. */
import type { QuestionSlot, Slot } from '../../cases/index.ts'
import { findWord, firstOf, plain } from './plain-words.ts'
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
  if (begins(affirmed) && (refused < 0 || affirmed < refused)) return 'yes'
  if (refused >= 0) return 'no'
  return affirmed >= 0 || firstOf(does, text) >= 0 ? 'yes' : undefined
}

/** Words of an answer that says nothing else. */
const barely = 2

/** To one question: also by what answers it without a yes or no. */
export function readAnswerTo(slot: YesNoSlot, message: string, words: Words): YesNo | undefined {
  if (slot.kind === 'more') return readMore(message, words)
  const { yes, no } = slot.question.says ?? {}
  const affirming = without(Object.values(yes ?? {}).flat(), plain(message))
  const refusing = without(Object.values(no ?? {}).flat(), affirming ?? plain(message))
  // Where both are said in words of their own, having and using say nothing: "breastfeeding goes on" is no reason against it.
  if (affirming === undefined && refusing === undefined) return readYesNo(message, yes !== undefined && no !== undefined && message.trim().split(/\s+/u).length > barely ? { ...words, does: [] } : words)
  // "Rented, not our own": what is refused is the other one.
  if (affirming !== undefined && refusing !== undefined) return undefined
  if (affirming !== undefined) return readYesNo(affirming, { ...words, does: [] }) ?? 'yes'
  // "It is not our own": nobody can be sure what it is instead.
  return firstOf(words.no, refusing!) > 3 ? undefined : 'no'
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
