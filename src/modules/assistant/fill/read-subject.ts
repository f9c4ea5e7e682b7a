/** Whom it is about, among those whom a register knows: by name, by the place in the list, or by what they are to the person. */
import type { Slots } from '../../cases/index.ts'
import { findWord, plain } from './plain-words.ts'
import { isRefused } from './read-choice.ts'
import type { Words } from './words.ts'

/** @returns their id; undefined where none or more than one is meant */
export function readSubject(candidates: Slots['candidates'], message: string, { kin, no }: Pick<Words, 'kin' | 'no'>): string | undefined {
  const text = plain(message)
  const number = Number(/^\D{0,3}(\d)\D{0,3}$/u.exec(text)?.[1] ?? 0)
  const named = candidates.filter(({ name }) => typeof name === 'string' && findWord(name, text) !== undefined)
  const places = kin.map((one) => ({ ...one, places: one.called.map((word) => findWord(word, text) ?? findWithin(word, text)).filter((place) => place !== undefined) })).filter((one) => one.places.length > 0)
  // "Not my mother, my husband": the one that is not refused.
  const kept = places.filter((one) => !one.places.some(({ from, to }) => isRefused(text, from, to, no)))
  const called = kept.length > 0 ? kept : places
  const related = candidates.filter(({ relation, sex }) => called.some((one) => one.relation === relation && one.sex === sex))
  const [one, ...others] = named.length > 0 ? named : related.length > 0 ? related : candidates.slice(Math.max(0, number - 1), number)
  return others.length === 0 && typeof one?.['personId'] === 'string' ? one['personId'] : undefined
}

/** Typed without a space, a word of Korean stands anywhere: "아니요남편거요". */
function findWithin(word: string, text: string): { from: number; to: number } | undefined {
  const from = /\s/u.test(text) || !/^\p{Script=Hangul}{2,}$/u.test(word) ? -1 : text.indexOf(word)
  return from < 0 ? undefined : { from, to: from + word.length }
}
