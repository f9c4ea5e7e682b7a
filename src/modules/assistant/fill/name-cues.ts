/** The words of a message that name a part of a name. */
import { closes, particles } from './korean-names.ts'
import { plain } from './plain-words.ts'

export type NamePart = 'family' | 'middle' | 'given' | 'full'

/** By which each part is named, in every language of the pack, with their marks. */
export type NamePartWords = Record<NamePart, readonly string[]>

/** @property breaks a comma or a full stop stands before it */
export interface Token { text: string; from: number; to: number; breaks: boolean }

/** @property glued what hangs on it without a space: 성은김이고 @property closed it ends the sentence about its part: "김이 성이고" */
export interface Cue { part: NamePart; at: number; length: number; glued: string; closed: boolean }

const hangul = /^\p{Script=Hangul}/u
const lower = (text: string) => text.normalize('NFC').toLowerCase()

/** Words with a capital belong to a name, whatever they mean. */
export const isAround = ({ text }: Token, around: readonly string[]): boolean => !/^\p{Lu}/u.test(text) && around.includes(plain(text))

/** In their order. What follows one that wants a name is the name: "이름은 성은이고 …". */
export function cuesIn(tokens: readonly Token[], words: NamePartWords, around: readonly string[]): Cue[] {
  const cues: Cue[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const cue = cueAt(tokens, at, words)
    if (cue === undefined) continue
    cues.push(cue)
    at += cue.length - 1
    if (cue.closed || cue.glued !== '' || cue.part === 'full') continue
    let next = at + 1
    while (next < tokens.length && !tokens[next]!.breaks && isAround(tokens[next]!, around) && cueAt(tokens, next, words) === undefined) next += 1
    if (next < tokens.length && !tokens[next]!.breaks) at = next
  }
  return cues
}

/** The longest. */
function cueAt(tokens: readonly Token[], at: number, words: NamePartWords): Cue | undefined {
  const found = (Object.entries(words) as [NamePart, readonly string[]][]).flatMap(([part, listed]) => listed.flatMap((word): Cue[] => {
    const own = word.split(' ')
    const run = tokens.slice(at, at + own.length)
    if (run.length < own.length || run.slice(1).some(({ breaks }) => breaks)) return []
    if (run.slice(0, -1).some(({ text }, place) => !isWord(text, own[place]!))) return []
    const [last, wanted] = [run.at(-1)!.text, own.at(-1)!]
    if (isWord(last.replace(/['’]s$/u, ''), wanted)) return [{ part, at, length: own.length, glued: '', closed: false }]
    if (!hangul.test(wanted) || !last.startsWith(wanted)) return []
    const hanging = last.slice(wanted.length)
    if (closes(hanging)) return [{ part, at, length: own.length, glued: '', closed: true }]
    const particle = particles.find((one) => hanging.startsWith(one))
    return particle === undefined ? [] : [{ part, at, length: own.length, glued: hanging.slice(particle.length), closed: false }]
  }))
  return found.toSorted((one, other) => other.length - one.length || Number(other.part === 'full') - Number(one.part === 'full'))[0]
}

/** One that is typed with its marks is no other word: Hồ is not họ. */
function isWord(typed: string, wanted: string): boolean {
  const word = lower(typed)
  return word === lower(wanted) || word === plain(wanted)
}
