/**
 * The Digital Credentials API (OpenID4VP 1.0 annex A) from our page to our wallet's library and back, with real credentials and signatures; of the browser only its own
 * `navigator.credentials.get` is played, and every negative case is refused by name.
 */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { CompactEncrypt, decodeJwt, generateKeyPair } from 'jose'
import type { Browser } from 'playwright-core'
import { answerDigital, type ChosenCopy, type DigitalPresentationRequest, readDigitalRequest } from '../../packages/wallet/app/present/digital-request.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { newKeyPair, readOffer, TestWallet } from '../support/test-wallet.ts'
import { type Asked, encrypted, multisigned, resigned } from './digital-requests.ts'
import { noBrowser, openBrowser } from './open-browser.ts'

type Format = 'dc+sd-jwt' | 'mso_mdoc'
const formats: Format[] = ['dc+sd-jwt', 'mso_mdoc']
const person = 'KR-DEMO-000101'
let house: TestHouse
let key: string
let shop: string
let copies: Record<Format, ChosenCopy>
const closing = new AsyncDisposableStack()
before(async () => {
  house = await openHouse()
  const server = createServer((_request, answer) => { answer.end('the shop') })
  closing.defer(() => { server.close() })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  shop = `http://localhost:${(server.address() as AddressInfo).port}`
  key = await house.credentials.presentations!.makeKey({ template: 'age-19', returnTo: `${shop}/back` }, 'test')
  copies = { 'dc+sd-jwt': await carry('dc+sd-jwt'), mso_mdoc: await carry('mso_mdoc') }
})
after(async () => {
  await closing.disposeAsync()
  await house.close()
})

/** A credential of the house, and what of it is shown for the question. */
async function carry(format: Format): Promise<ChosenCopy> {
  const { link, transactionCode } = await house.credentials.issuer!.offer(house.origin, person, ['mobile-id'])
  const issuing = await TestWallet.open(house.origin)
  await issuing.redeem(readOffer(link).code, transactionCode)
  const held = await newKeyPair()
  const answer = await issuing.ask(format === 'mso_mdoc' ? 'mobile-id-mdoc' : 'mobile-id', [held])
  const [{ credential } = { credential: '' }] = answer.body['credentials'] as { credential: string }[]
  const pair = { privateKey: held.privateKey } as CryptoKeyPair
  return { id: format === 'mso_mdoc' ? 'mobile-id_mdoc' : 'mobile-id', names: ['age_over_19'], taken: { format, pair, copy: { credential, key: 'test', until: undefined, oneUse: true } } }
}

const call = async <Body,>(path: string, body: object) => (await (await fetch(`${house.origin}${path}`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })).json()) as Body

/** Somebody is asked, in a browser of their own. */
async function begin() {
  const { id, url } = await call<{ id: string; url: string }>('/api/presentations', {})
  const browser = new TextBrowser(house.origin)
  const visit = await browser.get(new URL(url).pathname)
  const page = await browser.submit(visit, visit.path)
  const requests = JSON.parse((/data-digital="([^"]*)"/.exec(page.html)?.[1] ?? assert.fail(page.html)).replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as [Asked, Asked]
  return { id, browser, requests }
}
type Begun = Awaited<ReturnType<typeof begin>>

