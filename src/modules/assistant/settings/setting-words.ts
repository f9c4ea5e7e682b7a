/** The words by which people say how they want to be told, of every language of the pack at once: people mix them, and easy language asks as the plain one does. */
import type { Wording } from '../../../web/wordings.ts'
import { listed } from '../fill/plain-words.ts'

/** `word` stands for `id`: what is to be done, about what, when. */
export interface SettingWord { word: string; list: 'act' | 'about' | 'kinds' | 'when' | 'languages'; id: string }

export interface SettingWords {
  /** Longest first: what a longer one has taken, a shorter one does not find. */
  words: SettingWord[]
  /** Parts of the day, by which nine is nine or twenty-one. */
  parts: { word: string; part: string }[]
}

const parts = new Set(['morning', 'evening', 'night'])

export function settingWordsOf(wordings: readonly Wording[]): SettingWords {
  const inAll = (list: 'act' | 'about' | 'kinds' | 'when') => wordings.flatMap(({ t }) => byId(t(`assistant.setting.words.${list}`)).map((one) => ({ ...one, list })))
  const when = inAll('when')
  const words: SettingWord[] = [...inAll('act'), ...inAll('about'), ...inAll('kinds'), ...when.filter(({ id }) => !parts.has(id)), ...languagesOf(wordings)]
  return { words: words.sort((one, other) => other.word.length - one.word.length), parts: when.filter(({ id }) => parts.has(id)).map(({ word, id }) => ({ word, part: id })) }
}

/** A message that reads `id: word, word; id: word`. */
const byId = (message: string) => message.split(';').flatMap((line) => {
  const [id = '', words = ''] = line.split(':')
  return listed(words).map((word) => ({ id: id.trim(), word }))
})

/** Each language of the pack by its own name, and by its name in each of the others. */
function languagesOf(wordings: readonly Wording[]): SettingWord[] {
  const { pack } = wordings[0]!
  return pack.languages.flatMap(({ tag, name }) => [name, ...(tag.includes('-') ? [] : wordings.map(({ language }) => new Intl.DisplayNames([language.html], { type: 'language' }).of(tag) ?? name))]
    .map((word) => ({ word, list: 'languages' as const, id: tag })))
}
