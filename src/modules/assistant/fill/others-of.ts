/** The same sentence about somebody else: what happened to a father happens to a wife, and who says my also says our. */
import type { Wording } from '../../../web/wordings.ts'
import { listed } from './plain-words.ts'

const relations = ['parent', 'spouse', 'child', 'sibling'].flatMap((relation) => [`${relation}-f`, `${relation}-m`])

/** @returns for each sentence those in which another stands in the place of whom it is about; `turn` chooses who */
export function othersOf({ t }: Wording): (text: string, turn: number) => string[] {
  const numbers = new Set(t('assistant.fill.words.numbers').split(';').flatMap((line) => listed(line.replace(/^\s*\d+:/u, ''))))
  // A word that is a number as well stands for many things.
  const words = (key: string) => listed(t(`assistant.fill.words.${key}`)).filter((word) => !numbers.has(word) && !word.includes("'"))
  const [kin, self] = [relations.flatMap((relation) => words(`kin.${relation}`).slice(0, 2)), words('self')]
  const another = (text: string, among: readonly string[], turn: number): string | undefined => {
    const found = among.map((word) => ({ word, place: new RegExp(String.raw`(?<!\p{L})${RegExp.escape(word)}${/\p{Script=Hangul}/u.test(word) ? '' : String.raw`(?!\p{L})`}`, 'u').exec(text)?.index ?? -1 }))
      .filter(({ place }) => place >= 0).toSorted((one, other) => one.place - other.place || other.word.length - one.word.length)[0]
    if (found === undefined) return undefined
    const instead = among.filter((word) => word !== found.word)
    return text.slice(0, found.place) + (instead[turn % instead.length] ?? found.word) + text.slice(found.place + found.word.length)
  }
  return (text, turn) => {
    const ofAnother = another(text, kin, turn)
    const ofOurs = another(ofAnother ?? text, self, turn)
    return [ofAnother, ofOurs].filter((one) => one !== undefined)
  }
}
