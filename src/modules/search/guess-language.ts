/** Which of the reader's languages a question is written in: by script, then by the words with which each language asks. */
import { baseOf } from './analyse/create-analyser.ts'
import { cleanText, foldText } from './analyse/fold-text.ts'
import { questionWords } from './analyse/question-words.ts'

const scripts: Record<string, RegExp> = { ko: /\p{Script=Hangul}/gu, ar: /\p{Script=Arabic}/gu }
/** Letters that other languages in the Latin script hardly write. */
const marks: Record<string, RegExp> = {
  vi: /[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]/gu,
}
/** Vietnamese without its marks, which is how many people type it: syllables that other languages in the Latin script do not write. */
const unmarked: Record<string, readonly string[]> = {
  vi: ['duoc', 'khong', 'nguoi', 'nhung', 'toi', 'cua', 'cho', 'con', 'tien', 'nop', 'phi', 'mat', 'dau', 'nao', 'gi', 'nhieu', 'bao', 'tro', 'cap', 'giam', 'gia', 'dang', 'ky', 'ho', 'tre', 'sinh', 'me', 'cha', 'nha', 'nuoc', 'dien', 'giay', 'xin', 'lam', 'thi', 'cung', 'nhu', 'voi', 'phai', 'nuoi', 'ngay', 'thang', 'may'],
}
/** Letters of a name such as KTX or MyData. */
const mostOfName = 6
/** Words that one language alone asks with; a bare "o" or "la" stands in many. */
const shortest = 2

const asking = new Map<string, ReadonlySet<string>>()

function askingIn(base: string): ReadonlySet<string> {
  let known = asking.get(base)
  if (known === undefined) asking.set(base, (known = new Set([...questionWords(base), ...(unmarked[base] ?? [])].map(foldText))))
  return known
}

/** @param tags of the languages to choose from, the reader's own first; it is the answer where nothing tells. */
export function guessLanguage(text: string, tags: readonly string[]): string {
  const clean = cleanText(text)
  const letters = clean.match(/\p{L}/gu)?.length ?? 0
  const words = foldText(clean).match(/\p{L}+/gu)?.filter((word) => word.length >= shortest) ?? []
  const signs = (tag: string) => {
    const base = baseOf(tag)
    const script = scripts[base]
    const drawn = (clean.match(script ?? marks[base] ?? /(?!)/g)?.length ?? 0) / Math.max(letters, 1)
    // A few Latin letters are a name in any language; a sentence without Hangul is not Korean.
    if (script !== undefined && drawn === 0 && letters > mostOfName) return -1
    const list = askingIn(base)
    return drawn * 4 + words.filter((word) => list.has(word)).length / Math.max(words.length, 1)
  }
  const scored = tags.map((tag, at) => ({ tag, score: signs(tag) - at * 0.001 }))
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one))
  return best.score < 0.05 && signs(tags[0]!) >= 0 ? tags[0]! : best.tag
}
