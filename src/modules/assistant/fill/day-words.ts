/** By which words days are told apart, of every language of the pack at once: numbers, how long ago, weeks, months, weekdays. */
import type { Wording } from '../../../web/wordings.ts'
import { listed, plain } from './plain-words.ts'

export interface DayWords {
  /** Days before today → what that day is called; of below 0 it has not come yet. */
  daysAgo: { days: number; called: string[] }[]
  /** Source of a pattern: a number up to 39, in digits or in words. */
  number: string
  numberOf(said: string): number
  /** "Twelve days ago": each unit's days, the number captured. */
  ago: { days: number; pattern: RegExp }[]
  /** Below 0 those to come. */
  weeksAgo: { weeks: number; pattern: RegExp }[]
  monthsAgo: { months: number; pattern: RegExp }[]
  /** Short names beside those that the platform knows; Monday is 1. */
  weekdays: { weekday: number; pattern: RegExp; name: string }[]
}

const hangul = /\p{Script=Hangul}/u

/** `2: two, second; 20: twenty` */
const readNumbered = (text: string) => text.split(';').map((line) => {
  const [value = '', ...called] = line.split(':')
  return { value: Number(value), called: listed(called.join(':')).map(plain) }
}).filter(({ called }) => called.length > 0)

export function dayWordsOf(wordings: readonly Wording[]): DayWords {
  const each = (key: string) => wordings.map(({ t }) => readNumbered(t(`assistant.fill.words.${key}`)))
  const all = (key: string) => each(key).flat().flatMap(({ value, called }) => called.map((name) => ({ value, name })))
    .filter((one, at, every) => every.findIndex(({ name, value }) => name === one.name && value === one.value) === at)
    .toSorted((one, other) => other.name.length - one.name.length)
  const { number, numberOf } = numbersOf(each('numbers'))
  return {
    daysAgo: wordings.flatMap(({ t }) => readNumbered(t('assistant.fill.words.days-ago'))).map(({ value, called }) => ({ days: value, called })),
    number, numberOf,
    ago: all('ago').map(({ value, name }) => ({ days: value, pattern: phrase(name, number) })),
    weeksAgo: all('weeks-ago').map(({ value, name }) => ({ weeks: value, pattern: phrase(name, number) })),
    monthsAgo: all('months-ago').map(({ value, name }) => ({ months: value, pattern: phrase(name, number) })),
    weekdays: all('weekdays').map(({ value, name }) => ({ weekday: value, name, pattern: phrase(name, number) })),
  }
}

/** Korean is written with spaces and without; in others a word ends where it ends. `#` is a number. */
function phrase(name: string, number: string): RegExp {
  const isHangul = hangul.test(name)
  const parts = name.split('#').map((part) => part.split(/\s+/u).map((word) => RegExp.escape(word)).join(isHangul ? String.raw`\s*` : String.raw`\s+`))
  const [start, end] = isHangul ? [name.startsWith('#') ? String.raw`(?<!\d)` : '', ''] : [String.raw`(?<![\p{L}\p{N}])`, String.raw`(?![\p{L}\p{N}])`]
  return new RegExp(`${start}${parts.join(isHangul ? String.raw`(${number})\s*` : `(${number})`)}${end}`, 'u')
}

/** Tens stand before their ones, with a stroke, a space or nothing between: twenty-third, hai mươi ba, 이십삼. */
function numbersOf(languages: readonly { value: number; called: string[] }[][]): Pick<DayWords, 'number' | 'numberOf'> {
  const squeezed = (said: string) => said.replaceAll(/[\s-]+/gu, '')
  const values = new Map<string, number>()
  const patterns = languages.map((numbers) => {
    const [tens, ones] = [numbers.filter(({ value }) => value % 10 === 0), numbers.filter(({ value }) => value < 10)]
    for (const { value, called } of numbers) for (const name of called) values.set(squeezed(name), value)
    for (const ten of tens) for (const one of ones) for (const name of ten.called) for (const other of one.called) values.set(squeezed(name + other), ten.value + one.value)
    const oneOf = (of: typeof numbers) => of.flatMap(({ called }) => called).toSorted((one, other) => other.length - one.length).map((name) => name.split(/\s+/u).map((word) => RegExp.escape(word)).join(String.raw`\s+`)).join('|')
    return `(?:${oneOf(tens)})(?:[\\s-]*(?:${oneOf(ones)}))?|${oneOf(numbers.filter((one) => !tens.includes(one)))}`
  })
  return { number: String.raw`(?:\d{1,2}|${[...new Set(patterns)].join('|')})`, numberOf: (said) => (/^\d+$/u.test(said) ? Number(said) : values.get(squeezed(said)) ?? NaN) }
}
