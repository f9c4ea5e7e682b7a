/** "Yes, that is right. Her name is …": what the registers say is agreed to, and the rest answers something else. */
import { findWord, firstOf, plain } from './plain-words.ts'
import type { Words } from './words.ts'

/** Longer ones say more than yes. */
const mostWords = 5
/** Endings on the name of a thing, against those on a verb: 예린이에요 is no yes. */
const copula = /(?:이에요|예요|이예요|입니다|이고요?|이요)$/u
const ending = /(?:[아어해네고구지]요|니다|[아어네고죠음함됨]|[았었했]\p{Script=Hangul}+)$/u

/** @returns whether it begins with agreement, and what stands behind it */
export function withoutAgreement(message: string, words: Pick<Words, 'yes' | 'no'>): { agreed: boolean; rest: string } {
  let [rest, agreed] = [message.trim(), false]
  for (;;) {
    const clause = /^[^,.!;\n]+/u.exec(rest)?.[0] ?? ''
    const length = agrees(clause, words) ? clause.length : firstWord(rest, words)
    if (length === 0) return { agreed, rest }
    agreed = true
    rest = rest.slice(length).replace(/^[\s,.!;:\-–]+/u, '')
  }
}

/** A clause that holds a yes, and nothing that could be an answer. */
function agrees(clause: string, { yes, no }: Pick<Words, 'yes' | 'no'>): boolean {
  const text = plain(clause)
  const parts = text.trim().split(/\s+/u)
  // "Nothing wrong", "이상 없어요": what agrees may hold a no.
  const agreed = yes.map((word) => findWord(word, text)).filter((found) => found !== undefined).toSorted((one, other) => other.to - other.from - (one.to - one.from))[0]
  if (agreed === undefined || firstOf(no, text.slice(0, agreed.from) + text.slice(agreed.to)) >= 0 || /\d/u.test(text) || parts.length > mostWords) return false
  // A capital further on begins a name.
  if (!/\p{Script=Hangul}/u.test(text)) return !/\s(?!I\b)\p{Lu}/u.test(clause)
  if (/\s/u.test(text.slice(agreed.from, agreed.to)) && text.slice(agreed.to).trim() === '') return true
  return parts.every((part, at) => isYes(part, yes) || (at < parts.length - 1 && parts.slice(at + 1).some((later) => isYes(later, yes) && later.length > 1)))
}

/** Nobody needs a comma behind a yes: "that is all right her name is …". @returns the length of what agrees */
function firstWord(rest: string, { yes }: Pick<Words, 'yes'>): number {
  const word = /^\p{L}+(?=\s)/u.exec(rest)?.[0]
  if (word === undefined || !/\p{Script=Hangul}/u.test(word)) return word !== undefined && yes.includes(plain(word)) ? word.length : 0
  const words = [...rest.matchAll(/\p{Script=Hangul}+(?=\s)/gu)].slice(0, 3)
  const agreeing = words.find(({ 0: one, index }, at) => isYes(one, yes) && (at === 0 || (one.length > 1 && /^[\p{Script=Hangul}\s]*$/u.test(rest.slice(0, index)))))
  return agreeing === undefined ? 0 : agreeing.index + agreeing[0].length
}

function isYes(word: string, yes: readonly string[]): boolean {
  if (yes.includes(word) || yes.some((one) => word === one + one) || yes.some((one) => one.length > 2 && word.replace(copula, '') === one)) return true
  return !copula.test(word) && ending.test(word) && yes.some((one) => word.startsWith(one) && (one.length > 1 || /[^네예응어]/u.test(one)))
}
