/** A view for each request. */
import type { FastifyRequest } from 'fastify'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import { readCookie } from '../kernel/http/answers.ts'
import type { Principal } from '../kernel/http/principal.ts'
import { chooseLanguage } from '../kernel/i18n/choose-language.ts'
import { preferenceCookies } from './preference-cookies.ts'
import { sizes, themes, type View } from './view.ts'
import type { Wording } from './wordings.ts'

export interface ViewsOptions {
  pack: Pack
  wordingIn(tag: string): Wording
  /** Shows the banner that nothing here is real. */
  demonstration: boolean
}

export type MakeView = (request: Pick<FastifyRequest, 'url' | 'headers'>, principal: Principal, csrf: string, known?: { unread?: number | undefined; copied?: readonly string[] | undefined }) => View

export function createViews({ pack, wordingIn, demonstration }: ViewsOptions): MakeView {
  return (request, principal, csrf, { unread = 0, copied = [] } = {}) => {
    const { cookie } = request.headers
    const tag = chooseLanguage({
      query: undefined, cookie: readCookie(cookie, preferenceCookies.language), acceptLanguage: request.headers['accept-language'],
    }, pack.languages, pack.defaultLanguage)
    return {
      ...wordingIn(tag), principal, csrf, path: request.url, demonstration, unread, copied,
      preferences: {
        theme: oneOf(themes, readCookie(cookie, preferenceCookies.theme)),
        size: oneOf(sizes, readCookie(cookie, preferenceCookies.size)),
      },
    }
  }
}

/** The first is what holds without a choice, and whatever else a cookie may say. */
function oneOf<Value extends string>(values: readonly [Value, ...Value[]], wanted: string | undefined): Value {
  return values.find((value) => value === wanted) ?? values[0]
}
