/** Which of the services that were shown is meant: "2", "②", "number 2", "the second one"; or words that fit one of them best. */
import type { Wording } from '../../../web/wordings.ts'
import { listed } from '../fill/plain-words.ts'
import { foldText } from '../../search/index.ts'

export interface OptionWords {
  /** Place by what it is called: 0 is the first, -1 the last. */
  ordinals: ReadonlyMap<string, number>
  /** And by its number, which may be a number of something else: "one" is how many there are. */
  places: ReadonlyMap<string, number>
  /** What may stand beside it and means nothing of its own. */
  around: Set<string>
  /** Yes and no in all their forms. */
  yesNo: Set<string>
}

/** Without spaces: "두 번째" and "두번째" are the same. */
const joined = (text: string) => wordsIn(text).join('')
const wordsIn = (text: string) => foldText(text).match(/\p{L}+|\p{N}+/gu) ?? []

export const optionWordsOf = ({ t }: Wording): OptionWords => {
  const [ordinals, cardinals] = [placesIn(t('assistant.option.ordinals')), placesIn(t('assistant.option.cardinals'))]
  return {
    ordinals, places: new Map([...cardinals, ...ordinals]),
    around: new Set(listed(t('assistant.option.around')).map(foldText)),
    yesNo: new Set(['yes', 'no'].flatMap((said) => listed(t(`assistant.fill.words.${said}`)).map(joined))),
  }
}

/** The message reads `1: first, one; 2: second; -1: last`. */
const placesIn = (text: string) => new Map(text.split(';').flatMap((line) => {
  const [place = '', called = ''] = line.split(':')
  return listed(called).map((word) => [joined(word), Number(place) > 0 ? Number(place) - 1 : -1] as const)
}))

/** "No", "7": an answer, and nothing that could be looked for. */
export function isBare({ yesNo }: OptionWords, message: string): boolean {
  const said = joined(message)
  return yesNo.has(said) || /^\p{N}*$/u.test(said)
}

/** "No, I mean the", "아니 그거 말고": which one is meant, and nothing that is asked of it. */
export const onlyPoints = ({ around, yesNo, places }: OptionWords, rest: string): boolean => wordsIn(rest).every((word) => around.has(word) || yesNo.has(word) || places.has(word))

/** @param best service that the words fit best. @returns undefined where something else is said, `null` where a place was named that holds none */
export function chooseOption({ places, around }: Pick<OptionWords, 'places' | 'around'>, message: string, options: readonly string[], best: string | undefined): string | null | undefined {
  if (options.length === 0) return undefined
  const place = placeIn(wordsIn(message), places, around)
  if (place !== undefined) return options.at(place) ?? null
  return best !== undefined && options.includes(best) ? best : undefined
}

/** The longest part that names a place, where nothing stands beside it but what goes with one: "cái thứ hai" is thứ hai. */
function placeIn(words: readonly string[], places: OptionWords['places'], around: OptionWords['around']): number | undefined {
  const isAround = (part: readonly string[]) => part.every((word) => around.has(word))
  for (let length = words.length; length > 0; length -= 1) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const part = words.slice(from, from + length).join('')
      const place = /^\d+$/u.test(part) ? Number(part) > 0 ? Number(part) - 1 : Infinity : places.get(part)
      if (place !== undefined && isAround(words.slice(0, from)) && isAround(words.slice(from + length))) return place
    }
  }
  return undefined
}
