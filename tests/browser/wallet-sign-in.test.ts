/** Out of the holder's app to an issuer's own page and back (authorization code, PAR, PKCE, DPoP): at the own country, and at another one's. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JWK } from 'jose'
import type { Browser, Page } from 'playwright-core'
import { openHouse, type TestHouse } from '../support/house.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { openDevice, paste, stored } from './wallet-device.ts'

const person = 'KR-DEMO-000101'
let house: TestHouse
let browser: Browser
openForAll((opened) => { ({ house, browser } = opened) })

/** As a resident, at the door that the page shows. */
async function signIn(page: Page, whom: string) {
  await page.locator('input[name="other"]').fill(whom)
  await page.locator('main form').filter({ has: page.locator('input[name="other"]') }).getByRole('button').click()
}

const offerTo = async (whom: string) => (await house.credentials.issuer!.offer(house.origin, whom, ['mobile-id'])).signInLink!

async function openAt(whom: string | undefined) {
  const device = await openDevice(browser, house.origin)
  await device.context.addCookies([{ name: 'maru_lang', value: 'en', url: house.origin }])
  if (whom === undefined) return device
  await device.page.goto(`${house.origin}/sign-in`)
  await signIn(device.page, whom)
  return device
}

const leave = (page: Page) => page.getByRole('button', { name: /^Go to localhost/ }).click()
const allow = (page: Page) => page.locator('form[action$="/allow"] button').click()

/** The address with which the browser would come back, taken away before it does. */
async function catchReturn(page: Page): Promise<string> {
  const held = Promise.withResolvers<string>()
  await page.route('**/authorize/*/allow', async (route) => {
    held.resolve(await (await route.fetch()).text())
    await route.abort()
  })
  await allow(page)
  const onward = /href="([^"]*\/oidc\/authorize\/[^"]+)"/.exec(await held.promise)![1]!
  await page.unrouteAll()
  return (await page.context().request.get(onward, { maxRedirects: 0 })).headers()['location']!
}

test('from the portal on the same device: the person allows it on the page, types no code, and sees whose data it is before it is kept', { skip: noBrowser }, async () => {
  const { context, page } = await openAt(person)
  await page.goto(`${house.origin}/my/wallet`)
  await page.getByRole('button', { name: 'Add “Mobile ID”' }).click()
  await page.getByRole('link', { name: 'Put it into the wallet of this site, without a code' }).click()
  await page.getByText('The issuer first asks who you are').waitFor()
  assert.equal(page.url(), `${house.origin}/wallet`)
  await leave(page)
  await page.getByRole('button', { name: 'Allow', exact: true }).waitFor()
  assert.match(await page.locator('main').innerText(), /this portal’s wallet[\s\S]*Mobile ID/)
  await allow(page)
  await page.getByText('Is this you?').waitFor()
  assert.equal(page.url(), `${house.origin}/wallet`, 'the code does not stay in the address')
  assert.deepEqual([await stored(page, 'card'), await stored(page, 'key'), await stored(page, 'conversation')], [[], [], []])
  await page.getByRole('button', { name: 'Yes, keep it' }).click()
  await page.getByText('Added: Mobile ID').waitFor()
  await context.close()
})

test('what comes back in another browser, or a second time, is refused there, and still good where it began', { skip: noBrowser }, async () => {
  const { context, page } = await openAt(person)
  await page.goto(`${house.origin}/wallet`)
  await paste(page, await offerTo(person))
  await leave(page)
  const link = await catchReturn(page)
  const other = await openDevice(browser, house.origin)
  await other.page.goto(link)
  await other.page.getByRole('alert').getByText('This answer belongs to another browser').waitFor()
  assert.deepEqual(await stored(other.page, 'card'), [])
  await other.context.close()
  await page.goto(link)
  await page.getByText('Is this you?').waitFor()
  await page.goto(link)
  await page.getByRole('alert').getByText('This answer belongs to another browser').waitFor()
  await context.close()
})

test('an offer that was made for another person lets in nobody else', { skip: noBrowser }, async () => {
  const { context, page } = await openAt(person)
  await page.goto(`${house.origin}/wallet`)
  await paste(page, await offerTo('KR-DEMO-000102'))
  await leave(page)
  await page.getByText('This offer was made for somebody else').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Allow', exact: true }).count(), 0)
  await context.close()
})

test('refused at the issuer’s page, nothing comes and nothing of it stays', { skip: noBrowser }, async () => {
  const { context, page } = await openAt(person)
  await page.goto(`${house.origin}/wallet`)
  await paste(page, await offerTo(person))
  await leave(page)
  await page.getByRole('button', { name: 'Refuse', exact: true }).click()
  await page.getByRole('alert').getByText('You did not allow it there').waitFor()
  assert.deepEqual([await stored(page, 'card'), await stored(page, 'key'), await stored(page, 'conversation')], [[], [], []])
  await context.close()
})

test('an answer of another server is not believed (mix-up, RFC 9207)', { skip: noBrowser }, async () => {
  const { context, page } = await openAt(person)
  await page.goto(`${house.origin}/wallet`)
  await paste(page, await offerTo(person))
  await leave(page)
  const link = new URL(await catchReturn(page))
  link.searchParams.set('iss', 'https://elsewhere.example')
  await page.goto(link.href)
  await page.getByRole('alert').getByText('It does not come from whom it names').waitFor()
  await context.close()
})

test('at the issuer of another country, whose operator knows this wallet by its address and its house’s word', { skip: noBrowser }, async () => {
  const jwks = await (await fetch(`${house.origin}/wallet/attestation`)).json() as { keys: JWK[] }
  const client = { id: `${house.origin}/wallet/client.json`, kind: 'wallet' as const, name: { en: 'Wallet of Korea' }, redirectUris: [`${house.origin}/wallet`], jwks, attested: true }
  await using far = await openHouse({ pack: 'packs/farland', clients: [client] }).then((opened) => ({ ...opened, [Symbol.asyncDispose]: () => opened.close() }))
  const described = await (await fetch(client.id)).json() as Record<string, unknown>
  assert.deepEqual([described['client_id'], described['redirect_uris']], [client.id, client.redirectUris])
  const { context, page } = await openDevice(browser, house.origin)
  const offer = { credential_issuer: far.origin, credential_configuration_ids: ['identity-card', 'identity-card-mdoc'], grants: { authorization_code: {} } }
  await paste(page, `openid-credential-offer://?credential_offer=${encodeURIComponent(JSON.stringify(offer))}`)
  await leave(page)
  await signIn(page, 'FA-DEMO-000101')
  await allow(page)
  await page.getByText('Is this you?').waitFor()
  await page.getByRole('button', { name: 'Yes, keep it' }).click()
  await page.getByText('Added:').waitFor()
  assert.equal((await stored(page, 'conversation')).length, 1, 'it may come again')
  await context.close()
})
