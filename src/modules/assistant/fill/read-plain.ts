/** From a person's own words to what the form's field would hold. What it holds is then checked as the form checks it. */
import type { Question } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Wording } from '../../../web/wordings.ts'
import { firstOf, listed, plain } from './plain-words.ts'
import { readDate } from './read-date.ts'

/** The words of every language of the pack: people mix them. */
export interface Words { yes: string[]; no: string[]; correct: string[]; before: string[] }

export function wordsOf(wordings: readonly Wording[]): Words {
  const all = (key: string) => wordings.flatMap(({ t }) => listed(t(`assistant.fill.words.${key}`)))
  return { yes: all('yes'), no: all('no'), correct: all('correct'), before: all('before') }
}

/** @returns candidates, the likeliest first; none where the words are no answer of this kind */
export function readPlain(question: Pick<Question, 'type' | 'choices'>, message: string, words: Words, language: string, today: string): string[] {
  switch (question.type) {
    case 'yes-no': return oneOrNone(readYesNo(message, words))
    case 'date': return oneOrNone(readDate(message, language, today))
    case 'choice': {
      const text = plain(message)
      const meant = (question.choices ?? []).filter(({ value, label, words: other }) => plain(value) === text.trim()
        || firstOf([...Object.values(label), ...Object.values(other ?? {}).flat()], text) >= 0)
      return meant.length === 1 ? [meant[0]!.value] : []
    }
    case 'text': return readText(message, words)
    default: return question.type satisfies never
  }
}

const oneOrNone = (value: string | undefined) => (value === undefined ? [] : [value])

/** What comes first counts: "yes, but not much". Where both begin at one place, the refusal. */
export function readYesNo(message: string, words: Words): 'yes' | 'no' | undefined {
  const text = plain(message)
  const [yes, no] = [firstOf(words.yes, text), firstOf(words.no, text)]
  if (yes < 0 && no < 0) return undefined
  const first = Math.min(...[yes, no].filter((place) => place >= 0))
  if (first > 0) return no >= 0 ? 'no' : 'yes'
  return no === first ? 'no' : 'yes'
}

/** Words that only whoever gives a name or a number puts before it, or one word alone with the ending of a statement. */
export const givesText = (message: string, { before }: Words): boolean => {
  const whole = message.trim().replace(/[.!。]+$/u, '')
  return behind(whole, before) !== undefined || (!/\s/u.test(whole) && withoutEnding(whole) !== whole)
}

const behind = (whole: string, before: readonly string[]): string | undefined =>
  /^[^\d:：]{1,30}[:：]\s*(.+)$/u.exec(whole)?.[1] ?? before.map((word) => ({ word, at: whole.toLowerCase().lastIndexOf(`${word} `) })).filter(({ at }) => at === 0 || (at > 0 && /[\s,،]/u.test(whole[at - 1]!)))
    .map(({ word, at }) => whole.slice(at + word.length).trim()).toSorted((one, other) => one.length - other.length)[0]

const withoutEnding = (text: string): string =>
  text.replace(/(?<=[\p{Script=Hangul}\d])(?:이라고 합니다|이에요|이예요|예요|입니다|이요|으로 할게요|로 할게요|으로 주세요|로 주세요|요)$/u, '')

/** "change it: X": the words of changing that stand before what it is changed to. */
const withoutCues = (text: string, cues: readonly string[]): string => {
  const [first, ...rest] = text.split(/\s+/u)
  return rest.length > 0 && firstOf(cues, plain(first!)) === 0 ? rest.join(' ') : text
}

/** "her name is X", "X이에요": what is said around a name or an account is left out, first the most, then less. */
function readText(message: string, { before, correct }: Words): string[] {
  const whole = message.trim().replace(/[.!。]+$/u, '')
  const quoted = /["“«「']([^"”»」]+)["”»」']/u.exec(whole)?.[1]
  const after = behind(whole, before)
  const bare = withoutEnding(withoutCues(after ?? whole, correct))
  const toLastDigit = /^.*\d/u.exec(bare)?.[0]
  return [...new Set([quoted, bare, toLastDigit, after, whole].filter((text) => text !== undefined && text !== ''))] as string[]
}
