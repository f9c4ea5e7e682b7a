/** The lock of the holder's app stays shut, in a real browser: when nobody has a hand on it, without a network, and when the app is killed in the middle of locking. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { until } from '../support/birth-journey.ts'
import type { TestHouse } from '../support/house.ts'
import { askAge, beyondTheApp, focused, go, lockWithNew, open, openCarrying, openedByWhatLies, press } from './locked-device.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { plugIn } from './virtual-key.ts'
import { paste, stored } from './wallet-device.ts'

let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) })

test('five minutes without a hand on it, and it is locked; also in the other windows; what is under way waits behind it', { skip: noBrowser }, async () => {
  const { context, page } = await openCarrying(browser, house)
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

  await paste(page, await askAge(house))
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
  const { context, page: first } = await openCarrying(browser, house, ['mobile-id', 'resident-abstract'])
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
