/** Which of the services that were shown is meant: "2", "②", "number 2", "the second one"; or words that fit one of them best. */
import type { Wording } from '../../../web/wordings.ts'
import { listed } from '../fill/plain-words.ts'
import { foldText } from '../../search/index.ts'

export interface OptionWords {
  /** What the first, the second, … is called. */
  ordinals: string[][]
  /** What may stand beside it and means nothing of its own. */
  around: Set<string>
  /** Yes and no in all their forms. */
  yesNo: Set<string>
}

/** Without spaces: "두 번째" and "두번째" are the same. */
const joined = (text: string) => wordsIn(text).join('')
const wordsIn = (text: string) => foldText(text).match(/\p{L}+|\p{N}+/gu) ?? []

/** The message reads `1: first, one; 2: second`. */
export const optionWordsOf = ({ t }: Wording): OptionWords => ({
  ordinals: t('assistant.option.ordinals').split(';').map((line) => listed(line.slice(line.indexOf(':') + 1)).map(joined)),
  around: new Set(listed(t('assistant.option.around')).map(foldText)),
  yesNo: new Set(['yes', 'no'].flatMap((said) => listed(t(`assistant.fill.words.${said}`)).map(joined))),
})

/** "No", "7": an answer, and nothing that could be looked for. */
export function isBare({ yesNo }: OptionWords, message: string): boolean {
  const said = joined(message)
  return yesNo.has(said) || /^\p{N}*$/u.test(said)
}

/** @param best service that the words fit best. @returns undefined where something else is said, `null` where a place was named that holds none */
export function chooseOption({ ordinals, around }: OptionWords, message: string, options: readonly string[], best: string | undefined): string | null | undefined {
  if (options.length === 0) return undefined
  const left = wordsIn(message).filter((word) => !around.has(word)).join('')
  const place = /^\d+$/u.test(left) ? Number(left) - 1 : ordinals.findIndex((called) => called.includes(left))
  if (place >= 0 || /^\d+$/u.test(left)) return options[place] ?? null
  return best !== undefined && options.includes(best) ? best : undefined
}
