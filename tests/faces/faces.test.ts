/**
 * Every page of the portal and the console, of two countries, in every state: four engines, and what no engine looks at.
 * Engines look at as many pages as show everything that pages are made of, each answer of each route among them; what depends on words is looked at
 * where they are longest. Each answer in each language is `npm run campaign -- faces`.
 */
import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { noBrowser, openShell } from '../browser/open-browser.ts'
import { casts } from './cast.ts'
import { checkBudget } from './checkers/budget.ts'
import { checkLanguage } from './checkers/language.ts'
import { checkWithNu, noJava } from './checkers/nu.ts'
import { missedBy } from './coverage.ts'
import type { Seen } from './look.ts'
import { narrowWithoutScript, withEngines, type Look } from './looks.ts'
import { assertNone, at, type Found } from './report.ts'
import { fullestOfEachAnswer, widestOfAll } from './shapes.ts'
import { forEach } from './show-seen.ts'
import { setStage, type Stage } from './stage.ts'

/** Page routes that answer with a file. */
const files = ['/ask/conversations.json', '/calendar/:file', '/catalogue.jsonld', '/console/counter/:visit/receipt', '/console/sealed/:inquiry/looks/:look/evidence', '/console/sealed/:inquiry/order', '/console/services/versions/:version/files.json', '/console/services/versions/:version/process.bpmn', '/demonstration/messages/:message/:paper', '/life-events/:id/process.bpmn', '/my/applications/:receipt/letters/:letter', '/my/applications/:receipt/record', '/my/data/looks/:id/evidence', '/my/data/proof/chain', '/my/data/proof/checker', '/my/documents/:file', '/requirements.jsonld', '/services/:id/process.bpmn']

let stage: Stage
/** For engines, in the language of each cast. */
let fullest: Seen[]
/** In every language. */
let widest: Seen[]
let browser: Browser
before(async () => {
  stage = await setStage()
  fullest = fullestOfEachAnswer(stage.pages.filter(({ pack, language }) => casts.some((cast) => basename(cast.pack) === pack && cast.language === language)))
  widest = widestOfAll(stage.pages)
  if (!noBrowser) browser = await openShell()
})
after(async () => {
  await browser?.close()
  await stage?.[Symbol.asyncDispose]()
})

test('no page of a house is left out', () => {
  const { houses, everything, pages } = stage
  for (const { pack, http } of houses) assert.deepEqual(missedBy(everything.filter((seen) => seen.pack === pack.id), http.routes), [], `${pack.id}: give these a state in one of the walks`)
  assert.deepEqual([...new Set(everything.filter((seen) => !pages.includes(seen)).map(({ route }) => route))].sort(), files)
})

test('the document says which language it is in, and which way it is read', () => {
  const languages = new Map(stage.houses.flatMap(({ pack }) => pack.languages.map((language) => [`${pack.id} ${language.tag}`, language] as const)))
  assertNone(stage.pages.flatMap((seen) => at(seen, checkLanguage(seen.html, languages.get(`${seen.pack} ${seen.language}`)!))))
})

test('30 KB a page, no script, nothing from elsewhere', () => {
  const weights = new Map([...stage.loaded].map(([path, { body }]) => [path, gzipSync(body).byteLength]))
  assertNone(stage.pages.flatMap((seen) => at(seen, checkBudget(seen.html, { script: seen.policy.includes('script-src'), app: seen.policy.includes('worker-src'), weigh: (path) => weights.get(path) }))))
})

test('the Nu HTML checker finds nothing', { skip: noJava }, async (t) => {
  const shown = [...new Set([...fullest, ...widest])]
  t.diagnostic(`${shown.length} of ${stage.pages.length} pages`)
  const findings = await checkWithNu(shown.map(({ html }) => html))
  assertNone(shown.flatMap((seen, index) => at(seen, findings[index] ?? [])))
})

/** Opens each page and asks of it what the look asks, one after the other. */
async function lookAt(shown: readonly Seen[], look: Look) {
  const found: Found[] = []
  await forEach(browser, look.options, shown, async (page, seen) => {
    for await (const findings of look.at(page, stage.show.addressOf(seen))) found.push(...at(seen, findings))
  })
  assertNone(found)
}

test('axe, IBM Equal Access, HTML_CodeSniffer, keyboard, dark, high contrast and large text find nothing', { skip: noBrowser }, async (t) => {
  t.diagnostic(`${fullest.length} of ${stage.pages.length} pages`)
  await lookAt(fullest, withEngines)
})

test('without script, under its own policy, with the longest words of every language, pages stand and fit 320 px', { skip: noBrowser }, async (t) => {
  t.diagnostic(`${widest.length} of ${stage.pages.length} pages`)
  await lookAt(widest, narrowWithoutScript)
})
