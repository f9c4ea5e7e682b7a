/** Words as they are compared: small letters, without marks, so that Vietnamese may be typed without them. A plain text is as long as what it was made from. */
export function plain(text: string): string {
  let made = ''
  for (const letter of text.normalize('NFC')) made += letter < '\u0080' ? letter.toLowerCase() : isSyllable(letter) ? letter : bareLetter(letter)
  return made
}

/** Of the alphabets that mark their letters; signs and syllables of others are few in a message, or bare. */
const bareLetters = new Map<string, string>()
const marked = (letter: string) => letter < '\u2000'

function bareLetter(letter: string): string {
  const known = bareLetters.get(letter)
  if (known !== undefined) return known
  const folded = letter.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').replaceAll('đ', 'd').replaceAll('’', "'")
  const bare = folded.length === letter.length ? folded : letter
  if (marked(letter)) bareLetters.set(letter, bare)
  return bare
}

const isSyllable = (letter: string) => letter >= '\uac00' && letter <= '\ud7a3'
const hangul = /\p{Script=Hangul}/u

/**
 * Where a word or phrase stands in a text that is plain already, with what hangs on it. Korean words carry endings and are spaced in many ways;
 * others end where they end, but for an s, and an apostrophe is as often left out.
 */
export function findWord(word: string, text: string): { from: number; to: number } | undefined {
  const wanted = wantedOf(word)
  // Hundreds of words are looked for in every message, and few of them stand in it.
  if (wanted.plain === '' || !text.includes(wanted.start)) return undefined
  const match = (wanted.pattern ??= patternOf(wanted.plain)).exec(text)
  return match ? { from: match.index, to: match.index + match[0].length } : undefined
}

/** @property start of it, up to what may be written otherwise */
interface Wanted { plain: string; start: string; pattern?: RegExp }

/** Words of the catalogue come with every message and are kept; names of people come and go, so that the oldest give way. */
const wanteds = new Map<string, Wanted>()
const mostWanted = 8_000

function wantedOf(word: string): Wanted {
  let wanted = wanteds.get(word)
  if (wanted === undefined) {
    if (wanteds.size >= mostWanted) wanteds.delete(wanteds.keys().next().value!)
    const bare = plain(word).trim()
    wanteds.set(word, (wanted = { plain: bare, start: bare.split(/[\s']/u)[0]! }))
  }
  return wanted
}

function patternOf(wanted: string): RegExp {
  const isHangul = hangul.test(wanted)
  const [space, end] = isHangul ? [String.raw`\s*`, String.raw`\p{Script=Hangul}*`] : [String.raw`\s+`, `${/[a-z]{2}[a-rt-z]$/u.test(wanted) ? "(?:'?s)?" : ''}${String.raw`(?![\p{L}\p{N}])`}`]
  const letters = wanted.split(/\s+/u).map((part) => part.split("'").map((piece) => RegExp.escape(piece)).join("'?")).join(space)
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${letters}${end}`, 'u')
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
