/** One spelling for what people write in many: case, accents, forms of Arabic letters, full-width letters. */

const special: Record<string, string> = {
  đ: 'd', ø: 'o', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i',
  // Alef maqsura and ta marbuta are typed as ya and ha; the kashida only stretches.
  ى: 'ي', ة: 'ه', ٱ: 'ا', ـ: '',
}
const specials = new RegExp(`[${Object.keys(special).join('')}]`, 'gu')

/** Letters of English and syllables of Hangul have one spelling each. */
const plain = /^[\0-\u007f\uac00-\ud7a3]*$/u

/** Hamza and vowel signs of Arabic are marks in Unicode's decomposition, as accents are. Hangul comes back whole. */
export function foldText(text: string): string {
  if (plain.test(text)) return text.toLowerCase()
  return text.normalize('NFKC').toLowerCase().normalize('NFD').replaceAll(/\p{M}+/gu, '').normalize('NFC').replaceAll(specials, (letter) => special[letter] ?? '')
}

/** Characters that are drawn as nothing or turn the direction of reading: they hide text from a reader, so they are none for the search. */
const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu

/** Before any analysis: one form of each letter, nothing unseen. */
export const cleanText = (text: string): string => text.normalize('NFC').replaceAll(/[\r\t]/g, ' ').replaceAll(unseen, '')
