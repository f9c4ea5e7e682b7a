/**
 * The authorization server before wallets that misbehave in one way: what the OpenID conformance plan for HAIP issuers takes over from that of FAPI 2.0, each case under the name of its
 * module (`fapi2-security-profile-final-…`), over HTTP, by a wallet that the operator knows.
 */
import assert from 'node:assert/strict'
import { hash, randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { signIn } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { answer, go } from '../support/go-through.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { type Answer, newKeyPair, TestWallet } from '../support/test-wallet.ts'

const [city, other] = ['city-wallet', 'other-wallet']
const redirectUri = 'https://wallet.example/back'
let house: TestHouse
before(async () => {
  house = await openHouse({ clients: [city, other].map((id) => ({ id, kind: 'wallet', name: { en: id }, redirectUris: [redirectUri] })) })
})
after(() => house.close())

/** Of somebody who is signed in, and has allowed nothing yet. */
async function newBrowser(): Promise<TextBrowser> {
  const browser = new TextBrowser(house.origin)
  await signIn(browser, 'KR-DEMO-000101')
  return browser
}

/** Opens the wallet's page at the portal, and answers there. @returns where it leads back to */
const arrive = async (page: string, browser: TextBrowser, decision?: 'refuse') => new URL((await answer(browser, (await go(browser, page)).url, decision)).back.url).searchParams

const challengeOf = (verifier: string) => hash('sha256', verifier, 'base64url')
const newVerifier = () => randomBytes(32).toString('base64url')
const open = (id = city) => TestWallet.open(house.origin, id)

type Bent = Record<string, string | undefined>

/** @param bent parameters, changed or left out */
function push(wallet: TestWallet, bent: Bent = {}, headers: Record<string, string> = {}): Promise<Answer> {
  const usual = { client_id: wallet.clientId, response_type: 'code', scope: 'credential.family-relations', redirect_uri: redirectUri, state: 'a-state', code_challenge: challengeOf('v'.repeat(43)), code_challenge_method: 'S256' }
  const fields = Object.entries({ ...usual, ...bent }).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return wallet.post('/oidc/par', new URLSearchParams(fields), headers)
}

/** As far as the code, at the page of the portal. */
async function authorize(wallet: TestWallet, verifier: string, bent: Bent = {}, headers: Record<string, string> = {}): Promise<string> {
  const pushed = await push(wallet, { code_challenge: challengeOf(verifier), ...bent }, headers)
  assert.equal(pushed.status, 201, pushed.text)
  return (await arrive(pageOf(wallet.clientId, String(pushed.body['request_uri'])), await newBrowser())).get('code')!
}

const pageOf = (client: string, requestUri: string) => `${house.origin}/oidc/authorize?${new URLSearchParams({ client_id: client, request_uri: requestUri }).toString()}`

async function redeem(wallet: TestWallet, code: string, bent: Bent = {}, headers: Parameters<TestWallet['post']>[2] = {}) {
  wallet.token = ''
  const fields = Object.entries({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, client_id: wallet.clientId, ...bent }).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const given = await wallet.post('/oidc/token', new URLSearchParams(fields), headers)
  if (given.status === 200) wallet.token = String(given.body['access_token'])
  return given
}

const errorOf = ({ status, body }: Answer) => [status, body['error']]

test('happy-flow, authorization-request-without-state-success, long-state: a code, a token, and the state as it was', async () => {
  const verifier = newVerifier()
  const wallet = await open()
  assert.equal((await redeem(wallet, await authorize(wallet, verifier, { state: undefined }), { code_verifier: verifier })).status, 200)
  assert.equal((await wallet.ask('family-relations', [await newKeyPair()])).status, 200)
  const state = 's'.repeat(1_000)
  const pushed = await push(await open(), { state })
  assert.equal(pushed.status, 201, pushed.text)
  assert.equal((await arrive(pageOf(city, String(pushed.body['request_uri'])), await newBrowser())).get('state'), state)
})

const refusedAtPush: [name: string, bent: Bent, error: RegExp][] = [
  ['par-ensure-pkce-required', { code_challenge: undefined, code_challenge_method: undefined }, /invalid_request/],
  ['par-plain-pkce-rejected', { code_challenge_method: 'plain' }, /invalid_request/],
  ['par-plain-pkce-rejected, by leaving the method out', { code_challenge_method: undefined }, /invalid_request/],
  ['ensure-response-type-token-fails', { response_type: 'token' }, /unsupported_response_type|invalid_request|unauthorized_client/],
  ['ensure-response-type-code-idtoken-fails', { response_type: 'code id_token' }, /unsupported_response_type|invalid_request|unauthorized_client/],
  ['ensure-redirect-uri-in-authorization-request', { redirect_uri: '' }, /invalid_request|invalid_redirect_uri/],
  ['plain-fapi-tolerate-unregistered-redirect-uri', { redirect_uri: 'https://evil.example/back' }, /invalid_redirect_uri|invalid_request/],
  ['par-authorization-request-containing-request_uri-form-param', { request_uri: 'urn:ietf:params:oauth:request_uri:made-up' }, /invalid_request|request_uri_not_supported/],
  ['a wallet that nobody knows', { client_id: 'nobody' }, /invalid_client/],
]
for (const [name, bent, error] of refusedAtPush) {
  test(`${name}: refused`, async () => {
    const said = await push(await open(), bent)
    assert.ok(said.status >= 400 && said.status < 500, said.text)
    assert.match(String(said.body['error']), error)
    assert.equal(said.body['request_uri'], undefined)
  })
}

test('par-attempt-invalid-http-method: refused', async () => {
  for (const method of ['GET', 'PUT', 'DELETE']) assert.ok([404, 405].includes((await fetch(`${house.origin}/oidc/par`, { method })).status), method)
})

test('ensure-unsigned-authorization-request-without-using-par-fails: what was not pushed is shown to nobody', async () => {
  const asked = new URLSearchParams({ client_id: city, response_type: 'code', scope: 'credential.family-relations', redirect_uri: redirectUri, code_challenge: challengeOf('v'), code_challenge_method: 'S256' })
  const { url } = await go(await newBrowser(), `${house.origin}/oidc/authorize?${asked.toString()}`)
  assert.equal(new URL(url, house.origin).searchParams.get('code'), null)
  assert.match(url, /error=invalid_request|\/oidc\/authorize/)
})

test('par-attempt-reuse-request_uri: once it has led to a code, it leads to none again', async () => {
  const wallet = await open()
  const pushed = await push(wallet)
  const [page, browser] = [pageOf(city, String(pushed.body['request_uri'])), await newBrowser()]
  assert.ok((await arrive(page, browser)).get('code'))
  const again = await go(browser, page)
  assert.match(again.url, /^\/authorize\/refused\?/)
})

test('par-attempt-to-use-request_uri-for-different-client: refused', async () => {
  const pushed = await push(await open())
  assert.match((await go(await newBrowser(), pageOf(other, String(pushed.body['request_uri'])))).url, /^\/authorize\/refused\?/)
})

/** What ends is over by the database's clock. */
const endAll = (model: string) => house.rooms.ask(`update identity.authorization_state set ends_at = now() - interval '1 second' where model = $1`, [model])

test('par-attempt-to-use-expired-request_uri: refused', async () => {
  const pushed = await push(await open())
  await endAll('PushedAuthorizationRequest')
  assert.match((await go(await newBrowser(), pageOf(city, String(pushed.body['request_uri'])))).url, /^\/authorize\/refused\?/)
})

test('ensure-token-endpoint-fails-with-expired-auth-code: a code lives for a minute at most, and then brings nothing', async () => {
  const [wallet, verifier] = [await open(), newVerifier()]
  const code = await authorize(wallet, verifier)
  const [{ left } = { left: 0 }] = await house.rooms.ask<{ left: number }>(`select max(extract(epoch from ends_at - now()))::float as left from identity.authorization_state where model = 'AuthorizationCode'`)
  assert.ok(left > 0 && left <= 60, String(left))
  await endAll('AuthorizationCode')
  assert.deepEqual(errorOf(await redeem(wallet, code, { code_verifier: verifier })), [400, 'invalid_grant'])
})

test('state-only-outside-request-object-not-used, ensure-different-state-inside-and-outside-request-object: what stands beside the pushed request counts for nothing', async () => {
  for (const state of [undefined, 'inside']) {
    const pushed = await push(await open(), { state })
    const back = await arrive(`${pageOf(city, String(pushed.body['request_uri']))}&state=outside&redirect_uri=https%3A%2F%2Fevil.example&scope=openid`, await newBrowser())
    assert.deepEqual([back.get('state'), back.has('code')], [state ?? null, true])
  }
})

test('par-ensure-reused-request-uri-prior-to-auth-completion-succeeds: opened twice, it may still be answered', async () => {
  const wallet = await open()
  const verifier = newVerifier()
  const pushed = await push(wallet, { code_challenge: challengeOf(verifier) })
  const [page, browser] = [pageOf(city, String(pushed.body['request_uri'])), await newBrowser()]
  await go(browser, page)
  assert.equal((await redeem(wallet, (await arrive(page, browser)).get('code')!, { code_verifier: verifier })).status, 200)
})

test('ensure-pkce-code-verifier-required, incorrect-pkce-code-verifier-rejected: refused', async () => {
  for (const code_verifier of [undefined, newVerifier()]) {
    const wallet = await open()
    assert.deepEqual(errorOf(await redeem(wallet, await authorize(wallet, newVerifier()), { code_verifier })), [400, 'invalid_grant'])
  }
})

test('attempt-reuse-authorization-code-after-one-second: refused, and what the first had brought is over', async () => {
  const [wallet, verifier] = [await open(), newVerifier()]
  const code = await authorize(wallet, verifier)
  assert.equal((await redeem(wallet, code, { code_verifier: verifier })).status, 200)
  const { token } = wallet
  assert.deepEqual(errorOf(await redeem(wallet, code, { code_verifier: verifier })), [400, 'invalid_grant'])
  wallet.token = token
  assert.deepEqual(errorOf(await wallet.ask('family-relations', [await newKeyPair()])), [401, 'invalid_token'])
})

test('ensure-authorization-code-is-bound-to-client: of another wallet it is refused, also with the verifier', async () => {
  const [wallet, verifier] = [await open(), newVerifier()]
  assert.deepEqual(errorOf(await redeem(await open(other), await authorize(wallet, verifier), { code_verifier: verifier })), [400, 'invalid_grant'])
})

test('ensure-client-id-in-token-endpoint: who does not say which wallet it is gets no token', async () => {
  const [wallet, verifier] = [await open(), newVerifier()]
  const said = await redeem(wallet, await authorize(wallet, verifier), { code_verifier: verifier, client_id: undefined })
  assert.ok(said.status >= 400 && said.body['access_token'] === undefined, said.text)
})

test('ensure-holder-of-key-required: a code without a proof of a key brings no token', async () => {
  const [wallet, verifier] = [await open(), newVerifier()]
  const bare = await fetch(`${house.origin}/oidc/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'authorization_code', code: await authorize(wallet, verifier), redirect_uri: redirectUri, client_id: city, code_verifier: verifier }) })
  assert.deepEqual([bare.status, (await bare.json() as { error: string }).error], [400, 'invalid_grant'])
})

test('ensure-mismatched-dpop-jkt-fails, ensure-token-endpoint-fails-with-mismatched-dpop-jkt, …-dpop-proof-jkt: a code is for the key that it was asked with', async () => {
  const [wallet, stranger, verifier] = [await open(), await open(), newVerifier()]
  const mismatched = await push(wallet, { dpop_jkt: await stranger.thumbprint() })
  assert.ok(mismatched.status === 400 && /invalid_(?:request|dpop_proof)/.test(String(mismatched.body['error'])), mismatched.text)
  // The proof at the pushed request binds it, also without being named.
  assert.deepEqual(errorOf(await redeem(stranger, await authorize(wallet, verifier), { code_verifier: verifier })), [400, 'invalid_grant'])
  assert.equal((await redeem(wallet, await authorize(wallet, verifier, { dpop_jkt: await wallet.thumbprint() }), { code_verifier: verifier })).status, 200)
})

test('check-dpop-proof-nbf-exp, ensure-dpopproof-with-iat-10seconds-before-succeeds, …-after-succeeds', async () => {
  const now = () => Math.floor(Date.now() / 1000)
  for (const claims of [{ nbf: now() - 10, exp: now() + 60 }, { iat: now() - 10 }, { iat: now() + 10 }]) {
    const [wallet, verifier] = [await open(), newVerifier()]
    const code = await authorize(wallet, verifier)
    await wallet.nonce()
    // Without a nonce the server asks for one; with it the proof is what it is.
    const headers = async () => ({ dpop: await wallet.dpop('POST', '/oidc/token', claims) })
    const given = await redeem(wallet, code, { code_verifier: verifier }, headers)
    assert.equal(given.status, 200, `${JSON.stringify(claims)} ${given.text}`)
  }
})

test('access-token-type-header-case-sensitivity: DPoP is DPoP, however it is written', async () => {
  const [wallet, verifier] = [await open(), newVerifier()]
  await redeem(wallet, await authorize(wallet, verifier), { code_verifier: verifier })
  for (const scheme of ['dpop', 'DPOP', 'DPoP']) {
    const request = await wallet.asking('family-relations', [await newKeyPair()])
    assert.equal((await wallet.post('/vci/credential', request, { authorization: `${scheme} ${wallet.token}` })).status, 200, scheme)
  }
})

test('refresh-token: for the wallet and the key that it was given to, and no other; once', async () => {
  const [wallet, verifier] = [await open(), newVerifier()]
  const given = await redeem(wallet, await authorize(wallet, verifier), { code_verifier: verifier })
  const refresh = (by: TestWallet, token: unknown) => {
    by.token = ''
    return by.post('/oidc/token', new URLSearchParams({ grant_type: 'refresh_token', refresh_token: String(token), client_id: by.clientId }))
  }
  assert.deepEqual(errorOf(await refresh(await open(), given.body['refresh_token'])), [400, 'invalid_grant'])
  assert.deepEqual(errorOf(await refresh(await open(other), given.body['refresh_token'])), [400, 'invalid_grant'])
  const fresh = await refresh(wallet, given.body['refresh_token'])
  assert.equal(fresh.status, 200, fresh.text)
  assert.notEqual(fresh.body['refresh_token'], given.body['refresh_token'])
  assert.deepEqual(errorOf(await refresh(wallet, given.body['refresh_token'])), [400, 'invalid_grant'])
})

test('user-rejects-authentication: the wallet hears that, and gets no code', async () => {
  const pushed = await push(await open())
  const back = await arrive(pageOf(city, String(pushed.body['request_uri'])), await newBrowser(), 'refuse')
  assert.deepEqual([back.get('error'), back.get('code')], ['access_denied', null])
})
