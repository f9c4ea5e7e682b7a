/**
 * Every page of the portal and the console, of two countries, in every state: four engines, and what no engine looks at.
 * Engines look at as many pages of each route as show everything that its pages are made of; what depends on words is looked at in each language.
 */
import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import webPush from 'web-push'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { noBrowser, openBrowser } from '../browser/open-browser.ts'
import { settings } from '../assistant/speakers.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { casts } from './cast.ts'
import { checkContrast, checkWithAxe } from './checkers/axe.ts'
import { checkBudget } from './checkers/budget.ts'
import { checkErrors } from './checkers/errors.ts'
import type { Finding } from './checkers/finding.ts'
import { checkWithHtmlcs } from './checkers/htmlcs.ts'
import { checkWithIbm } from './checkers/ibm.ts'
import { checkKeyboard } from './checkers/keyboard.ts'
import { checkLanguage } from './checkers/language.ts'
import { checkLargeText, checkNarrow, checkNarrowLarger } from './checkers/layout.ts'
import { checkWithNu, noJava } from './checkers/nu.ts'
import { openDetails } from './checkers/run-in-page.ts'
import { checkServed } from './checkers/served.ts'
import { missedBy } from './coverage.ts'
import type { Seen } from './look.ts'
import { assertNone, at, type Found } from './report.ts'
import { fullestOfAll, fullestOfEachRoute, widestOfEachRoute } from './shapes.ts'
import { fetchLoaded, forEach, openShow, type Loaded, type Show } from './show-seen.ts'
import { walkEverything } from './walk.ts'

/** Page routes that answer with a file. */
const files = ['/calendar/:file', '/catalogue.jsonld', '/my/applications/:receipt/record', '/my/data/looks/:id/evidence', '/my/data/proof/chain', '/my/data/proof/checker', '/my/documents/:file']

/** Open, so that its page is there; no message of this test goes that way. */
const push = { subject: 'mailto:push@maru.example', ...webPush.generateVAPIDKeys(), services: [] }

/** A whole town goes through from one address; one of its people floods. */
const limits = { anyone: 1_000_000, signedIn: 600 }

let houses: TestHouse[] = []
let everything: Seen[]
let pages: Seen[]
let loaded: Map<string, Loaded>
let show: Show
/** In every language. */
let widest: Seen[]
let browser: Browser
before(async () => {
  houses = await Promise.all(casts.map(({ pack, now, timeZone }) => openHouse({ pack, clock: fixedClock(now, timeZone), channels: { push, conversations: settings }, limits })))
  const walks = await Promise.all(casts.map((cast, at) => walkEverything(houses[at]!, cast)))
  everything = walks.flat()
  pages = everything.filter(({ type }) => type.startsWith('text/html'))
  widest = widestOfEachRoute(pages)
  // Stylesheet and scripts are the same in every house.
  loaded = await fetchLoaded(houses[0]!.origin, pages)
  show = await openShow(pages, loaded)
  if (!noBrowser) browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  show?.close()
  await Promise.all(houses.map((house) => house.close()))
})

/** In the language in which the engines look. */
const spoken = () => pages.filter(({ pack, language }) => casts.some((cast) => basename(cast.pack) === pack && cast.language === language))

test('no page of a house is left out', () => {
  for (const { pack, http } of houses) assert.deepEqual(missedBy(everything.filter((seen) => seen.pack === pack.id), http.routes), [], `${pack.id}: give these a state in one of the walks`)
  assert.deepEqual([...new Set(everything.filter((seen) => !pages.includes(seen)).map(({ route }) => route))].sort(), files)
})

test('the document says which language it is in, and which way it is read', () => {
  const languages = new Map(houses.flatMap(({ pack }) => pack.languages.map((language) => [`${pack.id} ${language.tag}`, language] as const)))
  assertNone(pages.flatMap((seen) => at(seen, checkLanguage(seen.html, languages.get(`${seen.pack} ${seen.language}`)!))))
})

test('30 KB a page, no script, nothing from elsewhere', () => {
  const weights = new Map([...loaded].map(([path, { body }]) => [path, gzipSync(body).byteLength]))
  assertNone(pages.flatMap((seen) => at(seen, checkBudget(seen.html, { script: seen.policy.includes('script-src'), app: seen.policy.includes('worker-src'), weigh: (path) => weights.get(path) }))))
})

test('the Nu HTML checker finds nothing', { skip: noJava }, async (t) => {
  t.diagnostic(`${widest.length} of ${pages.length} pages`)
  const findings = await checkWithNu(widest.map(({ html }) => html))
  assertNone(widest.flatMap((seen, index) => at(seen, findings[index] ?? [])))
})

/** Opens each page and asks of it what `look` asks, one after the other. */
async function lookAt(shown: readonly Seen[], options: BrowserContextOptions, look: (page: Page, address: string) => AsyncGenerator<Finding[]>) {
  const found: Found[] = []
  await forEach(browser, options, shown, async (page, seen) => {
    for await (const findings of look(page, show.addressOf(seen))) found.push(...at(seen, findings))
  })
  assertNone(found)
}

test('axe, IBM Equal Access, HTML_CodeSniffer, keyboard and large text find nothing', { skip: noBrowser }, async (t) => {
  const shown = fullestOfEachRoute(spoken())
  t.diagnostic(`${shown.length} of ${pages.length} pages`)
  // The focus is looked at before anything moves it, and the size of the text changes last.
  await lookAt(shown, { bypassCSP: true }, async function* (page, address) {
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(address)
    yield checkErrors(page)
    await openDetails(page)
    for (const check of [checkWithAxe, checkWithIbm, checkWithHtmlcs, checkKeyboard, checkLargeText, checkNarrowLarger]) yield check(page)
  })
})

test('dark and in high contrast, everything can be read', { skip: noBrowser }, async (t) => {
  const shown = fullestOfAll(spoken())
  t.diagnostic(`${shown.length} of ${pages.length} pages`)
  await lookAt(shown, { bypassCSP: true, viewport: { width: 1280, height: 900 } }, async function* (page, address) {
    await page.goto(address)
    await openDetails(page)
    for (const theme of ['dark', 'contrast']) yield checkContrast(page, theme)
  })
})

test('without script, under its own policy, in every language, every page stands and fits 320 px', { skip: noBrowser }, async (t) => {
  t.diagnostic(`${widest.length} of ${pages.length} pages`)
  await lookAt(widest, { javaScriptEnabled: false, viewport: { width: 320, height: 800 } }, async function* (page, address) {
    yield checkServed(page, address)
    await openDetails(page)
    yield checkNarrow(page)
  })
})
