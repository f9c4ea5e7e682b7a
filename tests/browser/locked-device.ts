/** A phone whose wallet is locked, or will be. */
import type { Browser, Page } from 'playwright-core'
import { until } from '../support/birth-journey.ts'
import type { TestHouse } from '../support/house.ts'
import { carry, openDevice, paste, stored } from './wallet-device.ts'

export const person = 'KR-DEMO-000101'

export const go = (page: Page, view: 'Cards' | 'History' | 'Safety') => page.getByRole('navigation').getByRole('link', { name: view }).click()
export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
export const focused = (page: Page, text: string) => until(() => page.evaluate('document.activeElement.textContent') as Promise<string>, (found) => found === text)
export const alerted = (page: Page, text: string) => page.getByRole('alert').getByText(text).waitFor()

/** By a passkey of the app's own. */
export async function lockWithNew(page: Page) {
  await go(page, 'Safety')
  await press(page, 'Make a passkey for the wallet')
  await press(page, 'Show the new passkey')
  await page.getByText('The wallet is locked from now on').waitFor()
}

export async function open(page: Page) {
  await press(page, 'Open with the passkey')
  await page.getByRole('navigation').waitFor()
}

/** A phone with a card, and something in its history. */
export async function openCarrying(browser: Browser, house: TestHouse, types: readonly string[] = ['mobile-id']) {
  const device = await openDevice(browser, house.origin)
  await carry(device.page, house, person, types)
  await paste(device.page, await askAge(house))
  await press(device.page, 'Show nothing')
  await device.page.getByText('Nothing was shown').waitFor()
  await until(() => stored(device.page, 'shown'), (all) => all.length === 1)
  return device
}

export async function askAge(house: TestHouse): Promise<string> {
  const presentations = house.credentials.presentations!
  const id = await presentations.start({ template: 'age-19', consumer: 'api', origin: house.origin, browser: 'a shop' })
  return (await presentations.look(id, 'a shop')).crossDevice
}

/** What is asked of anybody but for the app's own files. */
export function beyondTheApp(page: Page): readonly string[] {
  const asked: string[] = []
  page.on('request', (request) => { if (!/^\/(?:wallet(?:\/|$)|assets\/|favicon)/.test(new URL(request.url()).pathname) || request.method() !== 'GET') asked.push(request.url()) })
  return asked
}

/** Whatever keys lie in the browser are tried on whatever is sealed. @returns how much of it they open */
export const openedByWhatLies = (page: Page): Promise<{ sealed: number; opened: number }> => page.evaluate(`(async () => {
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
