/** Every address that comes from outside is fetched here: with TLS, without cookies, no redirects, for so long and so much. */
import { isObject, type Json, Refused } from './json.ts'
import type { Reason } from './refusals.ts'

/** Milliseconds, and bytes. */
const patience = 15_000
const largest = 1_048_576

/** An address that may be spoken to: with TLS, or on this very machine. @throws Refused */
export function addressOf(text: string): URL {
  const url = URL.parse(text)
  if (!url) throw new Refused('unreadable')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && url.hostname === 'localhost')) throw new Refused('insecure-address')
  return url
}

/** @throws Refused where there is no network, or no such answer */
export async function fetchLimited(url: URL | string, options: RequestInit = {}): Promise<Response> {
  const address = addressOf(String(url))
  try {
    return await fetch(address, { ...options, credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', cache: 'no-store', signal: AbortSignal.timeout(patience) })
  } catch (cause) {
    // This very machine needs no network.
    throw new Refused(navigator.onLine || address.hostname === 'localhost' ? 'no-answer' : 'offline', cause)
  }
}

/** An answer that is none: too much was asked, or the service is down, is told apart from everything else. @param otherwise what any other status means */
export function refusedBy(response: Response, otherwise: Reason, cause: unknown = new Error(`${response.url} answers ${response.status}`)): Refused {
  const { status } = response
  return new Refused(status === 429 ? 'too-often' : status >= 500 ? 'unavailable' : otherwise, cause, { at: retryAt(response) })
}

/** RFC 9110 section 10.2.3: seconds, or a date. */
function retryAt({ headers }: Response, now = Date.now()): number | undefined {
  const said = headers.get('retry-after')?.trim() ?? ''
  const at = /^\d{1,6}$/.test(said) ? now + Number(said) * 1000 : Date.parse(said)
  return at > now ? at : undefined
}

/** @throws Refused, also where the answer broke off on its way */
export async function readText(response: Response): Promise<string> {
  const text = await response.text().catch((cause: unknown) => { throw new Refused('no-answer', cause) })
  if (text.length > largest) throw new Refused('unreadable')
  return text
}

/** @throws Refused */
export async function readJson(response: Response): Promise<Json> {
  try {
    const value: unknown = JSON.parse(await readText(response))
    if (isObject(value)) return value
  } catch (cause) {
    throw new Refused('unreadable', cause)
  }
  throw new Refused('unreadable')
}

/** @throws Refused */
export async function fetchJson(url: URL | string): Promise<Json> {
  const response = await fetchLimited(url, { headers: { accept: 'application/json' } })
  if (!response.ok) throw refusedBy(response, 'not-there')
  return readJson(response)
}
