/** An issuer that needs more time, in a real browser: a register of the real house is down, and comes back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { deferredTimes } from '../../src/modules/credentials/issue/deferred.ts'
import type { TestHouse } from '../support/house.ts'
import { lookAt } from './look-at.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { openDevice, paste, stored } from './wallet-device.ts'

const person = 'KR-DEMO-000101'
const { interval } = deferredTimes
let house: TestHouse
let browser: Browser
openForAll(async (opened) => {
  ({ house, browser } = opened)
  // Half a minute is what people wait, not tests.
  deferredTimes.interval = 1
  opened.closing.defer(() => { deferredTimes.interval = interval })
})

async function misbehave(mode: 'down' | 'none') {
  const { url, token } = house.registers.addresses['family-relations']!
  const response = await fetch(`${url}/faults`, { method: 'PUT', body: JSON.stringify({ mode }), headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } })
  assert.ok(response.ok)
}

async function takeWhileSilent(page: Page) {
  await misbehave('down')
  const { link, transactionCode } = await house.credentials.issuer!.offer(house.origin, person, ['family-relations'])
  await paste(page, link)
  await page.getByRole('textbox', { name: 'Code of the offer' }).fill(transactionCode)
  await page.getByRole('button', { name: 'Show what it carries' }).click()
  await page.getByText('The issuer needs more time').waitFor()
}

test('the card is awaited over the end of the app, and shows whose data it carries before it is kept', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await takeWhileSilent(page)
  assert.deepEqual([await stored(page, 'card'), await stored(page, 'key'), await stored(page, 'conversation')], [[], [], []])
  await page.getByRole('button', { name: 'Wait for it' }).click()
  await page.getByText('Awaited since').waitFor()
  await page.close()

  await misbehave('none')
  const again = await context.newPage()
  await again.goto(`${house.origin}/wallet`)
  await again.getByText('Awaited: Family relations certificate').waitFor()
  await again.getByRole('link', { name: 'See whether it is there' }).click()
  await again.getByText('Is this you?').waitFor()
  assert.deepEqual(await stored(again, 'card'), [])
  await again.getByRole('button', { name: 'Yes, keep it' }).click()
  await again.getByText('Added: Family relations certificate').waitFor()
  assert.equal(await again.getByText('Awaited:').count(), 0)
  assert.equal((await stored(again, 'card')).length, 1)
  // What lets the app come again, and nothing that waits.
  assert.equal((await stored(again, 'conversation')).length, 1)
  await context.close()
})

test('nothing of an awaited card stays with who does not wait any more', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await takeWhileSilent(page)
  await page.getByRole('button', { name: 'Wait for it' }).click()
  await page.getByText('Awaited since').waitFor()
  assert.notDeepEqual(await stored(page, 'key'), [])
  await page.getByRole('button', { name: 'Do not wait any more' }).click()
  await page.getByText('There is no card yet').waitFor()
  assert.deepEqual([await stored(page, 'card'), await stored(page, 'key'), await stored(page, 'conversation')], [[], [], []])
  await misbehave('none')
  await context.close()
})

test('axe, IBM Equal Access, HTML_CodeSniffer, keyboard, 320 px and larger text find nothing while a card is awaited', { skip: noBrowser }, async () => {
  const context = await browser.newContext({ locale: 'en', bypassCSP: true, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${house.origin}/wallet`)
  await page.getByRole('button', { name: 'English', exact: true }).click()
  await takeWhileSilent(page)
  const found = await lookAt(page, 'later')
  await page.getByRole('button', { name: 'Wait for it' }).click()
  await page.getByText('Awaited since').waitFor()
  found.push(...await lookAt(page, 'awaited'))
  await page.getByRole('link', { name: 'Back to the cards' }).click()
  await page.getByText('Awaited:').waitFor()
  found.push(...await lookAt(page, 'cards, one awaited'))
  assert.deepEqual(found, [])
  await misbehave('none')
  await context.close()
})
