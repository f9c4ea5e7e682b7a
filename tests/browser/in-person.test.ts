/** Two phones without a network, in a real browser: a card is shown by its codes, read from pictures of the screen, and believed for the number on the other one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { checkWithAxe } from '../faces/checkers/axe.ts'
import { checkKeyboard } from '../faces/checkers/keyboard.ts'
import { until } from '../support/birth-journey.ts'
import type { TestHouse } from '../support/house.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { carry, openDevice } from './wallet-device.ts'

const person = 'KR-DEMO-000101'
let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) })

async function openVerifier(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 390, height: 844 }, bypassCSP: true, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${house.origin}/verifier`)
  await page.getByRole('button', { name: 'English', exact: true }).click()
  await page.getByText(/^As of/).waitFor()
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  return { context, page }
}

const numberOn = async (page: Page) => (await page.locator('.amount').innerText()).trim()

const bundleNow = async () => Buffer.from(await (await fetch(`${house.origin}/trust/bundle`)).arrayBuffer())

/** On the card's own page: these fields, for this number. */
async function makeCodes(wallet: Page, fields: readonly string[], number: string) {
  await wallet.goto(`${house.origin}/wallet`)
  await wallet.getByRole('link', { name: /Mobile ID/ }).click()
  await wallet.getByRole('link', { name: 'Show in person, without a network' }).click()
  for (const field of fields) await wallet.getByRole('checkbox', { name: field }).check()
  await wallet.getByRole('textbox', { name: 'Number on the other screen' }).fill(number)
  await wallet.getByRole('button', { name: 'Make the codes' }).click()
  await wallet.getByRole('heading', { name: 'Hold this up to the camera' }).waitFor()
}

const asText = (wallet: Page) => wallet.getByRole('textbox', { name: 'The same as text' }).inputValue()

async function paste(page: Page, text: string) {
  await page.getByRole('textbox', { name: 'What the QR code holds' }).fill(text)
  await page.getByRole('button', { name: 'Check it' }).click()
}

test('with both phones cut off: the chosen field is believed, read code by code from the screen; shown again, for another number, or taken back, it is not', { skip: noBrowser }, async (t) => {
  const { context: phone, page: wallet } = await openDevice(browser, house.origin)
  await carry(wallet, house, person, ['mobile-id'])
  await wallet.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  const { context, page } = await openVerifier()
  await Promise.all([phone.setOffline(true), context.setOffline(true)])

  await page.getByRole('button', { name: 'Draw a number' }).click()
  await makeCodes(wallet, ['19 or older'], await numberOn(page))
  const text = await asText(wallet)
  const count = Number(/Code 1 of (\d+)/.exec(await wallet.locator('main').innerText())![1])
  t.diagnostic(`${text.length} signs in ${count} codes`)
  await wallet.getByRole('button', { name: 'Stand still' }).click()
  for (let read = 1; read <= count; read += 1) {
    await wallet.locator('svg.code path[d^="M"]').waitFor({ state: 'attached' })
    await page.getByLabel('Picture of the code').setInputFiles({ name: `${read}.png`, mimeType: 'image/png', buffer: await wallet.locator('svg.code').screenshot() })
    if (read === count) break
    await page.getByText(`${read} of ${count} codes read`).waitFor()
    await wallet.getByRole('button', { name: 'Next code' }).click()
  }
  await page.getByRole('heading', { name: 'Genuine: Mobile ID' }).waitFor()
  const said = await page.locator('main').innerText()
  for (const words of ['19 or older', 'yes', 'It does not prove who holds the phone', 'Not revoked as of']) assert.ok(said.includes(words), words)
  assert.ok(!said.includes(house.identity.demonstration!.nameOf(person)!))

  await paste(page, text)
  await page.getByRole('heading', { name: 'This card is not accepted' }).waitFor()
  await page.getByText(/none was drawn here/).waitFor()
  await page.getByRole('button', { name: 'Draw a number' }).click()
  await paste(page, text)
  await page.getByText(/signed for another number/).waitFor()

  await wallet.getByRole('navigation').getByRole('link', { name: 'History' }).click()
  await wallet.getByText('Shown: somebody in person').waitFor()
  await wallet.getByText('Mobile ID: 19 or older').waitFor()

  const before = (await bundleNow()).length
  await house.credentials.issuer!.revoking.everything(person, 'portal')
  const { length } = await until(bundleNow, (bundle) => bundle.length !== before, 60_000)
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Get the newest list' }).click()
  await until(() => page.evaluate(`caches.match('/trust/bundle').then((kept) => kept.arrayBuffer()).then((bytes) => bytes.byteLength)`), (kept) => kept === length, 30_000)
  await context.setOffline(true)
  await page.getByRole('button', { name: /Draw a (new )?number/ }).click()
  await makeCodes(wallet, ['Name'], await numberOn(page))
  await paste(page, await asText(wallet))
  await page.getByText('It was genuine, and has been revoked.').waitFor()
  await Promise.all([phone.close(), context.close()])
})

test('a number that is none is said at its field; axe and the keyboard find nothing on either side; every language speaks', { skip: noBrowser }, async () => {
  const { context: phone, page: wallet } = await openDevice(browser, house.origin)
  await carry(wallet, house, person, ['mobile-id'])
  const { context, page } = await openVerifier()
  await page.getByRole('button', { name: 'Draw a number' }).click()
  await wallet.getByRole('navigation').getByRole('link', { name: 'Cards' }).click()
  await wallet.getByRole('link', { name: /Mobile ID/ }).click()
  await wallet.getByRole('link', { name: 'Show in person, without a network' }).click()
  await wallet.getByRole('textbox', { name: 'Number on the other screen' }).fill('12')
  await wallet.getByRole('button', { name: 'Make the codes' }).click()
  await wallet.getByRole('alert').getByText('no number of eight digits').waitFor()
  await makeCodes(wallet, ['Name', 'Sex', 'Date of birth'], await numberOn(page))
  await paste(page, await asText(wallet))
  await page.getByRole('heading', { name: 'Genuine: Mobile ID' }).waitFor()
  assert.match(await page.locator('dl').innerText(), /Sex\s+(?:Female|Male)/)
  assert.match(await page.locator('dl').innerText(), /Date of birth\s+[A-Z][a-z]+ \d+, \d{4}/)
  assert.deepEqual([...await checkWithAxe(page), ...await checkKeyboard(page)], [])
  for (const side of [page, wallet]) {
    for (const { name, html } of house.pack.languages) {
      await side.getByRole('button', { name, exact: true }).click()
      await side.locator(`html[lang="${html}"]`).waitFor({ state: 'attached' })
      assert.doesNotMatch(await side.locator('body').innerText(), /(?:credentials|wallet)\.[a-z]/)
    }
  }
  await Promise.all([phone.close(), context.close()])
})
