/** One spelling for what people write in many: case, accents, forms of Arabic letters, full-width letters. */

const special: Record<string, string> = {
  đ: 'd', ø: 'o', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i',
  // Alef maqsura and ta marbuta are typed as ya and ha; the kashida only stretches.
  ى: 'ي', ة: 'ه', ٱ: 'ا', ـ: '',
}
const specials = new RegExp(`[${Object.keys(special).join('')}]`, 'gu')

/** Hamza and vowel signs of Arabic are marks in Unicode's decomposition, as accents are. Hangul comes back whole. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFD').replaceAll(/\p{M}+/gu, '').normalize('NFC').replaceAll(specials, (letter) => special[letter] ?? '')
}

export const wordsOf = (text: string): string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []

export const isHangul = (word: string) => /[\uAC00-\uD7A3]/u.test(word)

/** Josa and common endings: what stands behind the stem says nothing about what is looked for. */
const particles = [
  '으로부터', '에게서', '이라고', '입니다', '나요', '까요', '해요', '어요', '아요', '에서', '에게', '한테', '으로', '부터', '까지', '처럼', '보다', '이나', '이랑', '하고', '라고', '께서',
  '은', '는', '이', '가', '을', '를', '의', '에', '도', '만', '과', '와', '로', '나', '랑', '요', '께',
].sort((a, b) => b.length - a.length)

/** Length of the stem, in syllables: at least two of them stay. */
export function stemLength(word: string): number {
  const particle = particles.find((ending) => word.endsWith(ending) && word.length - ending.length >= 2)
  return word.length - (particle?.length ?? 0)
}
