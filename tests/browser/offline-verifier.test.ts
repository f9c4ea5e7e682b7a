/** The offline verifier in a real browser: opened once with a network, it decides rightly when every server is dead. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { encodeQR } from 'qr'
import { checkWithAxe } from '../faces/checkers/axe.ts'
import { checkWithIbm } from '../faces/checkers/ibm.ts'
import { checkKeyboard } from '../faces/checkers/keyboard.ts'
import type { TestHouse } from '../support/house.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'

let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) })

/** A certificate as the birth journey issues it. @returns what its QR code holds */
async function issue(key: string): Promise<{ id: string; code: string }> {
  const service = house.pack.services.find(({ id }) => id === 'parental-benefit')!
  const label = house.pack.registers.find(({ id }) => id === 'resident')!.fields['name']!.label
  const { id } = await house.credentials.issue({
    key, person: 'KR-DEMO-000101', service: service.id, agency: service.agency, receipt: '260309-AB12-CD34E', language: 'ko', decidedOn: '2026-03-09', law: service.source,
    facts: [{ name: 'resident.name', label, value: '김하늘', type: 'text' }, { name: 'newborn.birth_date.1', label, value: '2026-03-01', type: 'date' }],
    amounts: [{ value: 1_000_000, per: 'month', from: '2026-03-01', until: '2027-02-28', of: '김새벽' }],
  })
  const row = (await house.credentials.list('KR-DEMO-000101')).find((one) => one.id === id)!
  return { id, code: `${house.origin}/verify/${row.token}` }
}

const bundleNow = async () => Buffer.from(await (await fetch(`${house.origin}/trust/bundle`)).arrayBuffer())

async function open(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(`${house.origin}/verifier`)
  await page.getByRole('button', { name: 'English', exact: true }).click()
  await page.getByText(/^As of/).waitFor()
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  return { context, page }
}

/** Every server dead, and the page opened anew. */
async function cutOff({ context, page }: { context: BrowserContext; page: Page }) {
  await context.setOffline(true)
  await page.reload()
  await page.getByRole('button', { name: 'English', exact: true }).click()
  await page.getByText(/^As of/).waitFor()
}

async function paste(page: Page, code: string) {
  await page.getByRole('textbox', { name: 'What the QR code holds' }).fill(code)
  await page.getByRole('button', { name: 'Check it' }).click()
}

test('without a network: genuine, by paste and by picture; altered is refused', { skip: noBrowser }, async () => {
  const { code } = await issue('offline/genuine')
  const seen = await open()
  const { context, page } = seen
  await cutOff(seen)
  await paste(page, code)
  await page.getByRole('heading', { name: 'This certificate is genuine' }).waitFor()
  const said = await page.locator('main').innerText()
  for (const words of ['김하늘', 'March 1, 2026', '1,000,000', 'Not revoked as of']) assert.ok(said.includes(words), `${words} in ${said}`)

  await context.setOffline(false)
  const drawing = await context.newPage()
  await drawing.setViewportSize({ width: 900, height: 900 })
  await drawing.setContent(`<div style="width:860px">${encodeQR(code, 'svg', { ecc: 'low', border: 4 })}</div>`)
  const picture = await drawing.screenshot()
  await drawing.close()
  await cutOff(seen)
  await page.getByLabel('Picture of the code').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: picture })
  await page.getByRole('heading', { name: 'This certificate is genuine' }).waitFor()

  const [start, payload, signature] = code.split('.') as [string, string, string]
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
  await paste(page, `${start}.${Buffer.from(JSON.stringify({ ...claims, decided: '2020-01-01' })).toString('base64url')}.${signature}`)
  await page.getByRole('heading', { name: 'This certificate is not valid' }).waitFor()
  await page.getByText(/forged/).waitFor()
  await context.close()
})

test('what was revoked before the list was made is refused; the age of the list is shown, and after seven days nothing is accepted', { skip: noBrowser }, async () => {
  const { id, code } = await issue('offline/revoked')
  const kept = await issue('offline/kept')
  const before = await bundleNow()
  await house.credentials.revoke({ id, because: 'issued in error', by: 'operator' })
  while ((await bundleNow()).length === before.length) await new Promise((done) => { setTimeout(done, 100) })
  const seen = await open()
  const { context, page } = seen
  await cutOff(seen)
  await paste(page, code)
  await page.getByText('It was genuine, and has been revoked.').waitFor()

  await page.clock.setFixedTime(Date.now() + 3 * 86_400_000)
  await paste(page, kept.code)
  await page.getByText(/The list is more than a day old/).waitFor()
  await page.clock.setFixedTime(Date.now() + 8 * 86_400_000)
  await paste(page, kept.code)
  await page.getByText(/more than seven days old: whether it still holds cannot be said/).waitFor()
  await context.close()
})

test('a list from a stick: ours is taken, a stranger’s is not', { skip: noBrowser }, async () => {
  const { context, page } = await open()
  const ours = await bundleNow()
  await context.setOffline(true)
  await page.getByLabel('Load a list from a file').setInputFiles({ name: 'bundle', mimeType: 'application/cose', buffer: ours })
  const changed = Buffer.from(ours)
  changed[changed.length - 1]! ^= 1
  await page.getByLabel('Load a list from a file').setInputFiles({ name: 'bundle', mimeType: 'application/cose', buffer: changed })
  await page.getByText('This file is no list signed by the platform').waitFor()
  await context.close()
})

test('axe, IBM Equal Access and the keyboard find nothing, and every language speaks', { skip: noBrowser }, async () => {
  const { code } = await issue('offline/looked-at')
  const context = await browser.newContext({ locale: 'en', bypassCSP: true, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${house.origin}/verifier`)
  await page.getByRole('button', { name: 'English', exact: true }).click()
  await page.getByText(/^As of/).waitFor()
  await paste(page, code)
  await page.getByRole('heading', { name: 'This certificate is genuine' }).waitFor()
  const found = []
  for (const check of [checkWithAxe, checkWithIbm, checkKeyboard]) found.push(...await check(page))
  assert.deepEqual(found, [])
  for (const { name, html, dir } of house.pack.languages) {
    await page.getByRole('button', { name, exact: true }).click()
    await page.locator(`html[lang="${html}"][dir="${dir}"]`).waitFor({ state: 'attached' })
    assert.doesNotMatch(await page.locator('body').innerText(), /credentials\.\w/)
  }
  await context.close()
})
