/** Two windows of the holder's app with different versions of it: which goes on is said in both, nothing is lost, and neither waits for ever. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { checkWithAxe } from '../faces/checkers/axe.ts'
import { checkKeyboard } from '../faces/checkers/keyboard.ts'
import type { TestHouse } from '../support/house.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { carry, openDevice, paste } from './wallet-device.ts'

let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) })

/** Another window of the same browser that opens the app's store as an app of this version would, and holds it. */
async function openAsVersion(context: BrowserContext, version: number): Promise<{ page: Page; opened: Promise<unknown> }> {
  const page = await context.newPage()
  await page.goto(`${house.origin}/help`)
  const opened = page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('maru-wallet', ${version})
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => { globalThis.kept = opening.result; resolve('opened') }
  })`)
  return { page, opened }
}
const countIn = (page: Page, store: string) => page.evaluate(`new Promise((resolve) => {
  const counting = kept.transaction(${JSON.stringify(store)}).objectStore(${JSON.stringify(store)}).count()
  counting.onsuccess = () => resolve(counting.result)
})`)

async function speaks(page: Page, titles: RegExp) {
  assert.deepEqual([...await checkWithAxe(page), ...await checkKeyboard(page)], [])
  for (const { name, html } of house.pack.languages) {
    await page.getByRole('button', { name, exact: true }).click()
    await page.locator(`html[lang="${html}"]`).waitFor({ state: 'attached' })
    assert.doesNotMatch(await page.locator('body').innerText(), /wallet\.[a-z]/)
  }
  await page.getByRole('button', { name: 'English', exact: true }).click()
  await page.getByRole('heading', { name: titles }).waitFor()
}

test('a window with an older app does not let go of the store: the new one says which is to be closed, and goes on by itself', { skip: noBrowser }, async () => {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 360, height: 800 }, bypassCSP: true, reducedMotion: 'reduce' })
  const { page: older, opened } = await openAsVersion(context, 1)
  await opened
  const page = await context.newPage()
  await page.goto(`${house.origin}/wallet`)
  await page.getByRole('alert').waitFor()
  await speaks(page, /Another window of the wallet is open/)
  await page.evaluate('globalThis.same = true')
  await older.evaluate('kept.close()')
  await page.getByText('There is no card yet').waitFor()
  assert.equal(await page.evaluate('globalThis.same'), true, 'nobody has to load it anew')
  await context.close()
})

test('for a window with a newer app this one gives way, says so and loses nothing; loaded anew by an older app it says what to do', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await carry(page, house, 'KR-DEMO-000101', ['mobile-id'])
  const { page: newer, opened } = await openAsVersion(context, 3)
  assert.equal(await opened, 'opened')
  await page.getByRole('alert').getByText('Your cards are all there').waitFor()
  await page.getByRole('heading', { name: 'A new version of the wallet is open in another window' }).waitFor()
  assert.equal(await page.getByRole('navigation').count(), 0, 'there is nowhere to go')
  assert.equal(await countIn(newer, 'card'), 1)
  await page.getByRole('button', { name: 'Reload' }).click()
  await page.getByRole('heading', { name: 'The wallet in this window is an older version' }).waitFor()
  assert.match(await page.getByRole('alert').innerText(), /Close every window of the wallet/)
  await context.close()
})

test('what is on its way is written down before this window gives way', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await carry(page, house, 'KR-DEMO-000101', ['mobile-id'])
  const presentations = house.credentials.presentations!
  const id = await presentations.start({ template: 'age-19', consumer: 'api', origin: house.origin, browser: 'a browser' })
  await paste(page, (await presentations.look(id, 'a browser')).crossDevice)
  const { promise: mayArrive, resolve: arrive } = Promise.withResolvers<void>()
  const sent = page.waitForRequest('**/answer')
  await page.route('**/answer', async (route) => {
    await mayArrive
    await route.continue()
  })
  await page.getByRole('button', { name: 'Show this' }).click()
  await sent
  const { page: newer, opened } = await openAsVersion(context, 3)
  const soon = await Promise.race([opened, new Promise((resolve) => { setTimeout(resolve, 1_000, 'waits') })])
  assert.equal(soon, 'waits')
  arrive()
  assert.equal(await opened, 'opened')
  assert.equal(await countIn(newer, 'shown'), 1)
  await context.close()
})
