/** The words of a language where there is no page: a paper can be printed in another language than the reader's. */
import { ownMessages, readMessages } from '../../../packages/pack-kit/read-messages.ts'
import type { Language } from '../../../packages/pack-kit/schema/manifest.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { createFormats } from '../../kernel/i18n/format.ts'
import { createTranslator } from '../../kernel/i18n/translator.ts'
import type { Log } from '../../kernel/log/log.ts'
import type { View } from '../../web/view.ts'

export type Words = Pick<View, 'pack' | 'language' | 't' | 'text' | 'money' | 'date' | 'dateTime'>

/** A language that the pack does not have gives the pack's own. */
export function createWordings(pack: Pack, log: Log): (tag: string) => Words {
  const english = createTranslator('en', readMessages(ownMessages), (key) => { log.warn({ key }, 'text missing') })
  const made = new Map<string, Words>()
  return (tag) => {
    const language = pack.languages.find((candidate) => candidate.tag === tag) ?? pack.languages.find((candidate) => candidate.tag === pack.defaultLanguage)
    if (!language) throw new Error(`pack ${pack.id} does not have its own language ${pack.defaultLanguage}`)
    let words = made.get(language.tag)
    if (!words) made.set(language.tag, (words = wordsOf(pack, language, english)))
    return words
  }
}

function wordsOf(pack: Pack, language: Language, english: Words['t']): Words {
  const messages = pack.messages[language.tag] ?? {}
  const own = createTranslator(language.html, messages, () => undefined)
  const formats = createFormats(language.html, pack.currency, pack.timeZone)
  return {
    pack, language,
    t: (key, values) => (Object.hasOwn(messages, key) ? own(key, values) : english(key, values)),
    text: (text) => text[language.tag] ?? text[pack.defaultLanguage] ?? Object.values(text)[0] ?? '',
    money: formats.money, date: formats.date,
    dateTime: (at) => formats.dateTime(typeof at === 'string' ? at : at.toISOString()),
  }
}
