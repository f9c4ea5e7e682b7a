/** What is refused, in a real browser: what happened, what its holder does next, and that nothing typed, fetched or given before is lost by it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, Page, Route } from 'playwright-core'
import type { TestHouse } from '../support/house.ts'
import { lookAt } from './look-at.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { openStrangeIssuer } from './strange-issuer.ts'
import { carry, openDevice, paste, stored } from './wallet-device.ts'

const person = 'KR-DEMO-000101'
let house: TestHouse
let browser: Browser
// Many wallets are opened here, all from one address.
openForAll((opened) => { ({ house, browser } = opened) }, { house: { limits: { anyone: 100_000, signedIn: 100_000 } } })

const wrong = (right: string, guess = 1) => String((Number(right) + guess) % 1_000_000).padStart(6, '0')
const field = (page: Page) => page.getByRole('textbox', { name: 'Code of the offer' })
const alert = (page: Page, text: string) => page.getByRole('alert').getByText(text).waitFor()

async function type(page: Page, code: string) {
  await field(page).fill(code)
  await page.getByRole('button', { name: 'Show what it carries' }).click()
}

async function offered(page: Page, types = ['mobile-id']) {
  const offer = await house.credentials.issuer!.offer(house.origin, person, types)
  await paste(page, offer.link)
  await field(page).waitFor()
  return offer
}

test('a wrong code is typed again where it stands, with the tries that are left; an offer whose tries are gone, or that was used, is over', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  const { link, transactionCode } = await offered(page)
  await type(page, wrong(transactionCode))
  await alert(page, 'The code is wrong. You can try 4 more times.')
  assert.deepEqual([await field(page).inputValue(), await field(page).getAttribute('aria-invalid')], [wrong(transactionCode), 'true'])
  assert.equal(await field(page).evaluate((one) => one === document.activeElement), true)
  await type(page, wrong(transactionCode, 2))
  await alert(page, 'You can try 3 more times.')
  await type(page, transactionCode)
  await page.getByText('Is this you?').waitFor()
  assert.deepEqual(await stored(page, 'card'), [])

  await paste(page, link)
  await type(page, transactionCode)
  await alert(page, 'This offer was used, or its time is over')
  await page.getByText('Ask for a new link where you got this one').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 0)

  const second = await offered(page)
  for (let guess = 1; guess < 5; guess += 1) {
    await type(page, wrong(second.transactionCode, guess))
    await alert(page, guess === 4 ? 'You can try 1 more time.' : `You can try ${5 - guess} more times.`)
  }
  await type(page, wrong(second.transactionCode, 5))
  await alert(page, 'The code was wrong too often: this offer is over')
  await paste(page, 'https://example.org/nothing')
  await alert(page, 'This is no offer of a card, and no request')
  assert.deepEqual(await stored(page, 'card'), [])
  await context.close()
})

test('an issuer that does not say which it is: the code stays, and both are said', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  const stranger = await openStrangeIssuer(house.origin)
  const { link, transactionCode } = await house.credentials.issuer!.offer(stranger.origin, person, ['mobile-id'])
  await page.route(`${stranger.origin}/oidc/token`, async (route) => {
    const answer = await route.fetch()
    const { maru_tries_left: _, ...said } = await answer.json() as Record<string, unknown>
    await route.fulfill({ response: answer, json: said })
  })
  await paste(page, link)
  await type(page, wrong(transactionCode))
  await alert(page, 'The issuer does not accept it: the code is wrong, or the offer was used or is over.')
  await type(page, transactionCode)
  await page.getByText('Is this you?').waitFor()
  stranger.close()
  await context.close()
})

test('without an answer the code stays; after it was redeemed the same is asked again, never sooner than the issuer says, and no code a second time', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  const { transactionCode } = await offered(page)
  await page.route('**/oidc/token', (route) => route.abort(), { times: 1 })
  await type(page, transactionCode)
  await alert(page, 'The other side does not answer')
  await page.getByText('Nothing is lost. Try again in a moment.').waitFor()
  assert.equal(await field(page).inputValue(), transactionCode)

  let redeemed = 0
  page.on('request', (request) => { if (request.url().endsWith('/oidc/token')) redeemed += 1 })
  const flooded = (status: number, headers: Record<string, string> = {}) => (route: Route) => route.fulfill({ status, headers, contentType: 'application/problem+json', body: '{}' })
  await page.route('**/vci/credential', flooded(503), { times: 1 })
  await page.getByRole('button', { name: 'Try again' }).click()
  await alert(page, 'The service of the other side is down at the moment')
  const asked = redeemed
  await page.route('**/vci/credential', flooded(429, { 'retry-after': '2' }), { times: 1 })
  await page.getByRole('button', { name: 'Try again' }).click()
  await alert(page, 'The other side was asked too often in a short time')
  await page.getByText('You can try again here from').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 0)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Is this you?').waitFor()
  assert.equal(redeemed, asked)
  await context.close()
})

