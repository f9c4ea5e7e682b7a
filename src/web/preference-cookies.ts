/** How a reader wants the pages; kept in the browser, for a year, about nobody in particular. */
import type { SetCookie } from '../kernel/http/answers.ts'

export const preferenceCookies = { language: 'maru_lang', theme: 'maru_theme', size: 'maru_size' } as const

const year = 365 * 24 * 60 * 60

export const preferenceCookie = (preference: keyof typeof preferenceCookies, value: string): SetCookie =>
  ({ name: preferenceCookies[preference], value, maxAge: year })
