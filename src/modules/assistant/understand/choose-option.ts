/** Which of the services that were shown is meant: "2", "②", "number 2", "the second one"; or words that fit one of them best. */
import type { Wording } from '../../../web/wordings.ts'
import { listed } from '../fill/plain-words.ts'
import { foldText } from '../../search/index.ts'

export interface OptionWords {
  /** Place by what it is called: 0 is the first, -1 the last. */
  places: Map<string, number>
  /** What may stand beside it and means nothing of its own. */
  around: Set<string>
  /** Yes and no in all their forms. */
  yesNo: Set<string>
}

/** Without spaces: "두 번째" and "두번째" are the same. */
const joined = (text: string) => wordsIn(text).join('')
const wordsIn = (text: string) => foldText(text).match(/\p{L}+|\p{N}+/gu) ?? []

/** The message reads `1: first, one; 2: second; -1: last`. */
export const optionWordsOf = ({ t }: Wording): OptionWords => ({
  places: new Map(t('assistant.option.ordinals').split(';').flatMap((line) => {
    const [place = '', called = ''] = line.split(':')
    return listed(called).map((word) => [joined(word), Number(place) > 0 ? Number(place) - 1 : -1] as const)
  })),
  around: new Set(listed(t('assistant.option.around')).map(foldText)),
  yesNo: new Set(['yes', 'no'].flatMap((said) => listed(t(`assistant.fill.words.${said}`)).map(joined))),
})

/** "No", "7": an answer, and nothing that could be looked for. */
export function isBare({ yesNo }: OptionWords, message: string): boolean {
  const said = joined(message)
  return yesNo.has(said) || /^\p{N}*$/u.test(said)
}

/** "No, I mean the", "아니 그거 말고": which one is meant, and nothing that is asked of it. */
export const onlyPoints = ({ around, yesNo, places }: OptionWords, rest: string): boolean => wordsIn(rest).every((word) => around.has(word) || yesNo.has(word) || places.has(word))

/** @param best service that the words fit best. @returns undefined where something else is said, `null` where a place was named that holds none */
export function chooseOption({ places, around }: OptionWords, message: string, options: readonly string[], best: string | undefined): string | null | undefined {
  if (options.length === 0) return undefined
  const left = wordsIn(message).filter((word) => !around.has(word)).join('')
  if (/^\d+$/u.test(left)) return options[Number(left) - 1] ?? null
  const place = places.get(left)
  if (place !== undefined) return options.at(place) ?? null
  return best !== undefined && options.includes(best) ? best : undefined
}
