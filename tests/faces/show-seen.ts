/** Shows pages in a browser exactly as the house sent them, with the files they load, from an address of their own. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Seen } from './look.ts'

export interface Loaded { type: string; body: string }

/** Every file of the site that a page loads, by path. */
export async function fetchLoaded(origin: string, pages: readonly Seen[]): Promise<Map<string, Loaded>> {
  const loaded = new Map<string, Loaded>()
  for (const path of new Set(pages.flatMap(({ html }) => [...html.matchAll(/<(?:link|script)[^>]*(?:href|src)="(\/[^"]+)"/g)].map((match) => match[1]!)))) {
    const response = await fetch(origin + path)
    if (response.ok) loaded.set(path, { type: response.headers.get('content-type') ?? '', body: await response.text() })
  }
  return loaded
}

export interface Show {
  addressOf(seen: Seen): string
  close(): void
}

export async function openShow(pages: readonly Seen[], loaded: ReadonlyMap<string, Loaded>): Promise<Show> {
  const server = createServer(({ url = '' }, response) => {
    const seen = pages[Number(/^\/seen\/(\d+)$/.exec(url)?.[1])]
    const file = loaded.get(url)
    if (seen) response.writeHead(200, { 'content-type': seen.type, 'content-security-policy': seen.policy }).end(seen.html)
    else if (file) response.writeHead(200, { 'content-type': file.type, 'cache-control': 'public, max-age=3600, immutable' }).end(file.body)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  return {
    addressOf: (seen) => `http://localhost:${port}/seen/${pages.indexOf(seen)}`,
    close: () => { server.closeAllConnections(); server.close() },
  }
}

/** A window that has shown so many pages is closed: what it keeps of each makes it slower. */
const pagesAWindow = 100

/** Each page in one of two windows: as many as this project counts on cores. */
export async function forEach(browser: Browser, options: BrowserContextOptions, all: readonly Seen[], visit: (page: Page, seen: Seen) => Promise<void>) {
  assert.ok(all.length > 0, 'who looks at nothing finds nothing')
  const queue = [...all]
  await Promise.all([1, 2].map(async () => {
    while (queue.length > 0) {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
      const page = await context.newPage()
      for (const seen of taken(queue, pagesAWindow)) await visit(page, seen)
      await context.close()
    }
  }))
}

/** One after the other, so that two windows share a queue. */
function* taken<Item>(queue: Item[], most: number): Generator<Item> {
  for (let at = 0; at < most; at += 1) {
    const next = queue.shift()
    if (next === undefined) return
    yield next
  }
}
