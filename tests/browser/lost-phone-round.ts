/** One phone lost and replaced, in a real browser: two passkeys, a wallet, its revocation, a new profile, the verifier. */
import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import type { TestHouse } from '../support/house.ts'
import { type StatusAt, statesOf, untilRevoked } from '../support/read-status.ts'
import { type CarriedKey, keyOf, plugIn, unplug } from './virtual-key.ts'
import { carry, openDevice, paste } from './wallet-device.ts'

export interface LostPhone {
  /** Milliseconds from the press of the button until every signed list says revoked. */
  revokedMs: number
  /** Milliseconds from opening the sign-in on the new phone until the wallet there holds everything. */
  backMs: number
}

const carried = ['mobile-id', 'resident-abstract'] as const

/** @param by how the old phone is ended: by the printed sheet without signing in, or in another browser with the second passkey */
export async function loseAndReturn(house: TestHouse, browser: Browser, person: string, by: 'sheet' | 'browser'): Promise<LostPhone> {
  await using contexts = new AsyncDisposableStack()
  const open = async (wallet: boolean) => {
    const { context, page } = wallet ? await openDevice(browser, house.origin) : await browser.newContext({ locale: 'en' }).then(async (fresh) => ({ context: fresh, page: await fresh.newPage() }))
    contexts.defer(() => context.close())
    await context.addCookies([{ name: 'maru_lang', value: 'en', url: house.origin }])
    return page
  }
  const old = await open(true)
  await carry(old, house, person, carried)
  const portal = await old.context().newPage()
  let second = await registerTwo(portal, house.origin, person)
  const sheet = by === 'sheet' ? await printSheet(portal, house.origin) : undefined
  assert.equal(await showAge(house, old), 'accepted')
  const entries = await entriesOf(house, person)
  assert.ok(entries.length >= carried.length && (await statesOf(entries)).every((state) => state === 0))

  const other = await open(false)
  if (sheet === undefined) {
    second = await enterWith(other, house.origin, second)
    await other.getByRole('button', { name: 'Revoke everything' }).click()
    await other.locator('main form[action="/my/wallet/revoke/all"]').waitFor()
  } else await other.goto(sheet)
  const pressed = performance.now()
  await Promise.all([other.locator('main form button').click({ noWaitAfter: true }), untilRevoked(entries)])
  const revokedMs = performance.now() - pressed
  // Out of every browser, also of the one in which it was pressed.
  if (sheet === undefined) await other.waitForURL(`${house.origin}/sign-in**`)

  const began = performance.now()
  const fresh = await open(false)
  await enterWith(fresh, house.origin, second)
  await restore(fresh)
  const backMs = performance.now() - began

  assert.equal(await showAge(house, fresh), 'accepted')
  assert.equal(await showAge(house, old), 'revoked')
  assert.ok((await statesOf(entries)).every((state) => state === 1))
  return { revokedMs, backMs }
}

/** The phone's own passkey and one on a security key, from the page where passkeys are kept. @returns the security key */
async function registerTwo(page: Page, origin: string, person: string): Promise<CarriedKey> {
  await page.goto(`${origin}/sign-in`)
  await page.getByRole('textbox', { name: /another fictitious person/i }).fill(person)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const removals = page.locator('form[action="/my/passkeys/remove"]')
  const register = async (transport: 'internal' | 'usb', count: number) => {
    await page.goto(`${origin}/my/passkeys`)
    const authenticator = await plugIn(page, transport)
    await page.locator('form[data-ceremony=register] button').click()
    await removals.nth(count - 1).waitFor({ state: 'attached' })
    const key = await keyOf(authenticator)
    await unplug(authenticator)
    return key
  }
  await register('internal', 1)
  return register('usb', 2)
}

async function printSheet(page: Page, origin: string): Promise<string> {
  await page.goto(`${origin}/my/wallet`)
  await page.getByRole('button', { name: 'Make the emergency sheet' }).click()
  return page.locator('main code').innerText()
}

/** The security key is put into another device, and signs in there. @returns the key, which has counted that (section 6.1.1) */
async function enterWith(page: Page, origin: string, key: CarriedKey): Promise<CarriedKey> {
  const authenticator = await plugIn(page, 'usb', key)
  await page.goto(`${origin}/sign-in?next=/my/wallet`)
  await page.locator('form[data-ceremony=sign-in] button').click()
  await page.waitForURL(`${origin}/my/wallet`)
  return keyOf(authenticator)
}

/** Everything in one offer, from the portal into the wallet of the same device. */
async function restore(page: Page) {
  await page.getByRole('button', { name: `Get all ${carried.length} documents back` }).click()
  await page.getByRole('link', { name: 'Put it into the wallet of this site, without a code' }).click()
  await page.getByRole('button', { name: 'English', exact: true }).click()
  await page.getByRole('button', { name: /^Go to localhost/ }).click()
  await page.getByRole('button', { name: 'Allow', exact: true }).click()
  await page.getByText('Is this you?').first().waitFor()
  await page.getByRole('button', { name: 'Yes, keep it' }).click()
  await page.getByText('Added:').waitFor()
}

/** @returns what the verifier made of the answer */
async function showAge(house: TestHouse, wallet: Page): Promise<string | undefined> {
  const presentations = house.credentials.presentations!
  const id = await presentations.start({ template: 'age-19', consumer: 'api', origin: house.origin, browser: 'a shop' })
  await paste(wallet, (await presentations.look(id, 'a shop')).crossDevice)
  const answered = wallet.waitForResponse((answer) => answer.url().endsWith('/answer'))
  await wallet.getByRole('button', { name: 'Show this' }).click()
  await answered
  const { outcome } = await presentations.look(id, 'a shop')
  // Accepted, the wallet goes on to the code that is typed where it began: only then is it free.
  await (outcome === 'accepted' ? wallet.waitForURL(`${house.origin}/present/**`) : wallet.getByRole('alert').waitFor())
  await wallet.goto(`${house.origin}/wallet`)
  return outcome ?? undefined
}

async function entriesOf({ rooms, origin }: TestHouse, person: string): Promise<StatusAt[]> {
  const rows = await rooms.ask<{ list: string; index: number }>(
    'select list, index from credentials.issued_credential join credentials.issuance on issuance.id = issuance where person = $1 and ends_at > now()', [person])
  return rows.map(({ list, index }) => ({ uri: `${origin}/status/${list}`, index }))
}
