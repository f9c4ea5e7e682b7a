/** Every checker finds what it is for, by its own name, and leaves a clean page alone. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { noBrowser, openBrowser } from '../browser/open-browser.ts'
import { checkContrast, checkWithAxe } from './checkers/axe.ts'
import { checkBudget, type Delivered } from './checkers/budget.ts'
import { checkErrors } from './checkers/errors.ts'
import type { Finding } from './checkers/finding.ts'
import { checkWithHtmlcs } from './checkers/htmlcs.ts'
import { checkWithIbm } from './checkers/ibm.ts'
import { checkKeyboard } from './checkers/keyboard.ts'
import { checkLargeText, checkNarrow } from './checkers/layout.ts'
import { checkWithNu, noJava } from './checkers/nu.ts'
import { openDetails } from './checkers/run-in-page.ts'
import { checkServed } from './checkers/served.ts'

const site = 'http://fixtures.localhost'
const policy = `default-src 'none'; style-src 'self'; img-src 'self'`
const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8')
const rulesOf = (findings: readonly Finding[]) => findings.map(({ rule }) => rule)

let browser: Browser
let page: Page
let plain: Page
before(async () => {
  if (noBrowser) return
  browser = await openBrowser()
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
  ['keyboard-unreachable', checkKeyboard, /^unreachable$/],
  ['keyboard-order', checkKeyboard, /^order$/],
  ['keyboard-invisible', checkKeyboard, /^focus-invisible$/],
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
  for (const theme of ['light', 'dark', 'contrast']) found.push(await checkContrast(page, theme))
  assert.deepEqual(found.flat(), [])
})

const files: Record<string, number> = { '/fixture.css': 300, '/passkey.js': 900 }
const delivered = (script: boolean): Delivered => ({ script, weigh: (path) => files[path] })

test('script, handlers, foreign files and weight are over the budget', () => {
  const rules = (name: string) => rulesOf(checkBudget(read(`${name}.html`), delivered(false)))
  assert.deepEqual(rules('clean'), [])
  assert.deepEqual(rules('budget-script'), ['script'])
  assert.deepEqual(rulesOf(checkBudget(read('budget-script.html'), delivered(true))), [])
  assert.deepEqual(rules('budget-handler'), ['inline-handler'])
  assert.deepEqual(rules('budget-external'), ['external'])
  assert.deepEqual(rules('served-style'), ['inline-style'])
  // Numbers that do not repeat do not compress.
  const heavy = read('clean.html').replace('</main>', `<p>${Array.from({ length: 20_000 }, (_, at) => Math.sin(at).toString(36)).join(' ')}</p></main>`)
  assert.deepEqual(rulesOf(checkBudget(heavy, delivered(false))), ['weight'])
})

test('Nu finds what no browser tells', { skip: noJava }, async () => {
  const [clean, wrong] = await checkWithNu([read('clean.html'), read('nu.html')])
  assert.deepEqual(clean, [])
  assert.ok(rulesOf(wrong ?? []).some((rule) => rule.startsWith('error: Element “…” not allowed as child')), rulesOf(wrong ?? []).join(', '))
})
