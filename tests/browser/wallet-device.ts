/** A phone with the holder's app, in a real browser. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { TestHouse } from '../support/house.ts'

export interface Device { context: BrowserContext; page: Page }

export async function openDevice(browser: Browser, origin: string, language = 'English'): Promise<Device> {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(`${origin}/wallet`)
  await page.getByRole('button', { name: language, exact: true }).click()
  return { context, page }
}

/** Pastes what a QR code holds. */
export async function paste(page: Page, link: string) {
  await page.getByRole('navigation').getByRole('link', { name: 'Add' }).click()
  await page.getByRole('textbox', { name: /Link or content/ }).fill(link)
  await page.getByRole('button', { name: 'Go on' }).click()
}

/** As far as the question whose data it is. */
export async function takeOffer(page: Page, house: TestHouse, person: string, types: readonly string[]) {
  const { link, transactionCode } = await house.credentials.issuer!.offer(house.origin, person, types)
  await paste(page, link)
  await page.getByRole('textbox', { name: 'Code of the offer' }).fill(transactionCode)
  await page.getByRole('button', { name: 'Show what it carries' }).click()
  await page.getByText('Is this you?').waitFor()
}

/** Everything of one store of the app's database. */
export const stored = (page: Page, store: string): Promise<unknown[]> => page.evaluate(`new Promise((resolve, reject) => {
  const opening = indexedDB.open('maru-wallet')
  opening.onerror = () => reject(opening.error)
  opening.onsuccess = () => {
    const asking = opening.result.transaction(${JSON.stringify(store)}).objectStore(${JSON.stringify(store)}).getAll()
    asking.onsuccess = () => resolve(asking.result)
  }
})`)

/** Taken and kept. */
export async function carry(page: Page, house: TestHouse, person: string, types: readonly string[]) {
  await takeOffer(page, house, person, types)
  await page.getByRole('button', { name: 'Yes, keep it' }).click()
  await page.getByText('Added:').waitFor()
}
