/** The words and formats of a language: for a page, a paper or a message alike. Made once a language. */
import { ownMessages, readMessages } from '../../packages/pack-kit/read-messages.ts'
import type { Language } from '../../packages/pack-kit/schema/manifest.ts'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import { createFormats } from '../kernel/i18n/format.ts'
import { createTranslator, type Translate } from '../kernel/i18n/translator.ts'
import type { Text } from '../kernel/schema/schema.ts'

export interface Wording {
  readonly pack: Pack
  readonly language: Language
  readonly t: Translate
  /** In this language; in the pack's own where that is missing. */
  readonly text: (text: Text) => string
  /** An amount in the currency's minor unit. */
  readonly money: (minor: number) => string
  /** `YYYY-MM-DD` */
  readonly date: (iso: string) => string
  /** `YYYY-MM` */
  readonly month: (iso: string) => string
  /** In the pack's time zone. */
  readonly dateTime: (at: Date | string) => string
  readonly number: (value: number) => string
  /** One beside the other, with the comma of the script. */
  readonly list: (items: readonly string[]) => string
}

/** A key without a text in this language: the platform's English is shown instead, and somebody is told once. */
export type OnMissing = (language: string, key: string) => void

/** @returns by the tag of a language; one that the pack does not have gives the pack's own */
export function createWordings(pack: Pack, onMissing: OnMissing): (tag: string) => Wording {
  const english = createTranslator('en', readMessages(ownMessages), (key) => { onMissing('en', key) })
  const wordings = new Map(pack.languages.map((language) => [language.tag, wordingOf(pack, language, english, onMissing)]))
  const own = wordings.get(pack.defaultLanguage)
  if (!own) throw new Error(`pack ${pack.id} lacks its own language ${pack.defaultLanguage}`)
  return (tag) => wordings.get(tag) ?? own
}

function wordingOf(pack: Pack, language: Language, english: Translate, onMissing: OnMissing): Wording {
  const messages = pack.messages[language.tag] ?? {}
  const own = createTranslator(language.html, messages, () => undefined)
  const told = new Set<string>()
  const tellOnce = (key: string) => {
    if (told.has(key)) return
    told.add(key)
    onMissing(language.tag, key)
  }
  const formats = createFormats(language.html, pack.currency, pack.timeZone)
  return {
    pack, language,
    t: (key, values) => {
      if (Object.hasOwn(messages, key)) return own(key, values)
      tellOnce(key)
      return english(key, values)
    },
    text: (text) => text[language.tag] ?? text[pack.defaultLanguage] ?? '',
    money: formats.money, date: formats.date, month: formats.month, number: formats.number, list: formats.list,
    dateTime: (at) => formats.dateTime(typeof at === 'string' ? at : at.toISOString()),
  }
}