/** What the page sends when the browser's promise is fulfilled. @returns where it leads */
async function send({ id, browser }: Begun, response: unknown, by: TextBrowser = browser) {
  const visit = await by.get(`/present/${id}`)
  const csrf = /name="_csrf" value="([^"]+)"/.exec(visit.html)?.[1] ?? ''
  const answer = await fetch(`${house.origin}/present/${id}/digital`, {
    method: 'POST', redirect: 'manual', body: new URLSearchParams({ _csrf: csrf, response: JSON.stringify(response) }), headers: { origin: house.origin, cookie: [...by.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  })
  // To another site it goes by a page of ours.
  return { status: answer.status, location: answer.headers.get('location') ?? answer.headers.get('refresh')?.split('url=')[1] ?? '' }
}
const outcomeOf = async (id: string) => (await house.rooms.ask<{ outcome: string | null }>('select outcome from credentials.presentation where id = $1', [id]))[0]?.outcome
const collect = (id: string, location: string) => call<{ credentials: Record<string, { claims: unknown }> }>(`/api/presentations/${id}/collect`, { code: new URL(location).searchParams.get('code') })

async function refusedAs(reason: string, begun: Begun, response: unknown) {
  const { location } = await send(begun, response)
  assert.equal(location, `/present/${begun.id}`)
  assert.equal(await outcomeOf(begun.id), reason)
  assert.equal((await send(begun, response)).status, 404, 'it is over')
}

test('signed and unsigned, as SD-JWT and as mobile document, the shop learns what it asked and nothing else, once', async () => {
  for (const at of [0, 1] as const) {
    for (const format of formats) {
      const begun = await begin()
      const asked = begun.requests[at]
      const request = await readDigitalRequest(asked, house.origin)
      assert.deepEqual([request.protocol, request.registration?.id], [at === 0 ? 'openid4vp-v1-signed' : 'openid4vp-v1-unsigned', 'age-19'])
      const answer = await answerDigital(request, [copies[format]])
      assert.deepEqual(Object.keys(answer.data), ['response'])
      const { location } = await send(begun, answer)
      assert.equal(new URL(location).origin, shop)
      assert.deepEqual((await collect(begun.id, location)).credentials['mobile-id']!.claims, { age_over_19: true })
      assert.equal((await send(begun, answer)).status, 404)
    }
  }
})

test('in the page the browser’s own interface is offered where it is there, is asked by no inline script, and leads back to the shop', { skip: noBrowser }, async () => {
  const browser: Browser = await openBrowser()
  closing.defer(() => browser.close())
  const context = await browser.newContext({ locale: 'en' })
  await context.addCookies([{ name: 'maru_lang', value: 'en', url: house.origin }])
  const page = await context.newPage()
  let wanted: Format | undefined
  await page.exposeFunction('playBrowser', async (requests: Asked[], origin: string) => {
    if (!wanted) throw new Error('no wallet')
    return answerDigital(await readDigitalRequest(requests[0]!, origin), [copies[wanted]])
  })
  await page.addInitScript(`window.DigitalCredential = class {}
    navigator.credentials.get = ({ digital }) => window.playBrowser(digital.requests, location.origin)`)
  for (const format of formats) {
    wanted = undefined
    const { id, url } = await call<{ id: string; url: string }>('/api/presentations', {})
    await page.goto(url)
    await page.locator('main form button').click()
        const ask = page.getByRole('button', { name: 'Ask this browser for my wallet' })
    await ask.click()
    await page.getByText('Your browser found no wallet, or nothing was shown').waitFor()
    wanted = format
    await ask.click()
    await page.waitForURL(`${shop}/back**`)
    assert.deepEqual((await collect(id, page.url())).credentials['mobile-id']!.claims, { age_over_19: true })
  }
  const without = await context.newPage()
  await without.addInitScript('delete window.DigitalCredential')
  await without.goto((await call<{ url: string }>('/api/presentations', {})).url)
  await without.locator('main form button').first().click()
  await without.getByRole('link', { name: 'Open it in the wallet of this site' }).waitFor()
  assert.equal(await without.getByRole('button', { name: 'Ask this browser for my wallet' }).isVisible(), false)
})

const refused = (reading: Promise<unknown>, reason: string) => assert.rejects(reading, (cause: Error & { reason?: string }) => cause.reason === reason || assert.fail(`${cause.message}, not ${reason}`))

test('attack: wrong origin, expected_origins that are missing or another’s, altered, of another protocol, over, for another kind of answer: the wallet answers nothing', async () => {
  const { requests: [signed, unsigned] } = await begin()
  await refused(readDigitalRequest(signed, 'https://thief.example'), 'wrong-verifier')
  await refused(readDigitalRequest(await resigned(house.keys, signed, { expected_origins: undefined }), house.origin), 'wrong-verifier')
  await refused(readDigitalRequest(await resigned(house.keys, signed, { expected_origins: ['https://thief.example'] }), house.origin), 'wrong-verifier')
  await refused(readDigitalRequest(await resigned(house.keys, signed, { client_id: 'x509_hash:another' }), house.origin), 'wrong-verifier')
  const [header, , signature] = (signed.data['request'] as string).split('.') as [string, string, string]
  const altered = Buffer.from(JSON.stringify({ ...decodeJwt(signed.data['request'] as string), expected_origins: ['https://thief.example'] })).toString('base64url')
  await refused(readDigitalRequest({ ...signed, data: { request: [header, altered, signature].join('.') } }, 'https://thief.example'), 'bad-signature')
  await refused(readDigitalRequest(await resigned(house.keys, signed, { response_mode: 'direct_post.jwt' }), house.origin), 'other-answer')
  await refused(readDigitalRequest(await resigned(house.keys, signed, { transaction_data: ['e30'] }), house.origin), 'other-answer')
  await refused(readDigitalRequest(await resigned(house.keys, signed, { exp: 1_790_000_000 }), house.origin), 'request-over')
  await refused(readDigitalRequest({ ...unsigned, protocol: 'openid4vp' }, house.origin), 'other-answer')
  // What an unsigned request says of itself counts for nothing: its answer is for the page that asked.
  const lent = await readDigitalRequest({ ...unsigned, data: { ...unsigned.data, client_id: 'x509_hash:another', expected_origins: [house.origin] } }, 'https://thief.example')
  assert.equal(lent.origin, 'https://thief.example')
})

test('oid4vp-1final-wallet-multisigned-one-invalid-signature: under several names, one that holds is enough, and it alone counts', async () => {
  const begun = await begin()
  const several = await multisigned(house.keys, begun.requests[0])
  const read = await readDigitalRequest(several, house.origin)
  assert.equal(read.calledBy, (await readDigitalRequest(begun.requests[0], house.origin)).calledBy)
  assert.equal(read.registration?.id, 'age-19')
  const { location } = await send(begun, { ...await answerDigital(read, [copies['dc+sd-jwt']]), protocol: 'openid4vp-v1-signed' })
  assert.deepEqual((await collect(begun.id, location)).credentials['mobile-id']!.claims, { age_over_19: true })
})

test('oid4vp-1final-wallet-negative-test-invalid-request-object-signature, multi-signed: none that holds, none that is asked, another page, a name outside its signature', async () => {
  const { requests: [signed] } = await begin()
  const { data: { request }, protocol } = await multisigned(house.keys, signed)
  const of = (changes: object) => readDigitalRequest({ protocol, data: { request: { ...request, ...changes } } }, house.origin)
  const [first, second] = request.signatures
  await refused(of({ signatures: [first] }), 'wrong-verifier')
  await refused(of({ signatures: [first, { ...second, signature: first.signature }] }), 'bad-signature')
  await refused(of({ signatures: [{ ...first, protected: second.protected }] }), 'bad-signature')
  await refused(of({ signatures: [] }), 'not-signed')
  await refused(of({ signatures: undefined }), 'not-signed')
  await refused(of({ signatures: [...Array.from({ length: 8 }, () => first), second] }), 'wrong-verifier')
  await refused(of({ payload: Buffer.from('{}').toString('base64url') }), 'bad-signature')
  await refused(readDigitalRequest({ protocol, data: { request } }, 'https://thief.example'), 'wrong-verifier')
  const inside = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(request.payload, 'base64url').toString()) as object, client_id: 'x509_hash:somebody-else' })).toString('base64url')
  await refused(of({ payload: inside }), 'unreadable')
  await refused(readDigitalRequest({ protocol, data: { request: 'a.b.c' } }, house.origin), 'unreadable')
})

