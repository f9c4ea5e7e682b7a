/** Scripts that write words: each word folded and cut to its stem. Scripts without spaces: pairs of characters. */
import { stemmer } from 'stemmer'
import { foldText } from './fold-text.ts'
import type { Term } from './term.ts'

const word = /[\p{L}\p{N}\p{M}]+/gu
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u

const irregular: Record<string, string> = {
  children: 'child', women: 'woman', men: 'man', wives: 'wife', lives: 'life', people: 'person', feet: 'foot', teeth: 'tooth', paid: 'pay', bought: 'buy', sold: 'sell', left: 'leave', lost: 'lose', born: 'birth',
}

/** Cut the same way in index and query, by language: the point is that forms of one word meet, not that the stem is a word. */
const stems: Record<string, (word: string) => string> = {
  en: (text) => stemmer(irregular[text] ?? text),
  fr: (text) => (text.length < 5 ? text : text.replace(/aux$/, 'al').replace(/[sx]$/, '').replace(/e$/, '')),
  // The article, and "and", "for", "with", are written onto the word.
  ar: (text) => text.replace(/^[وبلفك]?(ال|لل)(?=.{2})/u, ''),
}

export function analyseWords(text: string, language: string): Term[] {
  const stem = stems[language] ?? ((plain: string) => plain)
  return (text.match(word) ?? []).flatMap((found) => {
    const folded = foldText(found)
    return unspaced.test(folded) ? pairs(folded) : [{ text: `m${stem(folded)}`, weight: 1 }]
  })
}

function pairs(text: string): Term[] {
  const letters = Array.from(text)
  return letters.length === 1 ? [{ text: `m${text}`, weight: 1 }] : letters.slice(1).map((letter, at) => ({ text: `b${letters[at]}${letter}`, weight: 1 }))
}
