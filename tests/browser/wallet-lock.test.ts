/** The holder's app under a passkey's lock (WebAuthn Level 3, PRF), in a real browser with virtual authenticators. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { checkNarrow } from '../faces/checkers/layout.ts'
import { until } from '../support/birth-journey.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { lookAt } from './look-at.ts'
import { noBrowser, openBrowser } from './open-browser.ts'
import { keyOf, plugIn, unplug } from './virtual-key.ts'
import { carry, openDevice, paste, stored } from './wallet-device.ts'

const person = 'KR-DEMO-000101'
let house: TestHouse
let browser: Browser
before(async () => {
  if (noBrowser) return
  house = await openHouse()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await house?.close()
})

const go = (page: Page, view: 'Cards' | 'History' | 'Safety') => page.getByRole('navigation').getByRole('link', { name: view }).click()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const focused = (page: Page, text: string) => until(() => page.evaluate('document.activeElement.textContent') as Promise<string>, (found) => found === text)
const alerted = (page: Page, text: string) => page.getByRole('alert').getByText(text).waitFor()

/** By a passkey of the app's own. */
async function lockWithNew(page: Page) {
  await go(page, 'Safety')
  await press(page, 'Make a passkey for the wallet')
  await press(page, 'Show the new passkey')
  await page.getByText('The wallet is locked from now on').waitFor()
}

async function open(page: Page) {
  await press(page, 'Open with the passkey')
  await page.getByRole('navigation').waitFor()
}

/** A phone with a card, and something in its history. */
async function openCarrying(types: readonly string[] = ['mobile-id']) {
  const device = await openDevice(browser, house.origin)
  await carry(device.page, house, person, types)
  await paste(device.page, await askAge())
  await press(device.page, 'Show nothing')
  await device.page.getByText('Nothing was shown').waitFor()
  await until(() => stored(device.page, 'shown'), (all) => all.length === 1)
  return device
}

async function askAge(): Promise<string> {
  const presentations = house.credentials.presentations!
  const id = await presentations.start({ template: 'age-19', consumer: 'api', origin: house.origin, browser: 'a shop' })
  return (await presentations.look(id, 'a shop')).crossDevice
}

/** What is asked of anybody but for the app's own files. */
function beyondTheApp(page: Page): readonly string[] {
  const asked: string[] = []
  page.on('request', (request) => { if (!/^\/(?:wallet(?:\/|$)|assets\/|favicon)/.test(new URL(request.url()).pathname) || request.method() !== 'GET') asked.push(request.url()) })
  return asked
}

/** Whatever keys lie in the browser are tried on whatever is sealed. @returns how much of it they open */
const openedByWhatLies = (page: Page): Promise<{ sealed: number; opened: number }> => page.evaluate(`(async () => {
  const database = await new Promise((resolve) => { const opening = indexedDB.open('maru-wallet'); opening.onsuccess = () => resolve(opening.result) })
  const all = (name) => new Promise((resolve) => { const asking = database.transaction(name).objectStore(name).getAll(); asking.onsuccess = () => resolve(asking.result) })
  const values = (await Promise.all([...database.objectStoreNames].map(all))).flat(3)
  database.close()
  const keys = values.flatMap((value) => [value, ...Object.values(Object(value))]).filter((value) => value instanceof CryptoKey && value.type === 'secret')
  const sealed = values.filter((value) => typeof value === 'string')
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
  const opens = async (key, jwe) => {
    const [header, , iv, text, tag] = jwe.split('.')
    return crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv), additionalData: new TextEncoder().encode(header) }, key, new Uint8Array([...bytes(text), ...bytes(tag)])).then(() => true, () => false)
  }
  const opened = await Promise.all(sealed.map(async (jwe) => (await Promise.all(keys.map((key) => opens(key, jwe)))).includes(true)))
  return { sealed: sealed.length, opened: opened.filter(Boolean).length }
})()`)

