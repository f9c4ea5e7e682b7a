/** The lock beside what else happens: another window, an issuer's page, no passkey left; and what it looks like. A house of its own: so many wallets a minute are vouched for from one address. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser } from 'playwright-core'
import { checkNarrow } from '../faces/checkers/layout.ts'
import { until } from '../support/birth-journey.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { askAge, go, lockWithNew, open, openCarrying, openedByWhatLies, person, press } from './locked-device.ts'
import { lookAt } from './look-at.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { plugIn, unplug } from './virtual-key.ts'
import { carry, openDevice, paste, stored } from './wallet-device.ts'

let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) })

test('what another window writes while the key is exchanged is sealed with the one that opens it', { skip: noBrowser }, async () => {
  const { context, page } = await openCarrying(browser, house)
  await plugIn(page, 'usb', undefined, true)
  const elsewhere = await context.newPage()
  await elsewhere.goto(`${house.origin}/wallet`)
  await paste(elsewhere, await askAge(house))
  await elsewhere.getByRole('button', { name: 'Show nothing' }).waitFor()
  // It has taken the old key, and comes to write only after a while.
  await elsewhere.evaluate(`{
    const own = crypto.subtle.encrypt.bind(crypto.subtle)
    crypto.subtle.encrypt = async (...words) => {
      window.writes = true
      await new Promise((resolve) => setTimeout(resolve, 4000))
      return own(...words)
    }
  }`)
  await press(elsewhere, 'Show nothing')
  await until(() => elsewhere.evaluate('window.writes === true') as Promise<boolean>, (writes) => writes)
  await page.bringToFront()
  await lockWithNew(page)
  assert.equal((await stored(page, 'shown')).length, 2)
  await page.goto(`${house.origin}/wallet?view=history`)
  await open(page)
  await until(() => page.getByText('Declined:').count(), (count) => count === 2)
  await context.close()
})

test('out to an issuer’s page and back, what the return needs waits for the passkey', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await context.addCookies([{ name: 'maru_lang', value: 'en', url: house.origin }])
  await page.goto(`${house.origin}/sign-in`)
  await page.getByRole('textbox', { name: /another fictitious person/i }).fill(person)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.goto(`${house.origin}/wallet`)
  await plugIn(page, 'usb', undefined, true)
  await lockWithNew(page)
  await paste(page, (await house.credentials.issuer!.offer(house.origin, person, ['mobile-id'])).signInLink!)
  await press(page, /^Go to localhost/)
  await page.locator('form[action$="/allow"] button').click()
  await page.getByRole('heading', { name: 'The wallet is locked' }).waitFor()
  assert.equal(new URL(page.url()).search, '', 'the code does not stay in the address')
  await open(page)
  await page.getByText('Is this you?').waitFor()
  await press(page, 'Yes, keep it')
  await page.getByText('Added:').waitFor()
  const { sealed, opened } = await openedByWhatLies(page)
  assert.deepEqual([sealed >= 2, opened], [true, 0])
  await context.close()
})

test('in every language, and from right to left, every state has its words and stays within 320 px', { skip: noBrowser }, async () => {
  await using far = await openHouse({ pack: 'packs/farland' }).then((opened) => ({ ...opened, [Symbol.asyncDispose]: () => opened.close() }))
  for (const { origin, pack } of [house, far]) {
    const { context, page } = await openDevice(browser, origin, pack.languages[0]!.name)
    await unplug(await plugIn(page, 'usb'))
    const button = (at: number) => page.locator('section[aria-labelledby=lock] button').nth(at)
    const look = async (state: string) => {
      for (const { name, html } of pack.languages) {
        await page.getByRole('button', { name, exact: true }).click()
        await page.locator(`html[lang="${html}"]`).waitFor({ state: 'attached' })
        assert.doesNotMatch(await page.locator('body').innerText(), /wallet\.\w/, `${state}, ${name}`)
        assert.deepEqual(await checkNarrow(page), [], `${state}, ${name}`)
      }
      await page.setViewportSize({ width: 390, height: 844 })
    }
    await page.getByRole('navigation').getByRole('link').last().click()
    await button(1).waitFor()
    await look('no lock')
    await button(0).click()
    await button(2).click()
    await page.getByRole('alert').waitFor()
    await look('no passkey')
    await plugIn(page, 'usb', undefined, true)
    await button(1).click()
    await button(1).waitFor({ state: 'detached' })
    await look('made')
    await button(0).click()
    await page.locator('.notice-done').waitFor()
    await look('locked from now on')
    await button(0).click()
    await page.locator('summary').click()
    await page.locator('details button').click()
    await page.locator('details .notice').waitFor()
    await look('locked')
    await context.close()
  }
})

test('without any passkey left everything can be thrown away, and comes back from the portal', { skip: noBrowser }, async () => {
  const { context, page } = await openCarrying(browser, house)
  const lost = await plugIn(page, 'usb', undefined, true)
  await lockWithNew(page)
  await unplug(lost)
  await page.reload()
  await page.getByText('I do not have the passkey any more').click()
  await press(page, 'Throw everything away')
  await press(page, 'Yes, throw it away')
  await page.getByText('Everything here was thrown away').waitFor()
  assert.equal(await page.getByRole('link', { name: 'Get my cards back at the portal' }).getAttribute('href'), '/my/wallet')
  for (const store of ['card', 'shown', 'conversation', 'key', 'lock']) assert.deepEqual(await stored(page, store), [], store)
  await carry(page, house, person, ['mobile-id'])
  await context.close()
})

test('axe, IBM Equal Access, HTML_CodeSniffer, keyboard, 320 px and larger text find nothing in any state of the lock', { skip: noBrowser }, async () => {
  const context = await browser.newContext({ locale: 'en', bypassCSP: true, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${house.origin}/wallet`)
  await press(page, 'English')
  await carry(page, house, person, ['mobile-id'])
  const found: string[] = []
  // From here on no device of this machine is asked.
  await unplug(await plugIn(page, 'usb'))
  await go(page, 'Safety')
  await page.getByRole('button', { name: 'Use a passkey that I have' }).waitFor()
  found.push(...await lookAt(page, 'no lock'))
  await press(page, 'Use a passkey that I have')
  await page.getByRole('button', { name: 'Stop asking' }).waitFor()
  found.push(...await lookAt(page, 'asking for a passkey'))
  await press(page, 'Stop asking')
  await page.getByRole('alert').waitFor()
  found.push(...await lookAt(page, 'no passkey'))
  const first = await plugIn(page, 'internal', undefined, true)
  await press(page, 'Make a passkey for the wallet')
  await page.getByRole('button', { name: 'Show the new passkey' }).waitFor()
  found.push(...await lookAt(page, 'made'))
  await press(page, 'Show the new passkey')
  await page.getByText('The wallet is locked from now on').waitFor()
  found.push(...await lookAt(page, 'locked by one'))
  await press(page, 'Show one that opens it already')
  await page.getByRole('button', { name: 'Make a passkey for the wallet' }).waitFor()
  await plugIn(page, 'usb', undefined, true)
  await first.session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: first.id, enabled: false })
  found.push(...await lookAt(page, 'one more, to be chosen'))
  await press(page, 'Make a passkey for the wallet')
  await press(page, 'Show the new passkey')
  await page.getByText('One more passkey').waitFor()
  found.push(...await lookAt(page, 'locked by two'))
  await press(page, 'Lock now')
  await page.getByRole('button', { name: 'Open with the passkey' }).waitFor()
  found.push(...await lookAt(page, 'locked'))
  await page.getByText('I do not have the passkey any more').click()
  await press(page, 'Throw everything away')
  found.push(...await lookAt(page, 'locked: to be thrown away'))
  await press(page, 'Yes, throw it away')
  await page.getByText('Everything here was thrown away').waitFor()
  found.push(...await lookAt(page, 'thrown away'))
  assert.deepEqual(found, [])
  await context.close()
})
