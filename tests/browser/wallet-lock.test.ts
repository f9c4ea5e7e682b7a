/** The holder's app under a passkey's lock (WebAuthn Level 3, PRF), in a real browser with virtual authenticators. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser } from 'playwright-core'
import type { TestHouse } from '../support/house.ts'
import { alerted, askAge, beyondTheApp, focused, go, lockWithNew, open, openCarrying, openedByWhatLies, person, press } from './locked-device.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { keyOf, plugIn, unplug } from './virtual-key.ts'
import { paste, stored } from './wallet-device.ts'

let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) })

test('locked by the passkey that signs in at the portal, nothing on the device can be read without it, nothing is fetched, and what was asked from outside waits', { skip: noBrowser }, async () => {
  const { context, page } = await openCarrying(browser, house)
  await plugIn(page, 'internal', undefined, true)
  await page.context().addCookies([{ name: 'maru_lang', value: 'en', url: house.origin }])
  await page.goto(`${house.origin}/sign-in`)
  await page.getByRole('textbox', { name: /another fictitious person/i }).fill(person)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.goto(`${house.origin}/my/passkeys`)
  await page.locator('form[data-ceremony=register] button').click()
  await page.locator('form[action="/my/passkeys/remove"]').waitFor({ state: 'attached' })
  await page.goto(`${house.origin}/wallet`)
  const before = await openedByWhatLies(page)
  assert.ok(before.sealed >= 3, 'a card, how to come again, and what was declined')
  assert.equal(before.opened, before.sealed, 'without a lock the key lies beside them')

  await go(page, 'Safety')
  await press(page, 'Use a passkey that I have')
  await page.getByText('The wallet is locked from now on').waitFor()
  assert.deepEqual(await openedByWhatLies(page), { sealed: before.sealed, opened: 0 })
  await go(page, 'Cards')
  await page.getByRole('link', { name: /Mobile ID/ }).waitFor()

  const asked = beyondTheApp(page)
  const { link } = await house.credentials.issuer!.offer(house.origin, person, ['resident-abstract'])
  await page.goto(`${house.origin}/wallet${new URL(link).search}`)
  await page.getByRole('heading', { name: 'The wallet is locked' }).waitFor()
  assert.equal(await page.getByRole('navigation').count(), 0)
  assert.doesNotMatch(await page.locator('body').innerText(), /Mobile ID/)
  assert.equal(new URL(page.url()).search, '', 'a link’s secrets do not stay in the address')
  assert.deepEqual(asked, [])
  await open(page)
  await page.getByRole('textbox', { name: 'Code of the offer' }).waitFor()
  await go(page, 'History')
  await page.getByText('Declined:').waitFor()

  await go(page, 'Safety')
  await press(page, 'Turn the lock off')
  await page.getByText('The lock is off').waitFor()
  const after = await openedByWhatLies(page)
  assert.deepEqual(after, { sealed: before.sealed, opened: before.sealed })
  await page.reload()
  await go(page, 'Cards')
  await page.getByRole('link', { name: /Mobile ID/ }).waitFor()
  await context.close()
})

test('a passkey is asked for again at each showing, and what it gives is sent to nobody', { skip: noBrowser }, async () => {
  const { context, page } = await openCarrying(browser, house)
  await context.addInitScript(`const own = navigator.credentials.get.bind(navigator.credentials)
    navigator.credentials.get = async (options) => {
      const given = await own(options)
      const { first } = given.getClientExtensionResults().prf?.results ?? {}
      if (first) await window.gave([...new Uint8Array(first)])
      return given
    }`)
  const gave: number[][] = []
  await context.exposeFunction('gave', (bytes: number[]) => { gave.push(bytes) })
  const sent: string[] = []
  context.on('request', (request) => { sent.push([request.url(), JSON.stringify(request.headers()), decodeURIComponent(request.postData() ?? '')].join(' ')) })
  await page.reload()
  const { session, id } = await plugIn(page, 'usb', undefined, true)
  await lockWithNew(page)

  await paste(page, await askAge(house))
  const touched = (enabled: boolean) => session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: id, enabled })
  await touched(false)
  const count = (await stored(page, 'key')).length
  await press(page, 'Show this')
  await press(page, 'Stop asking')
  await alerted(page, 'No passkey was shown')
  assert.equal((await stored(page, 'key')).length, count, 'no copy was taken')
  assert.equal(sent.filter((one) => one.includes('/answer')).length, 0)
  await touched(true)
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/answer'))
  await press(page, 'Show this')
  assert.equal((await answered).status(), 200)
  await page.waitForURL(`${house.origin}/present/**`)

  await page.goto(`${house.origin}/wallet`)
  await open(page)
  await page.getByRole('link', { name: /Mobile ID/ }).click()
  await page.getByRole('link', { name: /Show in person/ }).click()
  await page.getByRole('textbox', { name: 'Number on the other screen' }).fill('12345678')
  await touched(false)
  await press(page, 'Make the codes')
  await press(page, 'Stop asking')
  await alerted(page, 'No passkey was shown')
  assert.equal(await page.getByText('Hold this up to the camera').count(), 0)
  await touched(true)
  await press(page, 'Make the codes')
  await page.getByText('Hold this up to the camera').waitFor()

  assert.ok(gave.length >= 4)
  assert.deepEqual(new Set(gave.map((bytes) => bytes.length)), new Set([32]))
  assert.equal(new Set(gave.map(String)).size, 1, 'one purpose, one value')
  assert.ok(sent.some((one) => one.includes('vp_token') || one.includes('response=')), 'what is sent was looked at')
  for (const encoding of ['base64', 'base64url', 'hex'] as const) assert.ok(!sent.some((one) => one.includes(Buffer.from(gave[0]!).toString(encoding).replace(/=+$/, ''))), encoding)
  assert.ok(!sent.some((one) => one.includes('clientExtensionResults') || one.includes('authenticatorData')))
  await context.close()
})

test('cancelled, another authenticator, the same passkey with another secret, one without PRF: it stays shut and says what to do', { skip: noBrowser }, async () => {
  const { context, page } = await openCarrying(browser, house)
  const plain = await plugIn(page, 'usb')
  await go(page, 'Safety')
  await press(page, 'Make a passkey for the wallet')
  await alerted(page, 'This passkey cannot lock a wallet')
  await page.getByText('Make a passkey for the wallet on another device').waitFor()
  assert.deepEqual(await stored(page, 'lock'), [])
  await unplug(plain)

  await page.getByRole('button', { name: 'Use a passkey that I have' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Stop asking' }).focus()
  await page.keyboard.press('Enter')
  await alerted(page, 'No passkey was shown')
  await focused(page, 'Use a passkey that I have')
  const good = await plugIn(page, 'usb', undefined, true)
  await lockWithNew(page)
  const key = await keyOf(good)
  await unplug(good)
  await page.reload()

  const shut = async (sentence: string, next: string) => {
    await press(page, 'Open with the passkey')
    await alerted(page, sentence)
    await page.getByText(next).waitFor()
    assert.equal(await page.getByRole('navigation').count(), 0)
    assert.equal((await openedByWhatLies(page)).opened, 0)
    await page.reload()
  }
  const other = await plugIn(page, 'usb', undefined, true)
  await shut('No passkey was shown', 'Plug in the security key')
  await other.session.send('WebAuthn.setUserVerified', { authenticatorId: other.id, isUserVerified: false })
  await shut('No passkey was shown', 'Plug in the security key')
  await unplug(other)
  // The signature is right each time: what opens is the secret alone.
  const without = await plugIn(page, 'usb', key)
  await shut('This passkey gives nothing to open with here', 'Use a newer browser')
  await page.evaluate(`PublicKeyCredential.prototype.getClientExtensionResults = () => ({ prf: { results: { first: crypto.getRandomValues(new Uint8Array(32)).buffer } } })`)
  await shut('This passkey does not open this wallet', 'Use a passkey that you have locked the wallet with')
  await unplug(without)
  await page.evaluate('delete window.PublicKeyCredential')
  await press(page, 'Open with the passkey')
  await alerted(page, 'This browser cannot use passkeys')
  await context.close()
})

test('a second passkey is let in by the first and opens alone; what was removed does not; the last one stays', { skip: noBrowser }, async () => {
  const { context, page } = await openCarrying(browser, house)
  const first = await plugIn(page, 'internal', undefined, true)
  await lockWithNew(page)
  assert.equal(await page.getByRole('button', { name: /^Remove/ }).count(), 0)
  await press(page, 'Show one that opens it already')
  await press(page, 'Use a passkey that I have')
  await alerted(page, 'This passkey opens the wallet already')
  const second = await plugIn(page, 'usb', undefined, true)
  // Asked for on the device that has it: the first is not at hand while the second is made.
  await first.session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: first.id, enabled: false })
  await press(page, 'Make a passkey for the wallet')
  await press(page, 'Show the new passkey')
  await page.getByText('One more passkey opens the wallet').waitFor()
  await unplug(first)
  await page.reload()
  await open(page)
  await go(page, 'Cards')
  await page.getByRole('link', { name: /Mobile ID/ }).waitFor()

  await go(page, 'Safety')
  await press(page, /^Remove: On this device/)
  await page.getByText('does not open the wallet any more').waitFor()
  const [lock] = await stored(page, 'lock') as [{ openers: { attachment: string }[] }]
  assert.deepEqual(lock.openers.map(({ attachment }) => attachment), ['cross-platform'])
  assert.equal(await page.getByRole('button', { name: /^Remove/ }).count(), 0)
  await unplug(second)
  await page.reload()
  await press(page, 'Open with the passkey')
  await press(page, 'Stop asking')
  await alerted(page, 'No passkey was shown')
  await context.close()
})
