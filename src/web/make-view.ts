/** A view for each request; translators and formats are made once a language. */
import type { FastifyRequest } from 'fastify'
import { ownMessages, readMessages } from '../../packages/pack-kit/read-messages.ts'
import type { Language } from '../../packages/pack-kit/schema/manifest.ts'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import { readCookie } from '../kernel/http/answers.ts'
import type { Principal } from '../kernel/http/principal.ts'
import { chooseLanguage } from '../kernel/i18n/choose-language.ts'
import { createFormats } from '../kernel/i18n/format.ts'
import { createTranslator, type Translate } from '../kernel/i18n/translator.ts'
import { preferenceCookies } from './preference-cookies.ts'
import { sizes, themes, type View } from './view.ts'

export interface ViewsOptions {
  pack: Pack
  /** Shows the banner that nothing here is real. */
  demonstration: boolean
  /** A key without a text in this language: the platform's English is shown instead. */
  onMissing(language: string, key: string): void
}

export type MakeView = (request: Pick<FastifyRequest, 'url' | 'headers'>, principal: Principal, csrf: string, unread?: number) => View

export function createViews({ pack, demonstration, onMissing }: ViewsOptions): MakeView {
  const reference = createTranslator('en', readMessages(ownMessages), (key) => { onMissing('en', key) })
  const wordings = new Map(pack.languages.map((language) => [language.tag, wordingOf(pack, language, reference, onMissing)]))
  return (request, principal, csrf, unread = 0) => {
    const { cookie } = request.headers
    const tag = chooseLanguage({
      query: undefined, cookie: readCookie(cookie, preferenceCookies.language), acceptLanguage: request.headers['accept-language'],
    }, pack.languages, pack.defaultLanguage)
    return {
      pack, ...wordings.get(tag)!, principal, csrf, path: request.url, demonstration, unread,
      preferences: {
        theme: oneOf(themes, readCookie(cookie, preferenceCookies.theme)),
        size: oneOf(sizes, readCookie(cookie, preferenceCookies.size)),
      },
    }
  }
}

function wordingOf(pack: Pack, language: Language, reference: Translate, onMissing: ViewsOptions['onMissing']) {
  const messages = pack.messages[language.tag] ?? {}
  const own = createTranslator(language.html, messages, () => undefined)
  const told = new Set<string>()
  const tellOnce = (key: string) => {
    if (told.has(key)) return
    told.add(key)
    onMissing(language.tag, key)
  }
  const t: Translate = (key, values) => {
    if (Object.hasOwn(messages, key)) return own(key, values)
    tellOnce(key)
    return reference(key, values)
  }
  const formats = createFormats(language.html, pack.currency, pack.timeZone)
  return {
    language, t,
    text: (text: Record<string, string>) => text[language.tag] ?? text[pack.defaultLanguage] ?? '',
    money: formats.money, date: formats.date, number: formats.number,
    dateTime: (at: Date | string) => formats.dateTime(typeof at === 'string' ? at : at.toISOString()),
  }
}

/** The first is what holds without a choice, and whatever else a cookie may say. */
function oneOf<Value extends string>(values: readonly [Value, ...Value[]], wanted: string | undefined): Value {
  return values.find((value) => value === wanted) ?? values[0]
}
