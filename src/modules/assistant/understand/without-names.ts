/** What is left of a question when the service's name is taken out: what someone wants of it. */
import { foldText } from '../../search/index.ts'

/** A piece of a name this short stands in other words. */
const shortest = 2

/** @param names of the service, in the language of the question; Korean is cut out of unspaced text too */
export function withoutNames(text: string, names: readonly string[]): string {
  const pieces = [...new Set(names.flatMap((name) => [name, ...name.split(/[\s·,()]+/)]).map(foldText))]
    .filter((piece) => Array.from(piece).length >= shortest).sort((one, other) => other.length - one.length)
  let [rest, folded] = [text, foldEach(text)]
  for (const piece of pieces) {
    for (let at = folded.indexOf(piece); at >= 0; at = folded.indexOf(piece, at + 1)) {
      const end = at + piece.length
      if (!hangul.test(piece) && (letter.test(folded[at - 1] ?? ' ') || letter.test(folded[end] ?? ' '))) continue
      const gap = ' '.repeat(piece.length)
      rest = rest.slice(0, at) + gap + rest.slice(end)
      folded = folded.slice(0, at) + gap + folded.slice(end)
    }
  }
  return rest.replaceAll(/\s+/g, ' ').trim()
}

const hangul = /[\uAC00-\uD7A3]/u
const letter = /[\p{L}\p{N}]/u

/** Letter by letter, so that places in it are places in the text; a letter that folds into several stays as it is. */
const foldEach = (text: string) => text.split('').map((sign) => { const plain = foldText(sign); return plain.length === 1 ? plain : sign.toLowerCase().slice(0, 1) }).join('')
