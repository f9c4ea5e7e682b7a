/** Every checker finds what it is for, by its own name, and leaves a clean page alone. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { RouteEntry } from '../../src/kernel/http/http.ts'
import { noBrowser, openShell } from '../browser/open-browser.ts'
import { checkContrast, checkWithAxe } from './checkers/axe.ts'
import { checkBudget, type Delivered } from './checkers/budget.ts'
import { checkErrors } from './checkers/errors.ts'
import type { Finding } from './checkers/finding.ts'
import { checkWithHtmlcs } from './checkers/htmlcs.ts'
import { checkWithIbm } from './checkers/ibm.ts'
import { checkKeyboard } from './checkers/keyboard.ts'
import { checkLanguage } from './checkers/language.ts'
import { checkLargeText, checkNarrow } from './checkers/layout.ts'
import { checkWithNu, noJava } from './checkers/nu.ts'
import { openDetails } from './checkers/run-in-page.ts'
import { checkServed } from './checkers/served.ts'
import { missedBy } from './coverage.ts'
import type { Seen } from './look.ts'
import { partsOf, widestOfAll } from './shapes.ts'

const site = 'http://fixtures.localhost'
const policy = `default-src 'none'; style-src 'self'; img-src 'self'`
const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8')
const rulesOf = (findings: readonly Finding[]) => findings.map(({ rule }) => rule)

let browser: Browser
let page: Page
let plain: Page
before(async () => {
  if (noBrowser) return
  browser = await openShell()
  page = await open({ bypassCSP: true, reducedMotion: 'reduce' })
  plain = await open({ javaScriptEnabled: false })
})
after(() => browser?.close())

async function open(options: Parameters<Browser['newContext']>[0]): Promise<Page> {
  const context: BrowserContext = await browser.newContext(options)
  await context.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname.endsWith('.css')) return route.fulfill({ contentType: 'text/css', body: read(pathname.slice(1)) })
    if (pathname.endsWith('.html')) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: read(pathname.slice(1)), headers: { 'content-security-policy': policy } })
    return route.fulfill({ status: 404, body: '' })
  })
  return context.newPage()
}

/** Fixture, checker, the rule that has to be found. */
const cases: [string, (page: Page) => Promise<Finding[]>, RegExp][] = [
  ['axe', checkWithAxe, /^image-alt$/],
  ['axe-contrast', (opened) => checkContrast(opened, 'light'), /^color-contrast \(light\)$/],
  ['axe-contrast-high', (opened) => checkContrast(opened, 'contrast'), /^color-contrast-enhanced \(contrast\)$/],
  ['ibm', checkWithIbm, /^aria_id_unique$/],
  ['htmlcs', checkWithHtmlcs, /H32/],
  ['layout-sideways', checkNarrow, /^sideways \(320 px\)$/],
  ['layout-cut', (opened) => checkLargeText(opened), /^cut \(text 200 %\)$/],
  ['layout-overlap', checkNarrow, /^overlap \(320 px\)$/],
  ['layout-target', checkNarrow, /^target \(320 px\)$/],
  ['keyboard-unreachable', checkKeyboard, /^unreachable$/],
  ['keyboard-order', checkKeyboard, /^order$/],
  ['keyboard-invisible', checkKeyboard, /^focus-invisible$/],
  ['keyboard-obscured', checkKeyboard, /^focus-obscured$/],
  ['errors-link', checkErrors, /^summary-link$/],
  ['errors-link', checkErrors, /^not-in-summary$/],
  ['errors-focus', checkErrors, /^summary-focus$/],
]

for (const [fixture, check, rule] of cases) {
  test(`${fixture}.html is found: ${rule.source}`, { skip: noBrowser }, async () => {
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(`${site}/${fixture}.html`)
    const rules = rulesOf(await check(page))
    assert.ok(rules.some((found) => rule.test(found)), `found: ${rules.join(', ')}`)
  })
}

test('a style that the policy refuses is found', { skip: noBrowser }, async () => {
  assert.deepEqual(rulesOf(await checkServed(plain, `${site}/served-style.html`)), ['csp'])
})

