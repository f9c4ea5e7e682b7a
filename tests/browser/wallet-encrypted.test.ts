/** What a person's card says is read by the issuer and by the app, and by nobody between them, in a real browser: taken, waited for and refilled; nothing is taken in the open. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CompactEncrypt, importJWK } from 'jose'
import type { Browser, Page, Response } from 'playwright-core'
import { deferredTimes } from '../../src/modules/credentials/issue/deferred.ts'
import { until } from '../support/birth-journey.ts'
import type { TestHouse } from '../support/house.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { openStrangeIssuer, sealed, type StrangeIssuer } from './strange-issuer.ts'
import { ageOrBirth, openStrangeVerifier } from './strange-verifier.ts'
import { carry, openDevice, paste, stored, takeOffer } from './wallet-device.ts'

const person = 'KR-DEMO-000101'
const { interval } = deferredTimes
let house: TestHouse
let browser: Browser
let strange: StrangeIssuer
openForAll(async (opened) => {
  ({ house, browser } = opened)
  strange = await openStrangeIssuer(house.origin)
  opened.closing.defer(() => strange.close())
  strange.bend = (credential) => Promise.resolve(credential)
  deferredTimes.interval = 1
  opened.closing.defer(() => { deferredTimes.interval = interval })
}, { house: { limits: { anyone: 100_000, signedIn: 100_000 } } })

interface Passed { path: string; status: number; types: string[]; sent: string; came: string }

/** What goes by on the way to the endpoints that give credentials. */
function listen(page: Page): Passed[] {
  const passed: Passed[] = []
  page.context().on('response', (response: Response) => {
    const request = response.request()
    const path = new URL(response.url()).pathname
    if (request.method() !== 'POST' || !/^\/vci\/(?:credential|deferred)$/.test(path)) return
    // What comes after the window was closed is of no use.
    void response.text().then((came) => passed.push({ path, status: response.status(), types: [request.headers()['content-type'] ?? '', response.headers()['content-type'] ?? ''], sent: request.postData() ?? '', came }), () => undefined)
  })
  return passed
}

const jwe = /^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/
const headerOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { alg: string; enc: string; kid: string }

/** All of it encrypted, each answer to another key. @returns how many went by */
function demandSecret(passed: readonly Passed[]): number {
  for (const { types, sent, came } of passed) {
    assert.deepEqual(types, ['application/jwt', 'application/jwt'])
    for (const token of [sent, came]) {
      assert.match(token, jwe)
      assert.deepEqual([headerOf(token).alg, headerOf(token).enc], ['ECDH-ES', 'A256GCM'])
    }
    assert.ok(house.keys.published('encryption').some(({ kid }) => kid === headerOf(sent).kid))
  }
  assert.equal(new Set(passed.map(({ came }) => headerOf(came).kid)).size, passed.length)
  return passed.length
}

async function type(page: Page, link: string, code: string) {
  await paste(page, link)
  await page.getByRole('textbox', { name: 'Code of the offer' }).fill(code)
  await page.getByRole('button', { name: 'Show what it carries' }).click()
}

test('a card of the country’s own issuer is asked for and given encrypted, and so are its fresh copies', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  const passed = listen(page)
  await takeOffer(page, house, person, ['mobile-id'])
  await page.getByRole('button', { name: 'Yes, keep it' }).click()
  await page.getByText('Added: Mobile ID').waitFor()
  // One that lasts and several for one use, in both forms.
  assert.equal(demandSecret(await until(() => Promise.resolve(passed), (all) => all.length >= 4)), 4)

  const shop = await openStrangeVerifier()
  for (let time = 0; time < 5; time += 1) {
    await paste(page, await shop.ask(ageOrBirth(house.pack)))
    await page.getByRole('button', { name: 'Show this' }).click()
    await page.getByText('Shown', { exact: true }).waitFor()
  }
  shop.close()
  await page.close()
  const again = await context.newPage()
  await again.goto(`${house.origin}/wallet`)
  assert.equal(demandSecret(await until(() => Promise.resolve(passed), (all) => all.length > 4)), 5)
  await context.close()
})

test('what is waited for is asked for encrypted too, and given to a new key', { skip: noBrowser }, async () => {
  const silence = async (mode: 'down' | 'none') => {
    const { url, token } = house.registers.addresses['family-relations']!
    assert.ok((await fetch(`${url}/faults`, { method: 'PUT', body: JSON.stringify({ mode }), headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } })).ok)
  }
  const { context, page } = await openDevice(browser, house.origin)
  const passed = listen(page)
  await silence('down')
  const { link, transactionCode } = await house.credentials.issuer!.offer(house.origin, person, ['family-relations'])
  await type(page, link, transactionCode)
  await page.getByText('The issuer needs more time').waitFor()
  await page.getByRole('button', { name: 'Wait for it' }).click()
  await page.getByText('Awaited since').waitFor()
  await silence('none')
  await page.getByRole('link', { name: 'Back to the cards' }).click()
  await page.getByRole('link', { name: 'See whether it is there' }).click()
  await page.getByText('Is this you?').waitFor()
  demandSecret(passed)
  const [asked, came] = [passed.filter(({ status }) => status === 202), passed.filter(({ path, status }) => path === '/vci/deferred' && status === 200)]
  assert.ok(asked.length > 0 && came.length > 0)
  await context.close()
})

