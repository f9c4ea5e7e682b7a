import type { Readable } from 'node:stream'

/** What a route may answer with, apart from a JSON value. */
export class Page {
  readonly html: string
  readonly status: number
  /** Where the browser goes on by itself: another site, which no answer to a form may redirect to (CSP `form-action`). */
  readonly onTo: string | undefined
  constructor(html: string, status = 200, onTo?: string) {
    this.html = html
    this.status = status
    this.onTo = onTo
  }
}

/** POST, then 303, then GET: going back or reloading never sends a form twice (RFC 9110 section 15.4.4). */
export class SeeOther {
  readonly location: string
  readonly cookies: readonly SetCookie[]
  constructor(location: string, cookies: readonly SetCookie[] = []) {
    this.location = location
    this.cookies = cookies
  }
}

export class File {
  readonly bytes: Buffer | string
  readonly type: string
  readonly name: string | undefined
  readonly cache: string | undefined
  constructor(bytes: Buffer | string, type: string, options: { name?: string; cache?: string } = {}) {
    this.bytes = bytes
    this.type = type
    this.name = options.name
    this.cache = options.cache
  }
}

/** An answer that comes piece by piece, for the script of a page; whoever is in a form gets the page. */
export class Pieces {
  readonly stream: Readable
  readonly type: string
  readonly cookies: readonly SetCookie[]
  constructor(stream: Readable, type: string, cookies: readonly SetCookie[] = []) {
    this.stream = stream
    this.type = type
    this.cookies = cookies
  }
}

export type PageAnswer = Page | SeeOther | File | Pieces

export interface SetCookie {
  name: string
  value: string
  /** Seconds; 0 removes it; absent keeps it for the browser session. */
  maxAge?: number
  /** Readable by no script, unless it holds a mere preference. */
  httpOnly?: boolean
}

export function serializeCookie(cookie: SetCookie, secure: boolean): string {
  const parts = [`${cookie.name}=${encodeURIComponent(cookie.value)}`, 'Path=/', 'SameSite=Lax']
  if (cookie.maxAge !== undefined) parts.push(`Max-Age=${cookie.maxAge}`)
  if (cookie.httpOnly !== false) parts.push('HttpOnly')
  if (secure) parts.push('Secure')
  return parts.join('; ')
}

export function readCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) {
      try {
        return decodeURIComponent(pair.slice(at + 1).trim())
      } catch {
        return undefined
      }
    }
  }
  return undefined
}
