/** By which words a question is meant: those of its own label, in any language of the pack, and others that the pack gives for it. */
import type { Wording } from '../../../web/wordings.ts'
import type { QuestionSlot } from '../../cases/index.ts'
import { findWord, placeOf, plain } from './plain-words.ts'
import type { Surroundings } from './read-text.ts'
import { phrasesOf, type YesNoSlot } from './read-yes-no.ts'
import type { Words } from './words.ts'

export interface Labels {
  /** How many of the words of its label that no other question has stand in the text; a word that was given for it counts twice. */
  score(slot: YesNoSlot, text: string): number
  /** Two of its own words stand in the text, or one that is a compound. */
  namesInFull(slot: QuestionSlot, text: string): boolean
  /** The one of them that the text names most. */
  named<S extends YesNoSlot>(among: readonly S[], text: string): S | undefined
  surroundings(slot: QuestionSlot): Surroundings
  /** Korean with a space behind what names a question, where none was typed: 지역난방씁니다. */
  apart(text: string): string
}

export function labelsOf(wordings: readonly Wording[], all: readonly QuestionSlot[], words: Words): Labels {
  const wordsOf = once(({ question }: QuestionSlot) => wordings.flatMap(({ text }) => (plain(text(question.label)).match(/\p{L}+/gu) ?? []).map(withoutParticle)).filter((word) => word.length > (/\p{Script=Hangul}/u.test(word) ? 1 : 3)))
  const own = once((slot: QuestionSlot) => {
    const others = new Set(all.filter(({ question }) => question.fact !== slot.question.fact).flatMap(wordsOf))
    return new Set(wordsOf(slot).filter((word) => !others.has(word)))
  })
  const givenFor = once((slot: YesNoSlot) => (slot.kind === 'more' ? [...words.only, ...words.again] : [...Object.values(slot.question.words ?? {}).flat(), ...phrasesOf(slot.question.says?.yes, words), ...phrasesOf(slot.question.says?.no, words)]))
  const given = (slot: YesNoSlot, text: string) => longestPlaces(givenFor(slot), text)
  const score = (slot: YesNoSlot, text: string) => {
    const bare = plain(text)
    if (slot.kind === 'more') return 2 * given(slot, bare)
    return [...own(slot)].filter((word) => placeOf(stemOf(word), bare) >= 0).length + 2 * given(slot, bare)
  }
  const foreign = () => [...words.yes, ...words.no, ...words.does, ...words.only, ...words.again, ...all.flatMap(({ question }) => (question.choices ?? []).flatMap(({ value, label, words: other }) => [value, ...Object.values(label), ...Object.values(other ?? {}).flat()]))]
  const named = () => [...new Set([...all.flatMap((slot) => [...wordsOf(slot), ...givenFor(slot).map(plain)]).filter((word) => /^\p{Script=Hangul}{2,}$/u.test(word)), ...words.again.filter((word) => /^\p{Script=Hangul}{3,}$/u.test(word))])].toSorted((one, other) => other.length - one.length)
  let apart: RegExp | undefined
  return {
    score,
    apart: (text) => text.replaceAll(apart ??= new RegExp(String.raw`(?<!\p{Script=Hangul})((?:${named().join('|') || '(?!)'})[은는이가을를도]?)(?=\p{Script=Hangul}{3})`, 'gu'), '$1 '),
    namesInFull: (slot, text) => {
      const given = Object.values(slot.question.words ?? {}).flat().map(plain)
      const named = [...new Set([...own(slot), ...given])].filter((word) => placeOf(word, plain(text)) >= 0)
      return new Set(named.flatMap((word) => word.split(' '))).size > 1 || named.some((word) => /^\p{Script=Hangul}{4,}$/u.test(word))
    },
    named: (among, text) => among.map((slot) => ({ slot, score: score(slot, text) })).filter((one) => one.score > 0).toSorted((one, other) => other.score - one.score)[0]?.slot,
    surroundings: once((slot) => ({ names: words.names, label: givenFor(slot).map(plain), around: [...words.around, ...words.correct, ...wordsOf(slot), ...givenFor(slot).map(plain)].flatMap((word) => word.split(' ')), cues: words.correct, foreign: [...foreign(), ...all.filter(({ question }) => question.fact !== slot.question.fact).flatMap((other) => [...own(other), ...givenFor(other).flatMap((word) => plain(word).split(' '))])] })),
  }
}

/** 초등학교 is named by whoever speaks of 초등학생. */
const stemOf = (word: string) => (/^\p{Script=Hangul}{4,}$/u.test(word) ? word.slice(0, -1) : word)

/** Each slot is asked about again and again while one message is read. */
function once<Slot extends object, Found>(find: (slot: Slot) => Found): (slot: Slot) => Found {
  const found = new WeakMap<Slot, Found>()
  return (slot) => {
    if (!found.has(slot)) found.set(slot, find(slot))
    return found.get(slot)!
  }
}

/** In how many places of the text one of the words stands; a word inside a longer one is not counted again. */
function longestPlaces(words: readonly string[], text: string): number {
  const places = words.map((word) => findWord(word, text)).filter((place) => place !== undefined).toSorted((one, other) => other.to - other.from - (one.to - one.from))
  const kept: { from: number; to: number }[] = []
  for (const place of places) if (kept.every(({ from, to }) => place.to <= from || place.from >= to)) kept.push(place)
  return kept.length
}

/** A Korean label says "by gas", a person only "gas". */
const withoutParticle = (word: string) => (/^\p{Script=Hangul}{3,}$/u.test(word) ? word.replace(/[을를이가은는의]$/u, '') : word)
