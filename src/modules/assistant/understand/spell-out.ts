/** What is left out in a hurry, put back before anything is read: the spaces of Korean, and the apostrophe of "isn't", without which it is no word that anybody knows. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Wording } from '../../../web/wordings.ts'
import { listed } from '../fill/plain-words.ts'
import { spacingOf } from './space-by-pack.ts'

export type SpellOut = (text: string) => string

export function spellingOut(pack: Pack, wordingIn: (language: string) => Wording): SpellOut {
  const space = spacingOf(pack)
  let denying: ReturnType<typeof denialsOf> | undefined
  return (text) => withApostrophes(space(text), denying ??= denialsOf(pack.languages.map(({ tag }) => wordingIn(tag))))
}

/** Without the apostrophe → with it: of the words of no, each of which denies whatever stands beside it. */
const denialsOf = (wordings: readonly Wording[]): ReadonlyMap<string, string> =>
  new Map(wordings.flatMap(({ t }) => listed(t('assistant.fill.words.no'))).filter((word) => word.endsWith("n't")).map((word) => [word.replace("'", ''), word]))

/** As it was typed otherwise: ISNT, Dont. */
const withApostrophes = (text: string, denials: ReadonlyMap<string, string>): string =>
  text.replaceAll(/(?<![\p{L}\p{N}'’])\p{L}{2,}n[’´`]?t(?![\p{L}\p{N}'’])/giu, (word) => {
    const bare = word.replace(/[’´`]/u, '')
    return denials.has(bare.toLowerCase()) ? `${bare.slice(0, -1)}'${bare.slice(-1)}` : word
  })