test('attack: an answer that was made for another origin is refused, in both formats', async () => {
  for (const [format, reason] of [['dc+sd-jwt', 'wrong-audience'], ['mso_mdoc', 'bad-binding-signature']] as const) {
    const begun = await begin()
    await refusedAs(reason, begun, await answerDigital(await readDigitalRequest(begun.requests[1], 'https://thief.example'), [copies[format]]))
  }
})

test('attack: an answer with the client identifier as its audience, as by redirect, is refused', async () => {
  const begun = await begin()
  const request = await readDigitalRequest(begun.requests[0], house.origin)
  const { presentSdJwt } = await import('../../packages/wallet/app/present/make-presentation.ts')
  const clientId = decodeJwt(begun.requests[0].data['request'] as string)['client_id'] as string
  const shown = await presentSdJwt(copies['dc+sd-jwt'].taken, ['age_over_19'], { aud: clientId, nonce: request.nonce })
  await refusedAs('wrong-audience', begun, { protocol: request.protocol, data: { response: await encrypted({ vp_token: { 'mobile-id': [shown] } }, request) } })
})

test('attack: a replayed nonce, and an answer to another request, are refused', async () => {
  for (const [format, reason] of [['dc+sd-jwt', 'wrong-nonce'], ['mso_mdoc', 'bad-binding-signature']] as const) {
    const [first, second, third] = [await begin(), await begin(), await begin()]
    const [old, fresh] = [await readDigitalRequest(first.requests[0], house.origin), await readDigitalRequest(second.requests[0], house.origin)]
    await refusedAs(reason, second, await answerDigital({ ...fresh, nonce: old.nonce }, [copies[format]]))
    await refusedAs('unreadable', third, await answerDigital(old, [copies[format]]))
  }
})

test('attack: what is not encrypted, not to this key, or of another protocol is not taken where dc_api.jwt was asked', async () => {
  const open = async (change: (request: DigitalPresentationRequest, begun: Begun) => Promise<unknown>) => {
    const begun = await begin()
    await refusedAs('unreadable', begun, await change(await readDigitalRequest(begun.requests[0], house.origin), begun))
  }
  await open((request) => answerDigital({ ...request, encryption: undefined }, [copies['dc+sd-jwt']]))
  await open(async (request) => {
    const { publicKey } = await generateKeyPair('ECDH-ES', { extractable: true })
    return { protocol: request.protocol, data: { response: await new CompactEncrypt(Buffer.from('{}')).setProtectedHeader({ alg: 'ECDH-ES', enc: 'A128GCM' }).encrypt(publicKey) } }
  })
  await open(async (request) => ({ ...await answerDigital(request, [copies['dc+sd-jwt']]), protocol: 'openid4vp' }))
  await open(() => Promise.resolve('nothing'))
})

test('attack: an answer in another browser, or after a wallet has fetched the request by the link, is not taken', async () => {
  const begun = await begin()
  const answer = await answerDigital(await readDigitalRequest(begun.requests[0], house.origin), [copies['dc+sd-jwt']])
  assert.equal((await send(begun, answer, new TextBrowser(house.origin))).status, 403)
  assert.equal(await outcomeOf(begun.id), null)
  const link = /href="(openid4vp:[^"]+)"/.exec((await begun.browser.get(`/present/${begun.id}`)).html)![1]!.replaceAll('&amp;', '&')
  assert.equal((await fetch(new URL(link).searchParams.get('request_uri')!)).status, 200)
  assert.equal((await send(begun, answer)).status, 404)
})
