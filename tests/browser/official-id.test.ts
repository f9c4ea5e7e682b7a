/** An official's day with the ID in the wallet, in a real browser: taken with a passkey, shown on this device and from another, gone with the appointment. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { until } from '../support/birth-journey.ts'
import type { TestHouse } from '../support/house.ts'
import { noBrowser, openEnglishPage } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { plugIn } from './virtual-key.ts'
import { openDevice, paste } from './wallet-device.ts'

let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) })

const openPage = () => openEnglishPage(browser, house.origin)

/** On the page of an offer: into the wallet of this browser. */
async function keep(page: Page, wallet: Page) {
  await page.getByRole('button', { name: 'Add “Official’s ID”' }).click()
  const link = (await page.locator('a[href^="openid-credential-offer:"]').getAttribute('href'))!
  const code = await page.locator('.amount').innerText()
  await paste(wallet, link)
  await wallet.getByRole('textbox', { name: 'Code of the offer' }).fill(code)
  await wallet.getByRole('button', { name: 'Show what it carries' }).click()
  await wallet.getByText('Is this you?').waitFor()
  assert.match(await wallet.locator('main').innerText(), /온누리/)
  await wallet.getByRole('button', { name: 'Yes, keep it' }).click()
  await wallet.getByText('Added:').waitFor()
}

test('taken with a passkey, it signs in on this device and on another; ended, the session is out and the card is refused', { skip: noBrowser }, async (context) => {
  const { token } = await house.identity.appoint('operator', { agency: 'kdhc', name: '온누리', roles: ['caseworker'] })
  const page = await openPage()
  await plugIn(page, 'internal')
  await page.goto(`${house.origin}/invitation/${token}`)
  await page.locator('form[data-ceremony=register] button').click()
  await page.waitForURL(`${house.origin}/console`)
  await page.getByRole('link', { name: 'My ID' }).click()
  const { context: phone, page: wallet } = await openDevice(browser, house.origin)
  await keep(page, wallet)
  await wallet.getByRole('navigation').getByRole('link', { name: 'Cards' }).click()
  await wallet.getByRole('link', { name: /Official’s ID/ }).waitFor()

  // On the same device.
  await phone.addCookies([{ name: 'maru_lang', value: 'en', url: house.origin }])
  const here = await phone.newPage()
  await here.goto(`${house.origin}/console/sign-in`)
  await here.getByRole('button', { name: 'Sign in with the official’s ID' }).click()
  await here.getByRole('link', { name: 'Open it in the wallet of this site' }).click()
  await here.getByRole('button', { name: 'Show this' }).click()
  await here.waitForURL(`${house.origin}/console`)
  assert.match(await here.locator('header').innerText(), /온누리/)

  // On the office's machine, from the phone.
  const desk = await openPage()
  await desk.goto(`${house.origin}/console/sign-in`)
  await desk.getByRole('button', { name: 'Sign in with the official’s ID' }).click()
  await desk.waitForURL(`${house.origin}/present/**`)
  const presenting = (await desk.context().cookies(house.origin)).find(({ name }) => name === 'maru-presenting')!.value
  await paste(wallet, (await house.credentials.presentations!.look(desk.url().split('/').at(-1)!, presenting)).crossDevice)
  await wallet.getByRole('heading', { name: 'This comes from another screen' }).waitFor()
  await wallet.getByRole('button', { name: 'Show this' }).click()
  await wallet.waitForURL(`${house.origin}/present/**`)
  const code = /\b\d[\d ]{4,}\d\b/.exec(await wallet.locator('main').innerText())![0]
  await desk.reload()
  await desk.getByRole('textbox').fill(code)
  await desk.locator('main form button').click()
  await desk.waitForURL(`${house.origin}/console`)

  // The agency ends the appointment.
  const lead = await openPage()
  await lead.goto(`${house.origin}/console/sign-in`)
  await lead.getByRole('combobox').selectOption('demo-kdhc-lead')
  await lead.getByRole('button', { name: 'Sign in', exact: true }).click()
  await lead.getByText('Agency and law', { exact: true }).click()
  await lead.getByRole('link', { name: 'Team', exact: true }).click()
  await lead.getByText('Change 온누리', { exact: true }).click()
  await lead.getByRole('button', { name: /End.*온누리/ }).click()
  await lead.waitForURL(`${house.origin}/console/team`)
  const began = performance.now()
  for (const seat of [page, here, desk]) await until(async () => (await seat.goto(`${house.origin}/console`))!.url(), (url) => url.includes('/sign-in'), 5_000)
  context.diagnostic(`three browsers are out after ${Math.round(performance.now() - began)} ms`)
  await here.goto(`${house.origin}/console/sign-in`)
  await here.getByRole('button', { name: 'Sign in with the official’s ID' }).click()
  await here.getByRole('link', { name: 'Open it in the wallet of this site' }).click()
  await here.getByRole('button', { name: 'Show this' }).click()
  await here.getByRole('alert').getByText('It was sent, but the issuer has taken this card back').waitFor()
})
