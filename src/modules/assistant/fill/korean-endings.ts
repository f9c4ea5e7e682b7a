/** What Korean hangs on a word, and what it says of it. */

/** -ㄹ게요, -ㄹ래요: somebody will do something. */
export const isIntent = (text: string) => /[가-힣](?=[게께래까]요?$)/u.test(text) && finalOf(text.match(/([가-힣])[게께래까]요?$/u)?.[1]) === 8

/** -았어, -었-, -했-: no name has a syllable that ends in ㅆ. */
export const isPast = (text: string) => Array.from(text).some((syllable) => /[가-힣]/u.test(syllable) && finalOf(syllable) === 20)

const finalOf = (syllable: string | undefined) => (syllable === undefined ? 0 : (syllable.codePointAt(0)! - 0xac00) % 28)

/** A syllable of Hangul with a final consonant: Unicode, chapter 3.12. */
export const hasConsonant = (syllable: string | undefined) => syllable !== undefined && /[가-힣]/u.test(syllable) && (syllable.codePointAt(0)! - 0xac00) % 28 !== 0

/** The pet form of a name that ends in a consonant: 가온이가. Behind a vowel 이 is a part of the name. */
const petForms = ['이가', '이는', '이를']

/** Which of these hangs on a word, the rest of which has to fit. */
export const endingOf = (word: string, endings: readonly string[], fits: (rest: string) => boolean): string =>
  [...petForms, ...endings].find((one) => word.endsWith(one) && fits(word.slice(0, -one.length)) && (!petForms.includes(one) || hasConsonant(word.at(-one.length - 1)))) ?? ''
