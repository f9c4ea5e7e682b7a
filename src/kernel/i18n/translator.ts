/** ICU messages, compiled when first used; particles are settled after the values are in place. */
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import { withParticles } from './particles.ts'

export type Values = Record<string, string | number>
export type Translate = (key: string, values?: Values) => string

/** @param onMissing a key without a text: the key itself is shown, and somebody is told */
export function createTranslator(locale: string, messages: Readonly<Record<string, string>>, onMissing: (key: string) => void): Translate {
  const compiled = new Map<string, IntlMessageFormat | string>()
  return (key, values) => {
    let message = compiled.get(key)
    if (message === undefined) {
      const text = messages[key]
      if (text === undefined) onMissing(key)
      message = text === undefined ? key : compile(text, locale)
      compiled.set(key, message)
    }
    if (typeof message === 'string') return message
    return withParticles(String(message.format(values)))
  }
}

/** Most texts have no values: they are kept as they are. */
function compile(text: string, locale: string): IntlMessageFormat | string {
  if (!/[{}'<]/.test(text)) return withParticles(text)
  const message = parse(text, { ignoreTag: true })
  return new IntlMessageFormat(isRightToLeft(locale) ? message.flatMap(isolate) : message, `${locale}-u-nu-latn`)
}

const isRightToLeft = (locale: string) => new Intl.Locale(locale).getTextInfo().direction === 'rtl'

/** A name or an address written the other way keeps its own order, and does not disturb the sentence around it (UAX #9, 2.4). */
function isolate(element: MessageFormatElement): MessageFormatElement[] {
  if (element.type === TYPE.argument) return [{ type: TYPE.literal, value: '\u2068' }, element, { type: TYPE.literal, value: '\u2069' }]
  if ('options' in element) {
    const options = Object.entries(element.options).map(([name, option]) => [name, { ...option, value: option.value.flatMap(isolate) }])
    return [{ ...element, options: Object.fromEntries(options) } as MessageFormatElement]
  }
  return [element]
}
