import type { SetCookie } from '../../../kernel/http/answers.ts'

/** What ties a presentation to the browser it begins in; gone when the browser closes. */
export const browserCookieName = (secure: boolean) => (secure ? '__Host-maru-presenting' : 'maru-presenting')

export const browserCookie = (secure: boolean, value: string): SetCookie => ({ name: browserCookieName(secure), value, httpOnly: true })
