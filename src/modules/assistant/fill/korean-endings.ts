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

/** The endings of a Korean statement, which stand on the name itself. A name that ends in a consonant takes 이 before them. */
export function withoutEnding(text: string): { text: string; statement: boolean } {
  const bare = text
    .replace(/(?<=\p{Script=Hangul})\s?(?:이라고|라고)\s*(?:(?:이름\p{L}*\s*)?[합해하할했지짓붙정부불]\p{L}*(?:\s?[했합해]\p{L}*)?)$/u, '')
    .replace(/(?<=\p{Script=Hangul}{2})(?:이랍니다|랍니다|이랬어요|이래요|래요|이라네요|라네요|이거든요|거든요|인데요)$/u, (ending, at: number) => (ending.startsWith('이') && !hasConsonant(text[at - 1]) ? '이' : ''))
    .replace(/(?<=[\p{Script=Hangul}\d])(?:으로|로)\s*(?:정했\p{L}*|지[었어]\p{L}*|결정\p{L}*|[하할했한합]\p{L}*|해\s?주\p{L}*|고쳐\s?주?\p{L}*|고칠\p{L}*|변경\p{L}*|정정\p{L}*|주\p{L}*|바꿔\s?주\p{L}*|바꿔\p{L}*|부탁\p{L}*|넣어\s?주\p{L}*|보내\s?주\p{L}*|받\p{L}*)$/u, '')
    .replace(/(?<=[\p{Script=Hangul}\d])(?:\s?(?:이에요|이에용|예요|예용|에요|입니다|임니다)|이고요|이고|고요|이요|요)$/u, '')
  return { text: hasConsonant(bare.at(-2)) && bare.endsWith('이') && text.endsWith('이예요') ? bare.slice(0, -1) : bare, statement: bare !== text && !/[어아해세나까네데게]요$/u.test(text.replace(/(?:이에요|에요|이세요)$/u, '')) }
}
