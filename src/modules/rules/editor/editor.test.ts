/** The author's desk: mistakes with their place, examples, and a household, before anything is saved. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../../kernel/clock/clock.ts'
import { findMarkupFaults } from '../../../web/find-markup-faults.ts'
import { signInOfficial } from '../../../../tests/support/birth-journey.ts'
import { TextBrowser, type Visit } from '../../../../tests/support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../../../../tests/support/house.ts'

let house: TestHouse
let browser: TextBrowser
before(async () => {
  house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') })
  browser = new TextBrowser(house.origin)
  await signInOfficial(browser, 'demo-municipality-caseworker')
})
after(() => house.close())

const path = '/console/rules/child-allowance'
const page = readFileSync('packs/kr/rules/child-allowance.md', 'utf8')
const check = async (text: string, more: Record<string, string> = {}): Promise<Visit> => {
  const visit = await browser.submit(await browser.get(path), path, { text, act: '', ...more })
  assert.equal(visit.status, 200)
  assert.deepEqual(findMarkupFaults(visit.html), [])
  return visit
}

test('all pages of the law are listed, and each opens with its text', async () => {
  const list = await browser.get('/console/rules')
  assert.deepEqual(findMarkupFaults(list.html), [])
  for (const { path: file } of house.pack.rules) assert.ok(list.html.includes(`/console/rules/${file.slice('rules/'.length, -'.md'.length)}"`), file)
  assert.match((await browser.get(path)).text, /아동수당법/)
  assert.equal((await browser.get('/console/rules/no-such-page')).status, 404)
})

test('a page without mistakes says so, and its examples come out as written', async () => {
  const { text } = await check(page)
  assert.match(text, /No mistakes/)
  assert.match(text, /twins.*As written/)
})

test('a mistake is named with line, column, what was expected and how to write it; what was typed stays', async () => {
  const line = page.split('\n').findIndex((one) => one.includes('is under child_allowance_age')) + 1
  const { text, html } = await check(page.replace('is under child_allowance_age', 'is less than child_allowance_age'))
  assert.match(text, new RegExp(`One mistakerules/child-allowance\\.md, line ${line}, column \\d+`))
  assert.match(text, /“than” does not fit here\. Expected:/)
  assert.match(html, /is less than child_allowance_age/)
  assert.match((await check(page.replace('is under child_allowance_age', 'is under household.rent'))).text, /facts\.json knows no household\.rent/)
})

test('another figure makes other examples, and another household', async () => {
  const { text } = await check(page.replace('from 2018-09-01: 100,000', 'from 2018-09-01: 120,000'), {
    facts: JSON.stringify({ household: { support_area: 'capital', population_decline: false }, newborn: [{ name: '하늘', birth_date: '2026-10-20' }], application: { date: '2026-11-24' } }) })
  assert.match(text, /gives: owed 120000 a month\. Expected: owed 100000 a month/)
  assert.match(text, /The household you gave.*₩120,000 a month/)
})

test('facts that make no sense are told', async () => {
  assert.match((await check(page, { facts: '{' })).text, /This is no JSON/)
  assert.match((await check(page, { facts: '{"household":{"sice":1}}' })).text, /\/household\/sice does not fit\. Possible: size/)
})

test('laid out, the page means the same', async () => {
  const { html, text } = await check(page.replaceAll(/^ {2}pays/gm, 'pays'), { act: 'format' })
  assert.match(html, /\n {2}pays child_allowance a month/)
  assert.match(text, /No mistakes/)
})
