/** The holder's app before a verifier that nobody has registered: what can be known of it, the least that it is content with, and what is never answered. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser } from 'playwright-core'
import { ownWallet } from '../../src/modules/credentials/own-wallet.ts'
import type { TestHouse } from '../support/house.ts'
import { noBrowser } from './open-browser.ts'
import { openForAll } from './open-for-all.ts'
import { ageOrBirth, anchorsOf, carrying, carryingMdoc, openStrangeVerifier, type StrangeVerifier } from './strange-verifier.ts'
import { carry, openDevice, paste, stored } from './wallet-device.ts'

let house: TestHouse
let browser: Browser
let shop: StrangeVerifier
openForAll(async (opened) => {
  ({ house, browser } = opened)
  shop = await openStrangeVerifier(undefined, await anchorsOf(house.origin))
  opened.closing.defer(() => shop.close())
})

const age = () => ageOrBirth(house.pack)

test('it says that nobody vouches for who asks; whatever the verifier prefers, the answer to the question is chosen, not the date of birth', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await carry(page, house, 'KR-DEMO-000101', ['mobile-id'])
  await paste(page, await shop.ask(age()))
  await page.getByText('This request is not registered in Republic of Korea').waitFor()
  await page.getByText('It calls itself Bookshop signer 0.').waitFor()
  assert.equal(await page.getByRole('radio', { name: '19 or older' }).isChecked(), true)
  await page.getByRole('button', { name: 'Show this' }).click()
  await page.getByText('Shown', { exact: true }).waitFor()
  const { claims } = shop.shown.at(-1)!
  assert.equal(claims['age_over_19'], true)
  assert.equal(claims['birth_date'], undefined)

  await paste(page, await shop.ask(age()))
  await page.getByRole('radio', { name: 'Date of birth' }).check()
  await page.getByText('Not necessary: less is enough').waitFor()
  await page.getByRole('button', { name: 'Show this' }).click()
  await page.getByText('Shown', { exact: true }).waitFor()
  const second = shop.shown.at(-1)!
  assert.equal(second.claims['age_over_19'], undefined)
  assert.match(String(second.claims['birth_date']), /^\d{4}-\d\d-\d\d$/)
  assert.notEqual(second.signature, shop.shown.at(-2)!.signature, 'the same verifier cannot tell that it was the same card')

  await page.getByRole('navigation').getByRole('link', { name: 'History' }).click()
  await page.getByText('Mobile ID: 19 or older').waitFor()
  await page.getByText('Mobile ID: Date of birth').waitFor()
  await context.close()
})

test('of several fields each can be left out, and in a mobile document too, which is the same card', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await carry(page, house, 'KR-DEMO-000101', ['mobile-id'])
  await paste(page, await shop.ask({ ...carrying(house.pack, 'mobile-id'), claims: [{ path: ['full_name'] }, { path: ['resident_address'] }] }))
  await page.getByRole('checkbox', { name: 'Address' }).uncheck()
  await page.getByRole('button', { name: 'Show this' }).click()
  await page.getByText('Shown', { exact: true }).waitFor()
  const { claims } = shop.shown.at(-1)!
  assert.equal(claims['full_name'], house.identity.demonstration!.nameOf('KR-DEMO-000101'))
  assert.equal(claims['resident_address'], undefined)

  await paste(page, await shop.ask(carryingMdoc(house.pack, 'mobile-id', ['full_name', 'resident_address', 'age_over_19'])))
  await page.getByRole('checkbox', { name: 'Address' }).uncheck()
  await page.getByRole('button', { name: 'Show this' }).click()
  await page.getByText('Shown', { exact: true }).waitFor()
  assert.deepEqual(shop.shown.at(-1)!.claims, { full_name: house.identity.demonstration!.nameOf('KR-DEMO-000101'), age_over_19: true })
  await page.getByRole('navigation').getByRole('link', { name: 'Cards' }).click()
  // Waits for the cards, and finds more than one wrong.
  await page.getByRole('link', { name: /Mobile ID/ }).waitFor()
  await context.close()
})

test('what is asked beyond the registration is marked and left out; a registration is not lent to whoever takes the answer elsewhere', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await carry(page, house, 'KR-DEMO-000101', ['mobile-id'])
  const beyond = { ...carrying(house.pack, 'mobile-id'), id: 'mobile-id', claims: [{ path: ['age_over_19'] }, { path: ['birth_date'] }] }
  const { templates } = house.credentials.presentations!
  const [{ logged: entry }, proof] = [await templates.find('age-19'), await templates.proveSoon('age-19')]
  const naming = (changes: object) => ({ verifier_info: [{ format: 'maru-request-template', data: { id: 'age-19', entry, log: proof, ...changes } }] })
  const named = naming({})
  const toPlatform = { response_uri: `${house.origin}/present/00000000-0000-7000-8000-000000000000/answer` }
  await paste(page, await shop.ask(beyond, { ...named, ...toPlatform }))
  await page.getByText('Ministry of the Interior and Safety').waitFor()
  await page.getByText('Not necessary: it is not registered to ask for this').waitFor()
  assert.equal(await page.getByRole('checkbox', { name: '19 or older' }).isChecked(), true)
  assert.equal(await page.getByRole('checkbox', { name: 'Date of birth' }).isChecked(), false)

  await paste(page, await shop.ask(beyond, named))
  await page.getByText('This request is not registered in Republic of Korea').waitFor()
  assert.doesNotMatch(await page.locator('main').innerText(), /Youth Protection Act|Ministry/)

  const unproven: object[] = [{ log: undefined }, { log: proof!.replace('index ', 'index 9') }, { entry: entry.replace('age_over_19', 'birth_date') }, { id: 'another' }]
  for (const request of [...unproven.map(naming), { verifier_info: [] }]) {
    await paste(page, await shop.ask(beyond, { ...request, ...toPlatform }))
    await page.getByRole('alert').getByText('It is not proven to stand in the public log').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Show this' }).count(), 0)
  }
  await context.close()
})

test('what nobody has answered is written down as that; where a verifier cannot be followed, nothing is; forgotten, nothing of it stays', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await carry(page, house, 'KR-DEMO-000101', ['mobile-id'])
  await paste(page, await shop.ask(age(), { response_uri: 'http://localhost:1/answer' }))
  await page.getByRole('button', { name: 'Show this' }).click()
  await page.getByRole('alert').getByText('The other side does not answer').waitFor()
  const thief = await openStrangeVerifier(`javascript:document.title='taken'`)
  await paste(page, await thief.ask(age()))
  await page.getByRole('button', { name: 'Show this' }).click()
  await page.getByText('Shown', { exact: true }).waitFor()
  thief.close()
  assert.equal(await page.getByRole('link', { name: /Go on/ }).count(), 0)
  assert.notEqual(await page.title(), 'taken')

  await page.getByRole('link', { name: 'What was shown' }).click()
  await page.getByText('Sent, and no answer came: localhost:1').waitFor()
  assert.equal((await stored(page, 'shown')).length, 2)
  await page.getByRole('button', { name: 'Forget all of it' }).click()
  await page.getByRole('button', { name: 'Yes, remove' }).click()
  await page.getByText('Nothing was shown yet').waitFor()
  assert.deepEqual(await stored(page, 'shown'), [])
  await context.close()
})

test('two windows that are asked at once show two different copies, and none of them comes back', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await carry(page, house, 'KR-DEMO-000101', ['mobile-id'])
  const other = await context.newPage()
  await other.goto(`${house.origin}/wallet`)
  const before = shop.shown.length
  const keys = (await stored(page, 'key')).length
  for (const window of [page, other]) await paste(window, await shop.ask(age()))
  await Promise.all([page, other].map(async (window) => {
    await window.getByRole('button', { name: 'Show this' }).click()
    await window.getByText('Shown', { exact: true }).waitFor()
  }))
  await paste(other, await shop.ask(age()))
  await other.getByRole('button', { name: 'Show this' }).click()
  await other.getByText('Shown', { exact: true }).waitFor()
  assert.equal(new Set(shop.shown.slice(before).map(({ signature }) => signature)).size, 3)
  assert.equal((await stored(page, 'key')).length, keys - 3)
  await context.close()
})

test('without a copy for one use it says that the card can be recognised, before it is shown', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await carry(page, house, 'KR-DEMO-000101', ['mobile-id'])
  const before = shop.shown.length
  for (let time = 0; time < 7; time += 1) {
    await paste(page, await shop.ask(age()))
    await page.getByRole('button', { name: 'Show this' }).waitFor()
    assert.equal(await page.getByText('whoever sees this card twice can tell').count(), time < 5 ? 0 : 1)
    await page.getByRole('button', { name: 'Show this' }).click()
    await page.getByText('Shown', { exact: true }).waitFor()
  }
  assert.equal(new Set(shop.shown.slice(before).map(({ signature }) => signature)).size, 6, 'only the lasting copy is shown again')
  const opened = await context.newPage()
  await opened.goto(`${house.origin}${ownWallet(await shop.ask(age()))}`)
  await opened.getByRole('button', { name: 'Show this' }).waitFor()
  await opened.getByText('whoever sees this card twice can tell').waitFor({ state: 'hidden' })
  await opened.getByRole('button', { name: 'Show this' }).click()
  await opened.getByText('Shown', { exact: true }).waitFor()
  assert.equal(new Set(shop.shown.slice(before).map(({ signature }) => signature)).size, 7, 'a card that has none left is refilled when a request opens the app')
  await context.close()
})

test('what is not signed by whom the link names, is over, or wants what is not understood, is answered by nothing', { skip: noBrowser }, async () => {
  const { context, page } = await openDevice(browser, house.origin)
  await carry(page, house, 'KR-DEMO-000101', ['mobile-id'])
  const keys = (await stored(page, 'key')).length
  const before = shop.shown.length
  const good = await shop.ask(age())
  const other = await openStrangeVerifier()
  const requestOf = (link: string) => new URL(link).searchParams.get('request')!
  const withRequest = (link: string, request: string) => {
    const url = new URL(link)
    url.searchParams.set('request', request)
    return url.href
  }
  const [header, , signature] = requestOf(good).split('.') as [string, string, string]
  const changed = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(requestOf(good).split('.')[1]!, 'base64url').toString()) as object, response_uri: 'http://localhost:1/thief' })).toString('base64url')
  for (const [link, refusal] of [
    [withRequest(good, [header, changed, signature].join('.')), 'The signature is wrong'],
    [withRequest(good, requestOf(await other.ask(age()))), 'The request is not from whom it names'],
    [withRequest(good, `${Buffer.from('{"alg":"none","typ":"oauth-authz-req+jwt"}').toString('base64url')}.${requestOf(good).split('.')[1]!}.`), 'The request is not signed'],
    [await shop.ask(age(), { exp: 1_790_000_000 }), 'This request was used, or is over'],
    [await shop.ask(age(), { transaction_data: ['e30'] }), 'The request wants an answer that this wallet does not give'],
    [await shop.ask(age(), { redirect_uri: 'https://thief.example' }), 'The request wants an answer that this wallet does not give'],
    [await shop.ask(age(), { response_mode: 'fragment' }), 'The request wants an answer that this wallet does not give'],
    [await shop.ask(age(), { response_uri: 'http://shop.example/answer' }), 'The address is not protected'],
    [await shop.ask(age(), { nonce: undefined }), 'What came cannot be read'],
    [await shop.ask(age(), { dcql_query: { credentials: [] } }), 'What came cannot be read'],
  ] as const) {
    await paste(page, link)
    await page.getByRole('alert').getByText(refusal).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Show this' }).count(), 0, refusal)
  }
  other.close()
  assert.equal(shop.shown.length, before)
  assert.equal((await stored(page, 'key')).length, keys)
  await context.close()
})