test('locked by the passkey that signs in at the portal, nothing on the device can be read without it, nothing is fetched, and what was asked from outside waits', { skip: noBrowser }, async () => {
  const { context, page } = await openCarrying()
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
  const { context, page } = await openCarrying()
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

  await paste(page, await askAge())
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
  const { context, page } = await openCarrying()
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
  const { context, page } = await openCarrying()
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

test('five minutes without a hand on it, and it is locked; also in the other windows; what is under way waits behind it', { skip: noBrowser }, async () => {
  const { context, page } = await openCarrying()
  await page.clock.install()
  await page.reload()
  await plugIn(page, 'usb', undefined, true)
  const elsewhere = await context.newPage()
  await elsewhere.goto(`${house.origin}/wallet`)
  await elsewhere.getByRole('link', { name: /Mobile ID/ }).waitFor()
  await page.bringToFront()
  await lockWithNew(page)
  await elsewhere.getByRole('heading', { name: 'The wallet is locked' }).waitFor()
  assert.equal(await elsewhere.getByText('Mobile ID').count(), 0)

  await page.clock.fastForward('04:00')
  await go(page, 'Cards')
  await page.clock.fastForward('04:00')
  await page.getByRole('link', { name: /Mobile ID/ }).waitFor()
  await page.clock.fastForward('01:10')
  await page.getByRole('heading', { name: 'The wallet is locked' }).waitFor()
  assert.equal(await page.getByText('Mobile ID').count(), 0)
  await focused(page, 'The wallet is locked')
  await open(page)
  await focused(page, 'Wallet')

  await paste(page, await askAge())
  await page.getByRole('button', { name: 'Show this' }).waitFor()
  await page.clock.fastForward('05:10')
  await page.getByRole('heading', { name: 'The wallet is locked' }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Show this' }).isVisible(), false)
  await open(page)
  // Asked only once by its verifier, it could not be read again.
  assert.equal(await page.getByRole('button', { name: 'Show this' }).isEnabled(), true)

  // Every copy for one use is over, and fresh ones are wanted: not before it is open.
  await page.clock.fastForward('48:00:00')
  const asked = beyondTheApp(page)
  await page.reload()
  await page.getByRole('button', { name: 'Open with the passkey' }).waitFor()
  await page.waitForLoadState('networkidle')
  assert.deepEqual(asked, [])
  await open(page)
  await until(() => Promise.resolve(asked), ({ length }) => length > 0)
  await context.close()
})

test('it opens without a network; a device from before there was a lock goes on', { skip: noBrowser }, async () => {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(`${house.origin}/help`)
  await page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('maru-wallet', 1)
    opening.onupgradeneeded = () => { for (const name of ['key', 'seal', 'card', 'shown', 'conversation']) opening.result.createObjectStore(name) }
    opening.onerror = reject
    opening.onsuccess = async () => {
      const coded = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
      const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
      const [header, iv] = [coded(new TextEncoder().encode('{"alg":"dir","enc":"A256GCM"}')), crypto.getRandomValues(new Uint8Array(12))]
      const shown = { id: 'a', at: '2026-01-01T00:00:00Z', host: 'shop.example', outcome: 'shown', cards: [] }
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(header) }, key, new TextEncoder().encode(JSON.stringify(shown))))
      const writing = opening.result.transaction(['seal', 'shown'], 'readwrite')
      writing.objectStore('seal').put(key, 'own')
      writing.objectStore('shown').put([header, '', coded(iv), coded(sealed.slice(0, -16)), coded(sealed.slice(-16))].join('.'), 'a')
      writing.oncomplete = () => { opening.result.close(); resolve() }
    }
  })`)
  await page.goto(`${house.origin}/wallet`)
  await press(page, 'English')
  await plugIn(page, 'usb', undefined, true)
  await lockWithNew(page)
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await context.setOffline(true)
  await page.reload()
  await open(page)
  await go(page, 'History')
  await page.getByText('Shown: shop.example').waitFor()
  await context.close()
})

/** Ends the app's last but one step for ever: at a certain write of the transaction that seals everything anew, which stays open. */
const hangAt = (write: number) => `{
  const own = IDBObjectStore.prototype.put
  let count = 0
  IDBObjectStore.prototype.put = function (...words) {
    if (this.transaction.objectStoreNames.length < 5 || (count += 1) !== ${write}) return own.apply(this, words)
    const again = () => { this.getKey('nothing').onsuccess = again }
    again()
    window.hangs = true
    return new Promise(() => undefined)
  }
}`

test('killed in the middle of being locked, or of being unlocked, nothing is lost: it is as before, or as after', { skip: noBrowser }, async () => {
  const { context, page: first } = await openCarrying(['mobile-id', 'resident-abstract'])
  const { sealed } = await openedByWhatLies(first)
  await first.close()
  const carriesAll = async (page: Page) => {
    await go(page, 'Cards')
    for (const name of [/Mobile ID/, /esident/]) await page.getByRole('link', { name }).waitFor()
    await go(page, 'History')
    await page.getByText('Declined:').waitFor()
  }
  for (const write of [1, 2, sealed, sealed + 1]) {
    const page = await context.newPage()
    await page.goto(`${house.origin}/wallet`)
    await plugIn(page, 'usb', undefined, true)
    await page.evaluate(hangAt(write))
    await go(page, 'Safety')
    await press(page, 'Make a passkey for the wallet')
    await press(page, 'Show the new passkey')
    await until(() => page.evaluate('window.hangs === true') as Promise<boolean>, (hangs) => hangs)
    const killed = page.waitForEvent('crash')
    const session = await context.newCDPSession(page)
    void session.send('Page.crash').catch(() => undefined)
    await killed
    await page.close()
    const next = await context.newPage()
    await next.goto(`${house.origin}/wallet`)
    await carriesAll(next)
    assert.deepEqual([await openedByWhatLies(next), await stored(next, 'lock')], [{ sealed, opened: sealed }, []], String(write))
    await next.close()
  }

  // The other way, in one page: what a virtual authenticator gives, it gives nowhere else.
  const page = await context.newPage()
  await page.goto(`${house.origin}/wallet`)
  await plugIn(page, 'usb', undefined, true)
  await lockWithNew(page)
  for (const write of [1, sealed + 1]) {
    await page.evaluate(hangAt(write))
    await go(page, 'Safety')
    await press(page, 'Turn the lock off')
    await until(() => page.evaluate('window.hangs === true') as Promise<boolean>, (hangs) => hangs)
    await page.goto('about:blank')
    await page.goto(`${house.origin}/wallet`)
    assert.deepEqual(await openedByWhatLies(page), { sealed, opened: 0 })
    await open(page)
    await carriesAll(page)
  }
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
  const { context, page } = await openCarrying()
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
