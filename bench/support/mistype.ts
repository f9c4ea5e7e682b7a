/** Hangul as it comes from fast fingers: in some syllables one of the three letters is another one. */
import type { Random } from '../../demo/population/random.ts'

const first = 0xac00
const counts = { initial: 19, vowel: 21, final: 28 }
const syllables = counts.initial * counts.vowel * counts.final

/** @param percent of the syllables that are mistyped */
export function mistype(text: string, percent: number, random: Random): string {
  return Array.from(text, (letter) => {
    const at = letter.codePointAt(0)! - first
    return at < 0 || at >= syllables || !random.chance(percent) ? letter : String.fromCodePoint(first + slip(at, random))
  }).join('')
}

function slip(at: number, random: Random): number {
  const other = (value: number, count: number) => (value + 1 + random.below(count - 1)) % count
  const [initial, vowel, final] = [Math.floor(at / (counts.vowel * counts.final)), Math.floor(at / counts.final) % counts.vowel, at % counts.final]
  const which = random.pick(['initial', 'vowel', 'final'])
  return ((which === 'initial' ? other(initial, counts.initial) : initial) * counts.vowel + (which === 'vowel' ? other(vowel, counts.vowel) : vowel)) * counts.final
    + (which === 'final' ? other(final, counts.final) : final)
}
