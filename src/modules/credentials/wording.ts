/** The words of a paper, which is printed in the language of its application, whoever opens it. */
import { ownMessages, readMessages } from '../../../packages/pack-kit/read-messages.ts'
import type { Language } from '../../../packages/pack-kit/schema/manifest.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { createFormats, type Formats } from '../../kernel/i18n/format.ts'
import { createTranslator, type Translate } from '../../kernel/i18n/translator.ts'
import type { Log } from '../../kernel/log/log.ts'
import type { Text } from '../../kernel/schema/schema.ts'
import type { CertifiedAmount } from './contract.ts'

export interface Wording {
  language: Language
  t: Translate
  formats: Formats
  text(text: Text): string
}

/** Made once a language. A language that the pack does not have gives the pack's own. */
export function createWordings(pack: Pack, log: Log): (tag: string) => Wording {
  const english = createTranslator('en', readMessages(ownMessages), (key) => { log.warn({ key }, 'no text') })
  const made = new Map<string, Wording>()
  return (tag) => {
    const language = pack.languages.find((candidate) => candidate.tag === tag) ?? pack.languages.find((candidate) => candidate.tag === pack.defaultLanguage)
    if (!language) throw new Error(`pack ${pack.id} lacks its own language ${pack.defaultLanguage}`)
    let wording = made.get(language.tag)
    if (!wording) made.set(language.tag, (wording = wordingOf(pack, language, english)))
    return wording
  }
}

function wordingOf(pack: Pack, language: Language, english: Translate): Wording {
  const messages = pack.messages[language.tag] ?? {}
  const own = createTranslator(language.html, messages, () => undefined)
  return {
    language,
    t: (key, values) => (Object.hasOwn(messages, key) ? own(key, values) : english(key, values)),
    formats: createFormats(language.html, pack.currency, pack.timeZone),
    text: (text) => text[language.tag] ?? text[pack.defaultLanguage] ?? '',
  }
}

interface AmountWords { t: Translate; money(minor: number): string; date(iso: string): string }

export function amountInWords({ t, money, date }: AmountWords, { value, per, upTo, from, until, of }: CertifiedAmount): string {
  const amount = t(`credentials.amount.${per}`, { amount: upTo ? t('credentials.amount.up-to', { amount: money(value) }) : money(value) })
  const period = from && until ? t('credentials.amount.from-until', { from: date(from), until: date(until) })
    : until ? t('credentials.amount.until', { until: date(until) })
      : from ? t('credentials.amount.from', { from: date(from) }) : undefined
  const granted = of === undefined ? amount : t('credentials.amount.for', { amount, name: of })
  return period === undefined ? granted : `${granted}, ${period}`
}