test('a stranger’s issuer is spoken to as it offers: encrypted where it can be, in the open where it offers nothing, and not at all where it demands what the app does not know', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  const take = async () => {
    const { link, transactionCode } = await house.credentials.issuer!.offer(strange.origin, person, ['mobile-id'])
    strange.came.length = 0
    await type(page, link, transactionCode)
  }
  await take()
  await page.getByText('Is this you?').waitFor()
  assert.ok(strange.came.length > 0 && strange.came.every(({ type: said, body }) => said === 'application/jwt' && headerOf(body).kid === 'strange'))
  strange.describe = ({ credential_request_encryption: _requests, credential_response_encryption: _answers, ...said }) => said
  await take()
  await page.getByText('Is this you?').waitFor()
  assert.ok(strange.came.length > 0 && strange.came.every(({ type: said, body }) => said === 'application/json' && !body.includes('credential_response_encryption')))
  strange.describe = (said) => ({ ...said, credential_response_encryption: { alg_values_supported: ['RSA-OAEP-256'], enc_values_supported: ['A256GCM'], encryption_required: true } })
  const { link } = await house.credentials.issuer!.offer(strange.origin, person, ['mobile-id'])
  await paste(page, link)
  await page.getByRole('alert').getByText('The issuer demands an encryption that this wallet does not know').waitFor()
  await page.getByText('Ask the issuer why').waitFor()
  strange.describe = (said) => said
  await context.close()
})

for (const [what, seal] of [
  ['in the open', (answer) => Promise.resolve(JSON.stringify(answer))],
  ['by a weaker encryption', (answer, wanted) => sealed(answer, { ...wanted, enc: 'A128GCM' })],
  ['by another key agreement', async (answer, { jwk, enc }) => new CompactEncrypt(Buffer.from(JSON.stringify(answer))).setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc, kid: jwk.kid! }).encrypt(await importJWK({ ...jwk, alg: 'ECDH-ES+A256KW' }, 'ECDH-ES+A256KW'))],
  ['for another', (answer, wanted) => sealed(answer, { ...wanted, jwk: { ...wanted.jwk, kid: 'another' } })],
] as [string, StrangeIssuer['seal']][]) {
  test(`an answer that was wanted encrypted and comes ${what} is refused, and nothing of it is stored`, { skip: noBrowser }, async () => {
    const { context, page } = await openDevice(browser, house.origin)
    strange.seal = seal
    const { link, transactionCode } = await house.credentials.issuer!.offer(strange.origin, person, ['mobile-id'])
    await type(page, link, transactionCode)
    await page.getByRole('alert').getByText('What came is not encrypted for this wallet alone').waitFor()
    await page.getByText('Do not use this link again').waitFor()
    assert.deepEqual([await stored(page, 'card'), await stored(page, 'key')], [[], []])
    strange.seal = sealed
    await context.close()
  })
}

test('what the country’s own platform asks is fetched by POST and encrypted; a stranger’s request must carry the app’s nonce, or is not answered', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await carry(page, house, person, ['mobile-id'])
  const fetched: { method: string; type: string; body: string }[] = []
  page.on('response', (response) => {
    if (!/\/request\//.test(response.url())) return
    void response.text().then((body) => fetched.push({ method: response.request().method(), type: response.headers()['content-type'] ?? '', body }))
  })
  const presentations = house.credentials.presentations!
  const id = await presentations.start({ template: 'age-19', consumer: 'api', origin: house.origin, returnTo: `${house.origin}/requests` })
  await presentations.take(id, 'a browser')
  await paste(page, (await presentations.look(id, 'a browser')).sameDevice)
  await page.getByRole('button', { name: 'Show this' }).waitFor()
  const [{ method, type: said, body }] = await until(() => Promise.resolve(fetched), (all) => all.length > 0) as [typeof fetched[number]]
  assert.deepEqual([method, said], ['POST', 'application/oauth-authz-req+jwt'])
  assert.match(body, jwe)
  await page.getByRole('button', { name: 'Show this' }).click()
  // Where it was accepted it goes on, with a code that only its own browser is handed anything for.
  await page.waitForURL(/\/present\/.*response_code/)
  await page.goto(`${house.origin}/wallet`)

  const shop = await openStrangeVerifier()
  await paste(page, await shop.ask(ageOrBirth(house.pack), {}, 'post'))
  await page.getByRole('button', { name: 'Show this' }).click()
  await page.getByText('Shown', { exact: true }).waitFor()
  await paste(page, await shop.ask(ageOrBirth(house.pack), {}, 'get'))
  await page.getByRole('button', { name: 'Show this' }).waitFor()
  assert.deepEqual(shop.fetched.map((how) => how.split(';')[0]), ['POST application/x-www-form-urlencoded', 'GET '])
  for (const bent of [{ wallet_nonce: undefined }, { wallet_nonce: 'of another wallet' }]) {
    await paste(page, await shop.ask(ageOrBirth(house.pack), bent, 'post'))
    await page.getByRole('alert').getByText('This request was made for another wallet, or at another time').waitFor()
    await page.getByText('Do not answer this request').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Show this' }).count(), 0)
  }
  assert.equal(shop.shown.length, 1)
  shop.close()
  await context.close()
})
