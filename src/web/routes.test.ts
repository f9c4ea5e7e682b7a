import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { after, before } from 'node:test'
import { gunzipSync } from 'node:zlib'
import type { InjectOptions } from 'fastify'
import pino from 'pino'
import { createHttp, type Http } from '../kernel/http/http.ts'
import { anyone } from '../kernel/http/principal.ts'
import { findMarkupFaults } from './find-markup-faults.ts'
import { faultPresenter } from './pages/fault-page.tsx'
import { webRoutes } from './routes.ts'
import { makeTestView, resident } from './test-view.ts'
import { stylesheet } from './theme/stylesheet.ts'
import type { View } from './view.ts'

const pages = ['/', '/help', '/accessibility', '/components', '/docs', '/settings', '/settings?next=%2Fhelp', '/nowhere']

let http: Http<View>

before(async () => {
  http = await createHttp<View>({
    title: 'Maru', version: '0', log: pino({ enabled: false }), address: undefined, trustProxy: false, csrfKey: Buffer.alloc(32),
    authenticate: (request) => Promise.resolve(request.headers.cookie?.includes('in=1') ? resident : anyone), limit: () => Promise.resolve(),
    makeView: (request, principal, csrf) => makeTestView(request, principal, csrf, { unread: 3 }), faults: faultPresenter,
  })
  webRoutes(http, { forYou: () => Promise.resolve({ due: [{ href: '/my', title: 'Answer the city', days: 2 }], mayReceive: [], moving: [] }) })
})
after(() => http.app.close())

const get = (url: string, cookie = 'maru_lang=en', headers: Record<string, string> = {}) =>
  http.app.inject({ url, headers: { cookie, accept: 'text/html', ...headers } })

async function save(fields: Record<string, string>, token?: string) {
  const page = await get('/settings')
  const csrf = token ?? /name="_csrf" value="([^"]+)"/.exec(page.body)![1]!
  const options: InjectOptions = {
    method: 'POST', url: '/settings', payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', accept: 'text/html' },
  }
  return http.app.inject(options)
}

for (const url of pages) {
  test(`${url}: valid, without inline style or script, in every language, signed in or not`, async () => {
    for (const cookie of ['maru_lang=ko', 'maru_lang=ko-easy', 'maru_lang=en', 'maru_lang=vi', 'maru_lang=en; in=1']) {
      const { body } = await get(url, cookie)
      assert.deepEqual(findMarkupFaults(body), [], cookie)
      assert.equal(body.match(/<h1/g)?.length, 1)
      assert.match(body, /Demonstration|<p class="banner">/)
    }
  })
}

test('settings are kept in cookies, and the reader returns to where they were', async () => {
  const answer = await save({ language: 'vi', theme: 'dark', size: 'large', next: '/my/data?page=2' })
  assert.equal(answer.statusCode, 303)
  assert.equal(answer.headers.location, '/my/data?page=2')
  const cookies = answer.cookies.map(({ name, value }) => `${name}=${value}`)
  assert.deepEqual(cookies, ['maru_lang=vi', 'maru_theme=dark', 'maru_size=large'])
  const page = await get('/help', cookies.join('; '))
  assert.match(page.body, /<html lang="vi" dir="ltr" data-theme="dark" data-size="large">/)
})

test('a language button changes the language alone', async () => {
  const answer = await save({ language: 'ko-easy', next: '/' })
  assert.deepEqual(answer.cookies.map(({ name }) => name), ['maru_lang'])
})

test('nobody is sent to another host', async () => {
  for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', '/a\r\nset-cookie: x=1']) {
    assert.equal((await save({ theme: 'dark', next })).statusCode, 400, next)
  }
})

test('a form without its token is refused', async () => {
  assert.equal((await save({ theme: 'dark' }, 'wrong')).statusCode, 403)
})

test('the stylesheet comes compressed to who can read it, and stays for ever', async () => {
  const packed = await get(stylesheet.path, '', { 'accept-encoding': 'br, gzip' })
  assert.equal(packed.headers['content-encoding'], 'gzip')
  assert.match(String(packed.headers['cache-control']), /immutable/)
  assert.equal(gunzipSync(packed.rawPayload).toString(), stylesheet.css)
  assert.equal((await get(stylesheet.path)).body, stylesheet.css)
})

test('a resident sees what is due and how many notices wait; a stranger does not', async () => {
  const own = await get('/', 'maru_lang=en; in=1')
  assert.match(own.body, /Answer the city/)
  assert.match(own.body, /Inbox \(3\)/)
  assert.doesNotMatch((await get('/')).body, /Answer the city|Inbox/)
})

test('a fault is a page with what to do next; a program gets the same as a problem', async () => {
  const page = await get('/nowhere')
  assert.equal(page.statusCode, 404)
  assert.match(page.body, /<h1>This page does not exist\.<\/h1>/)
  assert.match(page.body, /start from the home page/)
  const problem = await http.app.inject({ url: '/api/nowhere' })
  assert.equal(problem.headers['content-type'], 'application/problem+json')
})

test('every key that the face uses has its text, and every text is used', () => {
  const messages = JSON.parse(readFileSync(join(import.meta.dirname, 'messages/en/web.json'), 'utf8')) as Record<string, string>
  const source = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname, exclude: (name) => name.endsWith('.test.ts') })
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n')
  const written = new Set([...source.matchAll(/'(web\.[a-z.-]+)'/g)].map(([, key]) => key!))
  const patterns = [...source.matchAll(/`(web\.[^`]+)`/g)].map(([, key]) => new RegExp(`^${key!.replaceAll('.', '\\.').replaceAll(/\$\{[^}]+\}/g, '[a-z-]+')}$`))
  assert.deepEqual([...written].filter((key) => !Object.hasOwn(messages, key)), [])
  assert.deepEqual(Object.keys(messages).filter((key) => !written.has(key) && !patterns.some((pattern) => pattern.test(key))), [])
})
