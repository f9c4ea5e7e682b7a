/** One page in one state and one language, as the house sent it. */
import assert from 'node:assert/strict'
import type { TextBrowser } from '../support/browser-of-text.ts'

export interface Seen {
  pack: string
  /** What a person would call it. */
  state: string
  /** Path pattern of the route that answered. */
  method: 'GET' | 'POST'
  route: string
  language: string
  path: string
  status: number
  type: string
  policy: string
  html: string
}

export interface Request {
  pack: string
  state: string
  route: string
  path: string
  /** A form that is sent; its answer is a page, not a redirect. */
  body?: Record<string, string | string[]>
  status?: number
}

/** Asks with the visitor's cookies; a redirect instead of a page is a mistake of the test. */
export async function look(visitor: TextBrowser, language: string, { pack, state, route, path, body, status }: Request): Promise<Seen> {
  const cookie = [...visitor.cookies].filter(([name]) => name !== 'maru_lang').map(([name, value]) => `${name}=${value}`)
  const method = body === undefined ? 'GET' : 'POST'
  const response = await fetch(visitor.origin + path, {
    method, redirect: 'manual', ...(body === undefined ? {} : { body: encode(body) }),
    headers: { accept: 'text/html', origin: visitor.origin, cookie: [...cookie, `maru_lang=${language}`].join('; ') },
  })
  const html = await response.text()
  assert.ok(response.status < 300 || response.status >= 400, `${state}: ${path} leads to ${response.headers.get('location') ?? ''}`)
  if (body === undefined || status !== undefined) assert.equal(response.status, status ?? 200, `${state}: ${path}`)
  return {
    pack, state, method, route, language, path, status: response.status, type: response.headers.get('content-type') ?? '', policy: response.headers.get('content-security-policy') ?? '', html,
  }
}

function encode(body: Record<string, string | string[]>): URLSearchParams {
  const fields = new URLSearchParams()
  for (const [name, value] of Object.entries(body)) for (const one of [value].flat()) fields.append(name, one)
  return fields
}
