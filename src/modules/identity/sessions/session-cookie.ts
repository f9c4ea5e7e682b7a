import type { SetCookie } from '../../../kernel/http/answers.ts'

/** `__Host-` binds the cookie to this very host over TLS (RFC 6265bis); without TLS browsers refuse that name. */
export const sessionCookieName = (secure: boolean) => (secure ? '__Host-maru' : 'maru')

export const sessionCookie = (secure: boolean, token: string, seconds: number): SetCookie =>
  ({ name: sessionCookieName(secure), value: token, maxAge: seconds, httpOnly: true })

export const noSessionCookie = (secure: boolean): SetCookie => ({ name: sessionCookieName(secure), value: '', maxAge: 0, httpOnly: true })
