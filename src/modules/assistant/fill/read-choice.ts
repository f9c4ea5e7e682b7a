/** One of several choices: by its value, its label in any language, or another word that the pack gives for it. */
import type { Question } from '../../../../packages/pack-kit/schema/life-event.ts'
import { findWord, plain } from './plain-words.ts'

export interface Found {
  value: string
  /** Where it stands in the message, so that the rest can be read for other answers. */
  from: number
  to: number
}

/** @returns undefined where none or more than one is meant; "not a boy but a girl" means the girl */
export function readChoice({ choices = [] }: Pick<Question, 'choices'>, message: string, no: readonly string[]): Found | undefined {
  const text = plain(message)
  const found = choices.flatMap(({ value, label, words }) => {
    if (text.trim() === plain(value)) return [{ value, from: 0, to: message.length }]
    const places = [...Object.values(label), ...Object.values(words ?? {}).flat()].map((word) => findWord(word, text)).filter((place) => place !== undefined)
    const first = places.toSorted((one, other) => one.from - other.from || other.to - one.to)[0]
    return first === undefined ? [] : [{ value, ...first }]
  })
  const meant = found.length < 2 ? found : found.filter(({ from, to }) => !isRefused(text, from, to, no))
  return meant.length === 1 ? meant[0] : undefined
}

/** Korean and English refuse on different sides: "남자 아니고", "not a boy". */
export function isRefused(text: string, from: number, to: number, no: readonly string[]): boolean {
  if (/\p{Script=Hangul}/u.test(text.slice(from, to))) return no.some((word) => text.slice(to).trimStart().startsWith(word))
  const before = text.slice(0, from).trimEnd().split(/[\s,]+/u).slice(-2)
  return no.some((word) => before.includes(word))
}
