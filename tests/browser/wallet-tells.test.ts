/** What an issuer hears of a card later on (OpenID4VCI 1.0 section 11), in a real browser: that fresh copies have come, and that nobody holds it any more. Nobody waits for it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { until } from '../support/birth-journey.ts'
import type { TestHouse } from '../support/house.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { openStrangeIssuer } from './strange-issuer.ts'
import { ageOrBirth, openStrangeVerifier, type StrangeVerifier } from './strange-verifier.ts'
import { carry, openDevice, paste, stored } from './wallet-device.ts'

let house: TestHouse
let browser: Browser
let shop: StrangeVerifier
openForAll(async (opened) => {
  ({ house, browser } = opened)
  shop = await openStrangeVerifier()
  opened.closing.defer(() => shop.close())
})

interface Fate { type: string; format: string; told: string | null; valid: number; all: number }

/** Of what was issued to a person: what the wallet told of it, and how many of it are still valid; oldest first. */
const fates = (of: string) => house.rooms.ask<Fate>(`select type, format, told, count(*) filter (where state = 0)::int as valid, count(*)::int as all
  from credentials.issuance join credentials.issued_credential on issuance = issuance.id where person = $1 group by issuance.id, type, format, told, issued_at order by issued_at`, [of])
const settled = (of: string, good: (rows: Fate[]) => boolean) => until(() => fates(of), (rows) => rows.length > 0 && good(rows)).then((rows) => {
  assert.ok(good(rows), JSON.stringify(rows))
  return rows
})

async function show(page: Page, times: number) {
  for (let time = 0; time < times; time += 1) {
    await paste(page, await shop.ask(ageOrBirth(house.pack)))
    await page.getByRole('button', { name: 'Show this' }).click()
    await page.getByText('Shown', { exact: true }).waitFor()
  }
}

async function remove(page: Page, name: RegExp) {
  await page.getByRole('navigation').getByRole('link', { name: 'Cards' }).click()
  await page.getByRole('link', { name }).click()
  await page.getByRole('button', { name: 'Remove this card' }).click()
  await page.getByText('Its issuer is told that nobody holds it any more').waitFor()
  await page.getByRole('button', { name: 'Yes, remove' }).click()
}

test('fresh copies are told to have come; with the card that is removed later nothing of it stays valid, of its copies neither', { skip: noBrowser }, async () => {
  const person = 'KR-DEMO-000101'
  const { context, page } = await openDevice(browser, house.origin)
  await carry(page, house, person, ['mobile-id'])
  const first = await settled(person, (rows) => rows.length === 4 && rows.every(({ told }) => told === 'credential_accepted'))
  assert.ok(first.every(({ valid, all }) => valid === all))
  await show(page, 3)
  await page.reload()
  const refilled = await settled(person, (rows) => rows.length === 5 && rows.every(({ told }) => told === 'credential_accepted'))
  assert.deepEqual([refilled[4]!.format, refilled[4]!.all], ['dc+sd-jwt', 5])
  await remove(page, /Mobile ID/)
  await page.getByText('There is no card yet').waitFor()
  assert.deepEqual([await stored(page, 'card'), await stored(page, 'key'), await stored(page, 'conversation')], [[], [], []])
  await settled(person, (rows) => rows.every(({ told, valid }) => told === 'credential_deleted' && valid === 0))
  await context.close()
})

test('a card that goes alone leaves the other that came with it as it was, and its way to fresh copies', { skip: noBrowser }, async () => {
  const person = 'KR-DEMO-000102'
  const { context, page } = await openDevice(browser, house.origin)
  await carry(page, house, person, ['mobile-id', 'resident-abstract'])
  await settled(person, (rows) => rows.length === 8 && rows.every(({ told }) => told === 'credential_accepted'))
  await remove(page, /Resident/)
  await settled(person, (rows) => rows.every(({ type, told, valid, all }) => (type === 'mobile-id' ? told === 'credential_accepted' && valid === all : told === 'credential_deleted' && valid === 0)))
  await show(page, 3)
  await page.reload()
  await settled(person, (rows) => rows.length === 9 && rows[8]!.told === 'credential_accepted')
  await remove(page, /Mobile ID/)
  await page.getByText('There is no card yet').waitFor()
  assert.deepEqual([await stored(page, 'key'), await stored(page, 'conversation')], [[], []])
  await settled(person, (rows) => rows.every(({ valid }) => valid === 0))
  await context.close()
})

test('an issuer that does not answer, and no network, hold nothing up', { skip: noBrowser }, async () => {
  const person = 'KR-DEMO-000103'
  const { context, page } = await openDevice(browser, house.origin)
  const unheard: string[] = []
  for (const away of ['silent', 'offline'] as const) {
    await carry(page, house, person, ['mobile-id'])
    await settled(person, (rows) => rows.every(({ told }) => told !== null))
    if (away === 'silent') await page.route(/\/vci\/notification|\/oidc\/token/, (route) => new Promise(() => { unheard.push(route.request().url()) }))
    else await context.setOffline(true)
    const from = Date.now()
    await remove(page, /Mobile ID/)
    await page.getByText('There is no card yet').waitFor()
    assert.ok(Date.now() - from < 5_000)
    assert.deepEqual([await stored(page, 'card'), await stored(page, 'key'), await stored(page, 'conversation')], [[], [], []])
    if (away === 'silent') await until(() => Promise.resolve(unheard), (urls) => urls.length > 0)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await context.setOffline(false)
  }
  assert.equal(unheard.length, 1, 'it was asked once, and not waited for')
  await context.close()
})

test('fresh copies that are of no use are told as that, and taken back; the card stays as it was', { skip: noBrowser }, async () => {
  const person = 'KR-DEMO-000104'
  const strange = await openStrangeIssuer(house.origin)
  strange.bend = (credential) => Promise.resolve(credential)
  const { context, page } = await openDevice(browser, house.origin)
  const { link, transactionCode } = await house.credentials.issuer!.offer(strange.origin, person, ['mobile-id'])
  await paste(page, link)
  await page.getByRole('textbox', { name: 'Code of the offer' }).fill(transactionCode)
  await page.getByRole('button', { name: 'Show what it carries' }).click()
  await page.getByRole('button', { name: 'Yes, keep it' }).click()
  await page.getByText('Added: Mobile ID').waitFor()
  await settled(person, (rows) => rows.length === 4 && rows.every(({ told }) => told === 'credential_accepted'))
  await show(page, 3)
  // Of the signature the halves are exchanged.
  strange.bend = (credential) => Promise.resolve(credential.replace(/\.([\w-]{43})([\w-]{43})~/, '.$2$1~'))
  await page.reload()
  const rows = await settled(person, (all) => all.length === 5 && all[4]!.told === 'credential_failure')
  assert.deepEqual([rows[4]!.valid, rows.slice(0, 4).every(({ valid, all }) => valid === all)], [0, true])
  await page.getByRole('navigation').getByRole('link', { name: 'Cards' }).click()
  await page.getByRole('link', { name: /Mobile ID/ }).click()
  await page.getByText('Copies for one use that are ready: 2').waitFor()
  strange.close()
  await context.close()
})
