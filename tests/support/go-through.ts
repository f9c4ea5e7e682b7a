/** As a browser goes through a program's request: from redirect to redirect, until a page of ours or another site; then the person's answer. */
import type { TextBrowser, Visit } from './browser-of-text.ts'

export interface Arrived { url: string; html: string; status: number }

export async function go(browser: TextBrowser, url: string): Promise<Arrived> {
  const response = await fetch(new URL(url, browser.origin), { redirect: 'manual', headers: { accept: 'text/html', 'accept-language': 'en', cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
  for (const cookie of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!
    if (value === '') browser.cookies.delete(name!)
    else browser.cookies.set(name!, value!)
  }
  const location = response.headers.get('location')
  const html = await response.text()
  if (location === null) return { url, html, status: response.status }
  return new URL(location, browser.origin).origin === browser.origin ? go(browser, location) : { url: location, html, status: response.status }
}

/** @param url of the question, where `go` has arrived */
export async function answer(browser: TextBrowser, url: string, decision: 'allow' | 'refuse' = 'allow'): Promise<{ page: Visit; back: Arrived }> {
  const path = new URL(url, browser.origin).pathname
  const page = await browser.get(path)
  const onward = await browser.submit(page, `${path}/${decision}`)
  const link = /<p><a href="([^"]+)"/.exec(onward.html)![1]!.replaceAll('&amp;', '&')
  return { page, back: await go(browser, link) }
}