test('a clean page passes every checker', { skip: noBrowser }, async () => {
  assert.deepEqual(await checkServed(plain, `${site}/clean.html`), [])
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${site}/clean.html`)
  const found = [await checkErrors(page)]
  await openDetails(page)
  for (const check of [checkWithAxe, checkWithIbm, checkWithHtmlcs, checkKeyboard, checkLargeText, checkNarrow]) found.push(await check(page))
  for (const theme of ['dark', 'contrast']) found.push(await checkContrast(page, theme))
  assert.deepEqual(found.flat(), [])
})

const files: Record<string, number> = { '/fixture.css': 300, '/passkey.js': 900 }
const delivered = (script: boolean, app = false): Delivered => ({ script, app, weigh: (path) => files[path] })

test('script, handlers, foreign files and weight are over the budget', () => {
  const rules = (name: string) => rulesOf(checkBudget(read(`${name}.html`), delivered(false)))
  assert.deepEqual(rules('clean'), [])
  assert.deepEqual(rules('budget-script'), ['script'])
  assert.deepEqual(rulesOf(checkBudget(read('budget-script.html'), delivered(true))), [])
  assert.deepEqual(rules('budget-handler'), ['inline-handler'])
  assert.deepEqual(rules('budget-external'), ['external'])
  assert.deepEqual(rules('served-style'), ['inline-style'])
  // Numbers that do not repeat do not compress.
  const heavy = read('clean.html').replace('</main>', `<p>${Array.from({ length: 8_000 }, (_, at) => Math.sin(at).toString(36)).join(' ')}</p></main>`)
  assert.deepEqual(rulesOf(checkBudget(heavy, delivered(false))), ['weight'])
  assert.deepEqual(rulesOf(checkBudget(heavy, delivered(true, true))), [])
  assert.deepEqual(rulesOf(checkBudget(heavy.repeat(3), delivered(true, true))), ['weight'])
})

test('another language, or another direction, than the reader chose', () => {
  const rules = (lang: string, dir: 'ltr' | 'rtl') => rulesOf(checkLanguage('<!doctype html><html lang="ar" dir="rtl"><title>x</title>', { html: lang, dir }))
  assert.deepEqual(rules('ar', 'rtl'), [])
  assert.deepEqual(rules('fr', 'ltr'), ['lang', 'dir'])
  assert.deepEqual(rulesOf(checkLanguage('<!doctype html><title>x</title>', { html: 'en', dir: 'ltr' })), ['lang', 'dir'])
})

test('a page that no walk has visited, a form whose mistakes nobody has seen', () => {
  const routes: RouteEntry[] = [
    { method: 'GET', path: '/', kind: 'page', who: 'anyone' }, { method: 'GET', path: '/new', kind: 'page', who: 'anyone' }, { method: 'POST', path: '/new', kind: 'form', who: 'anyone' },
    { method: 'POST', path: '/sign-out', kind: 'form', who: 'anyone' }, { method: 'GET', path: '/api/new', kind: 'api', who: 'anyone' },
  ]
  const home = { method: 'GET', route: '/', status: 200 } as const
  assert.deepEqual(missedBy([home], routes), ['GET /new', 'POST /new'])
  assert.deepEqual(missedBy([home, { method: 'GET', route: '/new', status: 500 }], routes), ['GET /new', 'POST /new'], 'a fault is not the page')
  assert.deepEqual(missedBy([home, { method: 'GET', route: '/new', status: 200 }, { method: 'POST', route: '/new', status: 200 }], routes), [])
})

const made = (main: string) => `<!doctype html><html lang="en"><title>x</title><main><h1>x</h1>${main}</main>`

test('a page is made of the same with other words and more rows, and of more with something that was not there', () => {
  const page = (main: string) => new Set(partsOf(made(main)).keys())
  const list = page('<ul><li><a href="/a">A</a></li></ul>')
  assert.ok(page('<ul><li><a href="/b">B</a></li><li><a href="/c">C</a></li></ul>').isSubsetOf(list))
  for (const other of ['<ul><li><a href="/a">A</a> <b>new</b></li></ul>', '<ul class="x"><li><a href="/a">A</a></li></ul>', '<ul><li>A <a href="/a"></a></li></ul>', '<h3>A</h3>']) {
    assert.ok(!page(other).isSubsetOf(list), other)
  }
})

test('the longest word of a part is shown, whichever language of its script has it; other scripts show theirs', () => {
  const seen = (language: string, word: string): Seen => ({ pack: 'x', state: word, method: 'GET', route: '/', language, path: '/', status: 200, type: 'text/html', policy: '', html: made(`<p>${word}</p>`) })
  const shown = widestOfAll([seen('en', 'short words'), seen('fr', 'anticonstitutionnellement'), seen('ko', '안녕'), seen('ko-easy', '안녕하세요'), seen('vi', 'nghiêng')])
  assert.deepEqual(shown.map(({ state }) => state).sort(), ['anticonstitutionnellement', '안녕하세요'])
})

test('Nu finds what no browser tells', { skip: noJava }, async () => {
  const [clean, wrong] = await checkWithNu([read('clean.html'), read('nu.html')])
  assert.deepEqual(clean, [])
  assert.ok(rulesOf(wrong ?? []).some((rule) => rule.startsWith('error: Element “…” not allowed as child')), rulesOf(wrong ?? []).join(', '))
})
