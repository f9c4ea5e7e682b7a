/** Words and formats of one language, and how to choose among what others say in several. */
import { createFormats } from '../../../../src/kernel/i18n/format.ts'
import { createTranslator, type Translate } from '../../../../src/kernel/i18n/translator.ts'
import type { WalletLanguage, WalletTexts } from './wallet-texts.ts'

/** A name as metadata of issuers has it: one entry a language (BCP 47). */
export interface Displayed { name: string; locale?: string | undefined }

export interface Wording {
  language: WalletLanguage
  languages: readonly WalletLanguage[]
  t: Translate
  /** `YYYY-MM-DD` */
  date: (iso: string) => string
  dateTime: (at: string) => string
  /** @param amount in the currency's minor unit */
  money: (amount: number, currency: { code: string; minorUnit: number }) => string
  list: (items: readonly string[]) => string
  /** The entry in this language, or the nearest. */
  choose: <Entry extends { locale?: string | undefined }>(entries: readonly Entry[]) => Entry | undefined
  demonstration: boolean
}

/** @param tag of a language; one that is not there gives the country's own */
export function openWording({ languages, defaultLanguage, timeZone, demonstration }: WalletTexts, tag: string): Wording {
  const language = languages.find((one) => one.tag === tag) ?? languages.find((one) => one.tag === defaultLanguage) ?? languages[0]
  if (!language) throw new Error('the wallet has no language')
  const formats = createFormats(language.html, { code: 'XXX', minorUnit: 0 }, timeZone)
  const wanted = [localeOf(language), language.html, language.html.split('-')[0]!, 'en']
  return {
    language, languages, demonstration, date: formats.date, dateTime: formats.dateTime, list: formats.list,
    money: (amount, currency) => createFormats(language.html, currency, timeZone).money(amount),
    t: createTranslator(language.html, language.messages, () => undefined),
    choose: (entries) => wanted.map((locale) => entries.find((entry) => entry.locale === locale)).find((entry) => entry !== undefined) ?? entries[0],
  }
}

/** A variant of a language, such as easy Korean, is marked as private use (RFC 5646 section 2.2.7). */
const localeOf = ({ tag, html }: WalletLanguage) => (tag === html ? html : `${html}-x-${tag.split('-').slice(1).join('-')}`)
