/** From when until when: two full hours with the part of the day that stands at each, before it in Korean and after it elsewhere. */
import { findWord, plain } from '../fill/plain-words.ts'
import type { SettingWords } from './setting-words.ts'

const hour = /(?<![\d:.])(\d{1,2})(?::00)?(?![\d:.]*\d)/gu
const hangul = /\p{Script=Hangul}/u

/** @returns local times; undefined unless exactly two hours are named */
export function readHours({ parts }: Pick<SettingWords, 'parts'>, message: string): { from: string; until: string } | undefined {
  const text = plain(message)
  const found = [...text.matchAll(hour)].map((match) => ({ said: Number(match[1]), from: match.index, to: match.index + match[0].length }))
  if (found.length !== 2 || found.some(({ said }) => said > 24)) return undefined
  const [from, until] = found.map(({ said, from: begins, to }, at) => {
    const beside = hangul.test(text) ? text.slice(found[at - 1]?.to ?? 0, begins) : text.slice(to, found[at + 1]?.from)
    return inDay(said, parts.find(({ word }) => findWord(word, beside) !== undefined)?.part)
  })
  return from === until ? undefined : { from: from!, until: until! }
}

function inDay(said: number, part: string | undefined): string {
  const late = part === 'evening' || (part === 'night' && said >= 6)
  const at = part === undefined || said > 12 ? said : (said % 12) + (late && !(part === 'night' && said === 12) ? 12 : 0)
  return `${String(at % 24).padStart(2, '0')}:00`
}
