/** A name in the middle of words that lead to it: what the pack's examples never say, or what has capitals. */
import { endingOf, isPast } from './korean-endings.ts'
import type { FoundText, Learnt, Surroundings } from './read-text.ts'

/** Syllables of a Korean name. */
const syllables = { least: 2, most: 5 }
/** An ending behind it, the word for it before it, or three syllables: so much speaks for a name. */
const speaks = { ending: 2, label: 2, three: 1, least: 2, surely: 4 }

const particles = ['은', '는', '이', '가', '을', '를', '요']

export function findName(text: string, fits: (text: string) => boolean, surroundings: Surroundings, learnt: Learnt): FoundText | undefined {
  return /\p{Script=Hangul}/u.test(text) ? findHangul(text, fits, surroundings, learnt) : findCapitals(text, fits, learnt)
}

function findHangul(text: string, fits: (text: string) => boolean, { label, foreign, around: leading }: Surroundings, { around, isFamiliar, meant }: Learnt): FoundText | undefined {
  const words = text.split(/[\s,.!?~:()/]+/u).filter((word) => word !== '')
  const isLabel = (word: string | undefined) => word !== undefined && label.some((one) => word === one || (word.startsWith(one) && word.length <= one.length + 1))
  const found = words.flatMap((word, at) => {
    const ending = endingOf(word, [...around.endings, ...particles], (rest) => rest.length >= syllables.least)
    return [...new Set([ending, ''])].map((one) => ({ value: word.slice(0, word.length - one.length), ending: one, at, whole: word }))
  }).filter(({ value, whole }) => /^\p{Script=Hangul}+$/u.test(value) && value.length >= syllables.least && value.length <= syllables.most && fits(value) && !isPast(value)
    && ![value, whole].some((one) => isFamiliar(one) || label.includes(one) || foreign.includes(one) || leading.includes(one)) && !isLabel(whole))
    .map((one) => ({ ...one, score: (one.ending === '' ? 0 : speaks.ending) + (isLabel(words[one.at - 1]) ? speaks.label : 0) + (one.value.length === 3 ? speaks.three : 0) + (meant ? 1 : 0) + (words.length === 1 ? 1 : 0) }))
    .toSorted((one, other) => other.score - one.score)[0]
  return found === undefined || found.score < speaks.least ? undefined : { value: found.value, sure: found.score >= speaks.surely, standsOut: found.score > speaks.least }
}

/** Two words or more with capitals, one behind the other; the first word of a sentence has one anyway. */
function findCapitals(text: string, fits: (text: string) => boolean, { isFamiliar, meant }: Learnt): FoundText | undefined {
  const runs = [...text.matchAll(/\p{Lu}[\p{L}'’-]*(?:\s+\p{Lu}[\p{L}'’-]*)*/gu)].map(({ 0: run, index }) => {
    const words = run.split(/\s+/u)
    return (index === 0 || /[.!?]\s*$/u.test(text.slice(0, index))) && isFamiliar(words[0]!) ? words.slice(1) : words
  }).filter((words) => words.length > 1 && fits(words.join(' '))).toSorted((one, other) => other.length - one.length)
  return runs[0] === undefined ? undefined : { value: runs[0].join(' '), sure: meant || runs.length === 1, standsOut: true }
}