test('offline is said as that, and the offer is read once there is a network', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  const { link } = await house.credentials.issuer!.offer(house.origin, person, ['mobile-id'])
  await page.route('**/.well-known/openid-credential-issuer', (route) => route.abort(), { times: 1 })
  await paste(page, link)
  await alert(page, 'The other side does not answer')
  await page.getByRole('button', { name: 'Try again' }).click()
  await field(page).waitFor()
  await context.close()
})

for (const [error, text, next] of [
  ['credential_request_denied', 'The issuer has no such card for this person', 'Ask the issuer why'],
  ['unknown_credential_configuration', 'The issuer does not give this card any more', 'Ask the issuer why'],
  ['invalid_proof', 'The issuer does not accept how this wallet proves its key', 'Check the date and the time of this device'],
  ['invalid_token', 'It took too long', 'Open the offer again'],
] as const) {
  test(`the credential endpoint says ${error}`, { skip: noBrowser }, async () => {
    const { context, page } = await openDevice(browser, house.origin)
    const { transactionCode } = await offered(page)
    await page.route('**/vci/credential', (route) => route.fulfill({ status: 400, json: { error } }))
    await type(page, transactionCode)
    await alert(page, text)
    await page.getByText(next).waitFor()
    assert.deepEqual([await stored(page, 'card'), await stored(page, 'key')], [[], []])
    await context.close()
  })
}

async function asked(page: Page) {
  await page.context().addCookies([{ name: 'maru_lang', value: 'en', url: house.origin }])
  const id = await house.credentials.presentations!.start({ template: 'age-19', consumer: 'api', origin: house.origin, returnTo: `${house.origin}/requests` })
  await page.goto(`${house.origin}/present/${id}`)
  await page.locator('main form button').first().click()
  await page.getByRole('link', { name: 'Open it in the wallet of this site' }).click()
  await page.getByRole('button', { name: 'Show this' }).waitFor()
}

for (const [said, text, next] of [
  ['unknown-issuer', 'the other side does not believe the issuer of this card', 'Ask there which cards they take'],
  ['suspended', 'this card is suspended at the moment', 'when it holds again'],
  ['status-unavailable', 'cannot find out whether this card still holds', 'Your card is as it was'],
  ['binding-too-old', 'of another time', 'Check the date and the time of this device'],
  ['bad-signature', 'the other side did not accept it', 'which other way there is'],
] as const) {
  test(`the verifier says ${said}`, { skip: noBrowser }, async () => {
    const { context, page } = await openDevice(browser, house.origin)
    await carry(page, house, person, ['mobile-id'])
    await asked(page)
    await page.route('**/answer', (route) => route.fulfill({ status: 400, json: { error: 'invalid_request', error_description: said } }))
    await page.getByRole('button', { name: 'Show this' }).click()
    await alert(page, text)
    await page.getByText(next).waitFor()
    await context.close()
  })
}

test('what may have arrived is sent again as it was: taken it goes on, and taken before it says to look there', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await carry(page, house, person, ['mobile-id'])
  await asked(page)
  const sent: (string | null)[] = []
  page.on('request', (request) => { if (request.url().endsWith('/answer')) sent.push(request.postData()) })
  await page.route('**/answer', (route) => route.abort(), { times: 1 })
  await page.getByRole('button', { name: 'Show this' }).click()
  await alert(page, 'The other side does not answer')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.waitForURL(/\/(?:requests|present)/)
  assert.equal(sent.length, 2)

  await asked(page)
  // It arrives, and its answer does not.
  await page.route('**/answer', async (route) => {
    await route.fetch()
    await route.abort()
  }, { times: 1 })
  await page.getByRole('button', { name: 'Show this' }).click()
  await alert(page, 'The other side does not answer')
  await page.getByRole('button', { name: 'Try again' }).click()
  await alert(page, 'It may have arrived the first time')
  await context.close()
})

test('axe, IBM Equal Access, HTML_CodeSniffer, keyboard, 320 px and larger text find nothing where something is refused', { skip: noBrowser }, async () => {
  const context = await browser.newContext({ locale: 'en', bypassCSP: true, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${house.origin}/wallet`)
  await page.getByRole('button', { name: 'English', exact: true }).click()
  const { transactionCode } = await offered(page)
  await type(page, wrong(transactionCode))
  await alert(page, 'The code is wrong.')
  const found = await lookAt(page, 'code wrong')
  await page.route('**/oidc/token', (route) => route.abort(), { times: 1 })
  await type(page, transactionCode)
  await alert(page, 'The other side does not answer')
  found.push(...await lookAt(page, 'no answer, the code stays'))
  await page.route('**/vci/credential', (route) => route.fulfill({ status: 429, headers: { 'retry-after': '3000' }, json: {} }))
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('You can try again here from').waitFor()
  found.push(...await lookAt(page, 'too often'))
  assert.deepEqual(found, [])
  await context.close()
})
