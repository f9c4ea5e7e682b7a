/** Several questions that are answered with yes or no: each part of a sentence to the question that it names, the others in their order. */
import type { QuestionSlot, Slot } from '../../cases/index.ts'
import { clausesOf } from './clauses.ts'
import { firstOf, plain } from './plain-words.ts'
import { isDoubleEdged, readAnswerTo, readHindrance, readYesNo, type YesNo, type YesNoSlot } from './read-yes-no.ts'
import { isIntent } from './korean-endings.ts'
import type { Reading } from './read-several.ts'

/** Words of a part that says yes or no and nothing else. */
const barely = 3

export const isYesNo = (slot: Slot): slot is YesNoSlot => slot.kind === 'more' || (slot.kind === 'question' && slot.question.type === 'yes-no')

/** @param asked at once, in order. @param open all that is not answered yet */
export function readYesNos(reading: Reading, asked: readonly Slot[], open: readonly QuestionSlot[], message: string): { slot: YesNoSlot; value: YesNo }[] {
  const { words, labels } = reading
  const own = asked.filter(isYesNo)
  const among = [...own, ...open.filter(isYesNo).filter((slot) => !own.includes(slot))]
  const parts = clausesOf(message)
  const found = new Map<YesNoSlot, YesNo>()
  const loose: { part: string; said: YesNo }[] = []
  for (const part of parts) {
    const slot = labels.named(among.filter((one) => !found.has(one)), part)
    const said = slot === undefined ? readYesNo(part, tellsMore(part, words) ? { ...words, does: [] } : words) : readAnswerTo(slot, part, words) ?? states(slot, part, reading)
    if (said === undefined) continue
    if (slot !== undefined) found.set(slot, said)
    else if ((parts.length === 1 || part.split(/\s+/u).length <= barely) && !(loose.length > 0 && restates(loose.at(-1)!, { part, said }))) loose.push({ part, said })
  }
  const left = own.filter((slot) => !found.has(slot))
  // "None of our children changes school" is to that question alone.
  const isToOne = parts.length === 1 && found.size === 1
  for (const { slot, value } of isToOne ? [] : toSeveral(plain(message), loose, words, left, among) ?? []) found.set(slot, value)
  // A yes before something that is told in full belongs to that: "yes, we have gas".
  for (const [at, { said }] of (own[0] !== undefined && found.has(own[0]) && parts.length > 1 ? [] : loose).entries()) if (left[at] !== undefined) found.set(left[at], said)
  return [...found].map(([slot, value]) => ({ slot, value }))
}

/** "We are on district heating", "가스는 도시가스예요": whoever names it in full, or names it and says nothing else, has it. */
function states(slot: YesNoSlot, part: string, { labels, words }: Reading): YesNo | undefined {
  if (slot.kind !== 'question' || /[?？]$/u.test(part)) return undefined
  if (isDoubleEdged(slot, words)) return readHindrance(part, words)
  const said = new Set([...labels.surroundings(slot).around, ...words.does.flatMap((phrase) => phrase.split(' '))])
  // A word by which others say no to it is no part of a yes: "the heating is individual".
  const refusing = new Set(Object.values(slot.question.says?.no ?? {}).flat().flatMap((phrase) => plain(phrase).split(' ')))
  for (const word of Object.values(slot.question.words ?? {}).flat().flatMap((phrase) => plain(phrase).split(' '))) refusing.delete(word)
  const names = (word: string) => !refusing.has(word) && (said.has(word) || said.has(withoutEnding(word)))
  const inFull = labels.namesInFull(slot, part) && firstOf(words.no, plain(part)) < 0 && !isIntent(plain(part).replace(/[\s.!]+$/u, ''))
  return inFull || plain(part).split(/[\s,.:;!]+/u).filter((word) => word !== '').every(names) ? 'yes' : undefined
}

/** "We use a boiler" is no yes to anything that does not ask for one; "yes, we use it" is. */
function tellsMore(part: string, { does, yes, around }: Reading['words']): boolean {
  const known = new Set([...does, ...yes, ...around].flatMap((phrase) => phrase.split(' ')))
  const isKnown = (word: string) => known.has(word) || (/\p{Script=Hangul}/u.test(word) && [...does, ...yes].some((stem) => word.startsWith(stem)))
  return plain(part).split(/[\s,.:;!]+/u).some((word) => word !== '' && !isKnown(word))
}

/** What stands on a Korean noun. */
const withoutEnding = (word: string) => word.replace(/(?<=\p{Script=Hangul})(?:이에요|이예요|예요|에요|입니다|이고요|고요|이요|요|은|는|이|가|도)$/u, '')

/** "No, there is none" is one answer; "no, no" are two. */
export const restates = (one: { part: string; said: string }, other: { part: string; said: string }) => one.said === other.said && plain(one.part) !== plain(other.part)

/** "None of them" is to all of a page, "neither" to the first two, whatever the words name. */
function toSeveral(text: string, loose: readonly unknown[], words: Reading['words'], own: readonly YesNoSlot[], among: readonly YesNoSlot[]): { slot: YesNoSlot; value: YesNo }[] | undefined {
  const says = (listed: readonly string[]) => listed.some((word) => (/^\p{Script=Hangul}$/u.test(word) ? text.split(/[\s,.]+/u).includes(word) : firstOf([word], text) >= 0))
  const said = readYesNo(text, words)
  if (own[0] === undefined || said === undefined || loose.length > 1) return undefined
  if (says(words.both)) return own.slice(0, 2).map((slot) => ({ slot, value: said }))
  const pages = own.map(({ step }) => step)
  return said === 'no' && says(words.all) ? among.filter(({ step }) => pages.includes(step)).map((slot) => ({ slot, value: said })) : undefined
}
