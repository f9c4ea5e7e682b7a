/** A bereaved daughter at a small screen, with a keyboard and no script: from the front door to the receipt. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import type { TestHouse } from '../support/house.ts'
import { noBrowser, openShell } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'

let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) }, { house: { clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }, browser: openShell })

/** What has the focus, as a person hears it. */
const focused = (page: Page) => page.locator(':focus').evaluate((element) =>
  ({ tag: element.tagName, name: element.getAttribute('name') ?? '', text: element.textContent?.trim() ?? '', type: element.getAttribute('type') ?? '' })).catch(() => undefined)

type Focused = NonNullable<Awaited<ReturnType<typeof focused>>>

/** Tab until it has the focus. */
async function tabTo(page: Page, what: string, fits: (element: Focused) => boolean): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press('Tab')
    const element = await focused(page)
    if (element && fits(element)) return
  }
  throw new Error(`no Tab leads to ${what} on ${page.url()}`)
}

async function press(page: Page, text: RegExp) {
  await tabTo(page, String(text), (element) => text.test(element.text) && (element.tag === 'BUTTON' || element.tag === 'A'))
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

test('seventeen agencies are set to work by keyboard alone', { skip: noBrowser }, async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 }, locale: 'en' })
  const page = await context.newPage()
  await page.goto(`${house.origin}/sign-in?next=/life-events/bereavement`)
  await tabTo(page, 'the id', ({ name }) => name === 'other')
  await page.keyboard.type('KR-DEMO-700004')
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  if (!page.url().endsWith('/life-events/bereavement')) await page.goto(`${house.origin}/life-events/bereavement`)
  await press(page, /^Start now$/)
  assert.match(await page.locator('main').innerText(), /솔바름/)
  await press(page, /^Continue$/)

  const groups = await page.locator('main fieldset').count()
  assert.equal(groups, 17)
  for (let group = 0; group < groups; group += 1) {
    await tabTo(page, 'the next agency', ({ type, name }) => type === 'radio' && name.startsWith('consent.'))
    await page.keyboard.press('Space')
  }
  await press(page, /^Save and continue$/)
  assert.match(await page.locator('h1').innerText(), /20 steps are taken for you/)
  await press(page, /^Continue$/)
  await press(page, /^Send/)
  await page.waitForURL(/\/my\/applications\//)
  const receipt = await page.locator('main').innerText()
  assert.match(receipt, /Your application is sent/)
  assert.match(receipt, /January 28, 2027/)
  assert.equal(await page.locator('html').evaluate((html) => html.scrollWidth), 320)
  await context.close()
})
