/** ICU messages, compiled when first used; particles are settled after the values are in place. */
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
  return /[{}'<]/.test(text) ? new IntlMessageFormat(text, `${locale}-u-nu-latn`, undefined, { ignoreTag: true }) : withParticles(text)
}
