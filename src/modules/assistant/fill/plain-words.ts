/** Words as they are compared: small letters, without marks, so that Vietnamese may be typed without them. A plain text is as long as what it was made from. */
export const plain = (text: string): string => Array.from(text.normalize('NFC'), plainLetter).join('')

/** Of the first plane, where all that people write stands: what each letter is compared as. */
const letters = new Map<string, string>()

function plainLetter(letter: string): string {
  const known = letters.get(letter)
  if (known !== undefined) return known
  const bare = letter.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').replaceAll('đ', 'd').replaceAll('’', "'")
  const found = bare.length === letter.length ? bare : letter
  if (letter.length === 1) letters.set(letter, found)
  return found
}

const hangul = /\p{Script=Hangul}/u

/** Where a word or phrase stands in a text that is plain already, with what hangs on it. Korean words carry endings, others end where they end. */
export function findWord(word: string, text: string): { from: number; to: number } | undefined {
  const match = patternOf(word)?.exec(text)
  return match ? { from: match.index, to: match.index + match[0].length } : undefined
}

/** Words of the catalogue come with every message and are kept as patterns; names of people come and go, so that the oldest give way. */
const patterns = new Map<string, RegExp | null>()
const mostPatterns = 4_000

function patternOf(word: string): RegExp | null {
  const known = patterns.get(word)
  if (known !== undefined) return known
  const wanted = plain(word).trim()
  const end = hangul.test(wanted) ? String.raw`\p{Script=Hangul}*` : String.raw`(?![\p{L}\p{N}])`
  const pattern = wanted === '' ? null : new RegExp(String.raw`(?<![\p{L}\p{N}])${RegExp.escape(wanted)}${end}`, 'u')
  if (patterns.size >= mostPatterns) patterns.delete(patterns.keys().next().value!)
  patterns.set(word, pattern)
  return pattern
}

/** -1 where it does not stand there. */
export const placeOf = (word: string, text: string): number => findWord(word, text)?.from ?? -1

/** The first place of any of them. */
export function firstOf(words: readonly string[], text: string): number {
  const places = words.map((word) => placeOf(word, text)).filter((place) => place >= 0)
  return places.length === 0 ? -1 : Math.min(...places)
}

/** A message that lists words. */
export const listed = (words: string): string[] => words.split(/[,،]/u).map((word) => word.trim()).filter((word) => word !== '')
