/** What Korean hangs on a part of a name, and on the word for it. */
import { hasConsonant, withoutEnding } from './korean-endings.ts'

/** On a word that a name follows. */
export const particles = ['은', '는', '이', '가', '도', '의', '에', '란']

const copula = /^(?:이고요|이고|고요|이며|이에요|이예요|예요|에요|입니다|이야|이구요|이구|인데요?|이요)$/u
/** "김이 성이고": the name stands before it. */
export const closes = (hanging: string): boolean => copula.test(hanging)

/** A family name has one syllable or two, and may be told as that of a house: 김씨. */
const family = /^(\p{Script=Hangul}{1,2}?)씨?(?:이에요|이예요|예요|에요|입니다|이고요|이구요|이고|이구|고요|고|이며|며|이요|요|인데요|인데|이라고|라고|으로|로|이야|야|이|가|은|는|에|의)?$/u

/** "김해 김씨이고": of several words the one that is called a house. @returns empty where there is none; how many of the words it takes */
export function familyOf(words: readonly string[]): { value: string; words: number } {
  const house = words.slice(0, 2).findIndex((word) => /^\p{Script=Hangul}{1,2}씨/u.test(word))
  const at = Math.max(0, house)
  return { value: family.exec(words[at] ?? '')?.[1] ?? '', words: at + 1 }
}

/** "김씨 성에 …". */
export const familyBefore = (word: string | undefined): string | undefined => /^(\p{Script=Hangul}{1,2})씨$/u.exec(word ?? '')?.[1]

/** @param text from the name to where something else is said. @returns how many of its words it takes with what is said of it: "하늘이라고 지었어요" */
export function givenOf(text: string): { value: string; words: number } {
  const whole = withoutEnding(text).text
  const all = text.split(/\s+/u).length
  const [first = '', ...others] = whole.split(/\s+/u)
  const alone = withoutEnding(first).text.replace(/(?<=\p{Script=Hangul})(?:이야|이며|이구요?)$/u, (ending, at: number) => (hasConsonant(first[at - 1]) ? '' : '이')).replace(/(?<=\p{Script=Hangul}{2})(?:고요?|며|구요?|야|인데요?|은|는|을|를)$/u, '')
  return { value: /^\p{Script=Hangul}{1,5}$/u.test(alone) ? alone : '', words: others.length === 0 ? all : 1 }
}

/** 하늘이 and 미르가 as the subject of a sentence; behind a vowel 이 is a part of the name. */
export const withoutSubject = (word: string): string => (word.length > 1 && (word.endsWith('가') || (word.endsWith('이') && hasConsonant(word.at(-2)))) ? word.slice(0, -1) : word)
