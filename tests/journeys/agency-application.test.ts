/** An agency's own application lets people in through the portal (OpenID Connect); the client software is not ours. */
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { createRemoteJWKSet, decodeJwt, exportJWK, generateKeyPair, jwtVerify } from 'jose'
import * as oidc from 'openid-client'
import { signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { formsOf, TextBrowser } from '../support/browser-of-text.ts'
import { answer, go } from '../support/go-through.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

const callback = 'https://tax.example/callback'
const told: string[] = []
let house: TestHouse
let config: oidc.Configuration
let other: oidc.Configuration
const listener = createServer((request: IncomingMessage, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => { body += chunk.toString() })
  request.on('end', () => {
    told.push(new URLSearchParams(body).get('logout_token') ?? '')
    response.writeHead(204).end()
  })
})

before(async () => {
  await new Promise<void>((resolve) => { listener.listen(0, '127.0.0.1', () => { resolve() }) })
  const logout = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/logout`
  const [tax, health] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')])
  const application = async (id: string, { publicKey }: typeof tax, redirect: string) =>
    ({ id, kind: 'application' as const, name: { ko: id, en: `The ${id} office` }, redirectUris: [redirect], jwks: { keys: [{ ...await exportJWK(publicKey), alg: 'ES256', kid: id }] }, backchannelLogoutUri: logout })
  house = await openHouse({ clients: [await application('tax', tax, callback), await application('health', health, 'https://health.example/callback')] })
  const discover = (id: string, { privateKey }: typeof tax) =>
    oidc.discovery(new URL(house.origin), id, { id_token_signed_response_alg: 'ES256' }, oidc.PrivateKeyJwt({ key: privateKey, kid: id }), { execute: [oidc.allowInsecureRequests] })
  config = await discover('tax', tax)
  other = await discover('health', health)
})
after(async () => {
  await house.close()
  listener.close()
})

interface Begun { url: URL; verifier: string; dpop: oidc.DPoPHandle; redirect: string; config: oidc.Configuration }

async function begin(scope = 'openid profile', at = config, redirect = callback): Promise<Begun> {
  const verifier = oidc.randomPKCECodeVerifier()
  const dpop = oidc.getDPoPHandle(at, await oidc.randomDPoPKeyPair('ES256'))
  const url = await oidc.buildAuthorizationUrlWithPAR(at, { redirect_uri: redirect, scope, state: 'a-state', code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }, { DPoP: dpop })
  return { url, verifier, dpop, redirect, config: at }
}

const exchange = ({ verifier, dpop, config: at }: Begun, url: string) => oidc.authorizationCodeGrant(at, new URL(url), { pkceCodeVerifier: verifier, expectedState: 'a-state' }, undefined, { DPoP: dpop })

async function resident(person: string) {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  return browser
}

test('a resident is let in with PAR, PKCE and DPoP, and consents in words; the application learns the name and nothing more', async () => {
  const browser = await resident('KR-DEMO-000001')
  const begun = await begin()
  const arrived = await go(browser, begun.url.href)
  assert.match(arrived.url, /^\/authorize\//)
  assert.match(arrived.html, /The tax office/)
  assert.match(arrived.html, /See your name/)
  const { back } = await answer(browser, arrived.url)
  assert.ok(back.url.startsWith(callback), back.url)
  const tokens = await exchange(begun, back.url)
  const claims = tokens.claims()!
  assert.equal(tokens.token_type.toLowerCase(), 'dpop')
  assert.ok(!claims.sub.includes('KR-DEMO'))
  const info = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub, { DPoP: begun.dpop })
  assert.deepEqual(info, { sub: claims.sub, name: house.identity.demonstration!.nameOf('KR-DEMO-000001') })
  await jwtVerify(tokens.id_token!, createRemoteJWKSet(new URL(`${house.origin}/oidc/jwks`)), { issuer: house.origin, audience: 'tax', algorithms: ['ES256'] })
})

test('two applications know one person by different names', async () => {
  const browser = await resident('KR-DEMO-000002')
  const names = []
  for (const [at, redirect] of [[config, callback], [other, 'https://health.example/callback']] as const) {
    const begun = await begin('openid', at, redirect)
    const { back } = await answer(browser, (await go(browser, begun.url.href)).url)
    names.push((await exchange(begun, back.url)).claims()!.sub)
  }
  assert.notEqual(names[0], names[1])
})

test('an official signs in to an application with agency and roles', async () => {
  const browser = new TextBrowser(house.origin)
  await signInOfficial(browser, 'demo-nts-lead')
  const begun = await begin('openid profile employment')
  const { back } = await answer(browser, (await go(browser, begun.url.href)).url)
  const tokens = await exchange(begun, back.url)
  const info = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()!.sub, { DPoP: begun.dpop })
  assert.equal(info['agency'], 'nts')
  assert.deepEqual(info['roles'], ['caseworker', 'administrator', 'service-owner'])
})

test('an official who leaves is out of the applications as well: each is told at once, and its tokens open nothing', async () => {
  const browser = new TextBrowser(house.origin)
  await signInOfficial(browser, 'demo-kepco-caseworker')
  const begun = await begin('openid profile employment')
  const { back } = await answer(browser, (await go(browser, begun.url.href)).url)
  const tokens = await exchange(begun, back.url)
  const { sub, sid } = tokens.claims()!
  const lead = new TextBrowser(house.origin)
  await signInOfficial(lead, 'demo-kepco-lead')
  await lead.submit(await lead.get('/console/team'), '/console/team/demo-kepco-caseworker/end')
  const heard = await until(() => Promise.resolve(told.map((token) => decodeJwt(token)).find((token) => token['sid'] === sid)), (token) => token !== undefined)
  assert.equal(heard!.sub, sub)
  await assert.rejects(oidc.fetchUserInfo(config, tokens.access_token, sub, { DPoP: begun.dpop }))
})

test('who is not signed in signs in first and comes back to the question; who refuses goes back with a refusal', async () => {
  const browser = new TextBrowser(house.origin)
  const begun = await begin()
  const arrived = await go(browser, begun.url.href)
  assert.match(arrived.url, /^\/sign-in\?next=/)
  const asked = await browser.submit(await browser.get(arrived.url), '/sign-in', { other: 'KR-DEMO-000003' })
  assert.match(asked.path, /^\/authorize\//)
  const { back } = await answer(browser, asked.path, 'refuse')
  assert.equal(new URL(back.url).searchParams.get('error'), 'access_denied')
  assert.equal(new URL(back.url).searchParams.get('iss'), house.origin)
})

test('a request that began in another browser goes no further', async () => {
  const begun = await begin()
  const attacker = await resident('KR-DEMO-000004')
  const arrived = await go(attacker, begun.url.href)
  const victim = await resident('KR-DEMO-000005')
  const page = await victim.get(arrived.url)
  assert.equal(page.status, 400)
  assert.match(page.text, /another browser/)
  assert.equal(formsOf(page.html).some(({ action }) => action.startsWith('/authorize')), false)
})

test('without PKCE, with a plain challenge, without PAR, or to another address nothing begins', async () => {
  const par = (changes: Record<string, string>) => oidc.buildAuthorizationUrlWithPAR(config, { redirect_uri: callback, scope: 'openid', state: 's', ...changes })
  await assert.rejects(par({}), { error: 'invalid_request' })
  await assert.rejects(par({ code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }), { error: 'invalid_request' })
  await assert.rejects(par({ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256', redirect_uri: 'https://evil.example/callback' }), { status: 400 })
  const direct = oidc.buildAuthorizationUrl(config, { redirect_uri: callback, scope: 'openid', state: 's', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' })
  const page = await go(new TextBrowser(house.origin), direct.href)
  assert.ok(page.url.includes('error=invalid_request') || page.status === 400, page.url)
})

test('a code is used once: the second use is refused and takes the tokens of the first with it', async () => {
  const browser = await resident('KR-DEMO-000006')
  const begun = await begin()
  const { back } = await answer(browser, (await go(browser, begun.url.href)).url)
  const tokens = await exchange(begun, back.url)
  await assert.rejects(exchange(begun, back.url), { error: 'invalid_grant' })
  await assert.rejects(oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()!.sub, { DPoP: begun.dpop }))
})

test('a code that is sent ten times at once gives tokens once at most', async () => {
  const browser = await resident('KR-DEMO-000007')
  const begun = await begin()
  const { back } = await answer(browser, (await go(browser, begun.url.href)).url)
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => exchange(begun, back.url)))
  assert.ok(outcomes.filter(({ status }) => status === 'fulfilled').length <= 1)
})

test('on a shared computer the next person is asked anew, and never taken for the one before', async () => {
  const browser = await resident('KR-DEMO-000008')
  const first = await begin('openid')
  const before = await exchange(first, (await answer(browser, (await go(browser, first.url.href)).url)).back.url)
  const again = await begin('openid')
  assert.ok((await go(browser, again.url.href)).url.startsWith(callback), 'the same person is not asked twice')
  await signIn(browser, 'KR-DEMO-000009')
  const second = await begin('openid')
  const arrived = await go(browser, second.url.href)
  assert.match(arrived.url, /^\/authorize\//)
  const after_ = await exchange(second, (await answer(browser, arrived.url)).back.url)
  assert.notEqual(after_.claims()!.sub, before.claims()!.sub)
})

test('who leaves the portal leaves the application: it is told with a token that the library checks', async () => {
  const browser = await resident('KR-DEMO-000010')
  const begun = await begin()
  const tokens = await exchange(begun, (await answer(browser, (await go(browser, begun.url.href)).url)).back.url)
  told.length = 0
  await browser.submit(await browser.get('/'), '/sign-out')
  const [token] = await until(() => Promise.resolve([...told]), (list) => list.length > 0)
  const { payload } = await jwtVerify(token!, createRemoteJWKSet(new URL(`${house.origin}/oidc/jwks`)), { issuer: house.origin, audience: 'tax', typ: 'logout+jwt' })
  const idToken = decodeJwt(tokens.id_token!)
  assert.equal(payload.sub, idToken.sub)
  assert.equal(payload['sid'], idToken['sid'])
  assert.deepEqual(payload['events'], { 'http://schemas.openid.net/event/backchannel-logout': {} })
  await assert.rejects(oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()!.sub, { DPoP: begun.dpop }))
})
