/** Korean that was typed without spaces gets them as the pack's own texts have them. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { learnSpaces, type Spacer } from '../../search/index.ts'

const korean = 'ko'
/** A run of so many syllables was written without spaces, and shows where none stands. */
const unspaced = /\p{Script=Hangul}{10,}/u
/** A name in an example of how people tell one, which stands for every name. */
const told = /\{(\p{Script=Hangul}{2,4})\}/gu
const names = 32
const [firstSyllable, syllables] = [0xac00, 11_172]

/** Learnt when the first message comes that may want some. */
export const spacingOf = (pack: Pack): Spacer => learnSpaces(() => {
  const texts = textsIn(pack).filter((text) => !unspaced.test(text))
  return texts.flatMap(withNames)
})

/** Of a pack all that is written in Korean. */
function textsIn(part: unknown, isText = false): string[] {
  if (typeof part === 'string') return isText ? [part] : []
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) => textsIn(value, (isText && Array.isArray(part)) || key === korean))
}

/**
 * With names that nobody bears: what stands around a name is learnt, and no name. They are drawn from all syllables that Unicode has (U+AC00 on), most of which no text
 * has, so that a pack that says something new draws none of them anew.
 */
function withNames(text: string): string[] {
  const plain = text.replaceAll(/[{}]/gu, '')
  if (text.search(told) < 0) return [plain]
  const nobody = (length: number, turn: number) => Array.from({ length }, (_, at) => String.fromCharCode(firstSyllable + (Math.imul(turn * 8 + at + 1, 2_654_435_761) >>> 0) % syllables)).join('')
  return [plain, ...Array.from({ length: names }, (_, turn) => text.replaceAll(told, (_found, name: string, at: number) => nobody(name.length, at * names + turn)).replaceAll(/[{}]/gu, ''))]
}
