/** Every address that comes from outside is fetched here: with TLS, without cookies, no redirects, for so long and so much. */
import { isObject, type Json, Refused } from './json.ts'

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

/** @throws Refused */
export async function readText(response: Response): Promise<string> {
  const text = await response.text()
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
  if (!response.ok) throw new Refused('no-answer', new Error(`${String(url)} answers ${response.status}`))
  return readJson(response)
}
