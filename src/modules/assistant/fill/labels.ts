/** By which words of its own label a question is meant, in any language of the pack. */
import type { Wording } from '../../../web/wordings.ts'
import type { QuestionSlot } from '../../cases/index.ts'
import { placeOf, plain } from './plain-words.ts'
import type { Surroundings } from './read-text.ts'
import type { Words } from './words.ts'

export interface Labels {
  /** How many of the words of its label that no other question has stand in the text. */
  score(slot: QuestionSlot, among: readonly QuestionSlot[], text: string): number
  /** The one of them that the text names most. */
  named(among: readonly QuestionSlot[], text: string): QuestionSlot | undefined
  surroundings(slot: QuestionSlot): Surroundings
}

export function labelsOf(wordings: readonly Wording[], all: readonly QuestionSlot[], words: Words): Labels {
  const wordsOf = ({ question }: QuestionSlot) => wordings.flatMap(({ text }) => (plain(text(question.label)).match(/\p{L}+/gu) ?? []).map(withoutParticle)).filter((word) => word.length > (/\p{Script=Hangul}/u.test(word) ? 1 : 3))
  const score = (slot: QuestionSlot, among: readonly QuestionSlot[], text: string) => {
    const others = new Set(among.filter(({ question }) => question.fact !== slot.question.fact).flatMap(wordsOf))
    return new Set(wordsOf(slot).filter((word) => !others.has(word) && placeOf(word, plain(text)) >= 0)).size
  }
  const foreign = [...words.yes, ...words.no, ...words.does, ...words.only, ...words.again, ...all.flatMap(({ question }) => (question.choices ?? []).flatMap(({ value, label, words: other }) => [value, ...Object.values(label), ...Object.values(other ?? {}).flat()]))]
  return {
    score,
    named: (among, text) => among.map((slot) => ({ slot, score: score(slot, all, text) })).filter((one) => one.score > 0).toSorted((one, other) => other.score - one.score)[0]?.slot,
    surroundings: (slot) => ({ around: [...words.around, ...words.correct, ...wordsOf(slot)].flatMap((word) => word.split(' ')), cues: words.correct, foreign: foreign.map(plain) }),
  }
}

/** A Korean label says "by gas", a person only "gas". */
const withoutParticle = (word: string) => (/^\p{Script=Hangul}{3,}$/u.test(word) ? word.replace(/[을를이가은는의]$/u, '') : word)
