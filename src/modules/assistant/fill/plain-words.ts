/** Words as they are compared: small letters, without marks, so that Vietnamese may be typed without them. */
export const plain = (text: string): string =>
  text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').replaceAll('đ', 'd').replaceAll('’', "'")

const hangul = /\p{Script=Hangul}/u

/** Where a word or phrase stands in a text that is plain already; -1 where it does not. Korean words carry endings, others end where they end. */
export function placeOf(word: string, text: string): number {
  const wanted = plain(word).trim()
  if (wanted === '') return -1
  const end = hangul.test(wanted) ? '' : String.raw`(?![\p{L}\p{N}])`
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${RegExp.escape(wanted)}${end}`, 'u').exec(text)?.index ?? -1
}

/** The first place of any of them. */
export function firstOf(words: readonly string[], text: string): number {
  const places = words.map((word) => placeOf(word, text)).filter((place) => place >= 0)
  return places.length === 0 ? -1 : Math.min(...places)
}

/** A message that lists words. */
export const listed = (words: string): string[] => words.split(/[,،]/u).map((word) => word.trim()).filter((word) => word !== '')
