/** Several questions that are answered with yes or no: each part of a sentence to the question that it names, the others in their order. */
import type { QuestionSlot, Slot } from '../../cases/index.ts'
import { clausesOf } from './clauses.ts'
import { firstOf, plain } from './plain-words.ts'
import { readAnswerTo, readYesNo, type YesNo, type YesNoSlot } from './read-yes-no.ts'
import type { Reading } from './read-several.ts'

/** Words of a part that says yes or no and nothing else. */
const barely = 3

export const isYesNo = (slot: Slot): slot is YesNoSlot => slot.kind === 'more' || (slot.kind === 'question' && slot.question.type === 'yes-no')

/** @param asked at once, in order. @param open all that is not answered yet */
export function readYesNos({ words, labels }: Reading, asked: readonly Slot[], open: readonly QuestionSlot[], message: string): { slot: YesNoSlot; value: YesNo }[] {
  const own = asked.filter(isYesNo)
  const among = [...own, ...open.filter(isYesNo).filter((slot) => !own.includes(slot))]
  const parts = clausesOf(message)
  const found = new Map<YesNoSlot, YesNo>()
  const loose: { part: string; said: YesNo }[] = []
  for (const part of parts) {
    const slot = labels.named(among.filter((one) => !found.has(one)), part)
    const said = slot === undefined ? readYesNo(part, words) : readAnswerTo(slot, part, words)
    if (said === undefined) continue
    if (slot !== undefined) found.set(slot, said)
    else if ((parts.length === 1 || part.split(/\s+/u).length <= barely) && !(loose.length > 0 && restates(loose.at(-1)!, { part, said }))) loose.push({ part, said })
  }
  const left = own.filter((slot) => !found.has(slot))
  for (const { slot, value } of toSeveral(plain(message), loose, words, left, among) ?? []) found.set(slot, value)
  // A yes before something that is told in full belongs to that: "yes, we have gas".
  for (const [at, { said }] of (own[0] !== undefined && found.has(own[0]) && parts.length > 1 ? [] : loose).entries()) if (left[at] !== undefined) found.set(left[at], said)
  return [...found].map(([slot, value]) => ({ slot, value }))
}

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
