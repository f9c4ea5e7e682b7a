/** People's browsers: from the company's request to the code, with nothing in the jar but the portal's own cookie. */
import { type Lane, send } from './lanes.ts'

export interface Person {
  /** `name=value` of the portal's session; empty at the peer, which knows everybody. */
  cookie: string
  /** Of the portal's forms; undefined where a visit is the answer. */
  csrf: string | undefined
}

/** @returns the code that the company gets */
export async function agree(lane: Lane, url: string, { cookie, csrf }: Person, purposes: readonly string[]): Promise<string> {
  const jar = new Map(cookie === '' ? [] : [split(cookie)])
  const { origin } = new URL(url)
  const go = async (method: string, to: string, fields?: Record<string, string>): Promise<{ location: string | undefined; body: string }> => {
    const answer = await send(lane, method, to, {
      headers: { accept: 'text/html', origin, cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
      ...(fields ? { body: new URLSearchParams(fields).toString() } : {}),
    })
    for (const set of answer.headers['set-cookie'] ?? []) jar.set(...split(set.slice(0, set.indexOf(';'))))
    if (answer.status >= 400) throw new Error(`${method} ${to} answered ${answer.status}: ${answer.body.replaceAll(/<style>[^]*<\/style>|<[^>]*>|\s+/g, " ").slice(0, 400)}`)
    return { location: answer.headers.location, body: answer.body }
  }
  const asked = new URL((await go('GET', url)).location!, origin)
  const answered = csrf === undefined
    ? (await go('GET', asked.href)).location!
    : /<p><a href="([^"]+)"/.exec((await go('POST', `${asked.href}/company`, { _csrf: csrf, ...Object.fromEntries(purposes.map((purpose) => [`purpose-${purpose}`, 'yes'])) })).body)![1]!.replaceAll('&amp;', '&')
  const back = new URL((await go('GET', new URL(answered, origin).href)).location!)
  const code = back.searchParams.get('code')
  if (code === null) throw new Error(`no code: ${back.href}`)
  return code
}

const split = (pair: string): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
