/** Korean without an analyser: the word without its particle, and its pairs of syllables. Used where the analyser gives up. */
import { foldText } from './fold-text.ts'
import { syllablePairs } from './syllable-pairs.ts'
import type { Term } from './term.ts'

/** Josa and common endings: what stands behind the stem says nothing about what is looked for. */
const particles = [
  '으로부터', '에게서', '이라고', '입니다', '나요', '까요', '해요', '어요', '아요', '에서', '에게', '한테', '으로', '부터', '까지', '처럼', '보다', '이나', '이랑', '하고', '라고', '께서',
  '은', '는', '이', '가', '을', '를', '의', '에', '도', '만', '과', '와', '로', '나', '랑', '요', '께',
].sort((a, b) => b.length - a.length)

export function analyseStems(sentence: string): Term[] {
  return (foldText(sentence).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => {
    const stem = stemOf(word)
    return [{ text: `m${stem}`, weight: 1 }, ...syllablePairs(stem)]
  })
}

/** At least two syllables stay. */
function stemOf(word: string): string {
  const particle = particles.find((ending) => word.endsWith(ending) && word.length - ending.length >= 2)
  return particle === undefined ? word : word.slice(0, -particle.length)
}
