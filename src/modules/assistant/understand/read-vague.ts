/** That something happened or changed, and nothing of what: "my life changed", "집안에 일이 있었어요". Read by the words that say so and those around them; where any other word tells of something, this is none of it. */
import type { Wording } from '../../../web/wordings.ts'
import { findWord, listed, plain } from '../fill/plain-words.ts'

export interface VagueWords { happens: string[]; around: string[] }

/** Of every language of the pack at once: people mix them. The longest first, so that what stands in a longer one is not left over. */
export const vagueWordsOf = (wordings: readonly Wording[]): VagueWords => {
  const all = (key: string) => wordings.flatMap(({ t }) => listed(t(key))).sort((one, other) => other.length - one.length)
  return { happens: all('assistant.vague.happens'), around: all('assistant.vague.around') }
}

/** @param telling how many words of a text say what it is about */
export function isVague({ happens, around }: VagueWords, message: string, telling: (rest: string) => number): boolean {
  const text = plain(message)
  const rest = without(happens, text)
  return rest !== text && telling(without(around, rest)) === 0
}

function without(words: readonly string[], message: string): string {
  let text = message
  for (const word of words) {
    for (let place = findWord(word, text); place !== undefined; place = findWord(word, text)) text = text.slice(0, place.from) + ' '.repeat(place.to - place.from) + text.slice(place.to)
  }
  return text
}
