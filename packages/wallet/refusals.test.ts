/** Refusals are told apart: by what an issuer, a verifier and the way to them really say, each with what its holder does next, in every language. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as oauth from 'oauth4webapi'
import { ownMessages, readMessages } from '../pack-kit/read-messages.ts'
import { refusedBy } from './app/fetch-limited.ts'
import { Refused } from './app/json.ts'
import { type Reason, refusalOf, refusals } from './app/refusals.ts'
import { whyNotRedeemed, whyRefused } from './app/receive/why-refused.ts'

const server: oauth.AuthorizationServer = { issuer: 'https://issuer.example', token_endpoint: 'https://issuer.example/token' }
const client: oauth.Client = { client_id: 'maru-wallet' }

/** As the library reads it. */
const redeemed = (response: Response) => oauth.processGenericTokenEndpointResponse(server, client, response).then(() => assert.fail('it was taken'), whyRefused)
const answer = (status: number, body: object, headers: Record<string, string> = {}) => Response.json(body, { status, headers })

for (const [status, error, reason] of [
  [400, 'invalid_grant', 'offer-over'], [400, 'invalid_request', 'not-understood'], [401, 'invalid_client', 'wallet-unknown'], [401, 'invalid_client_attestation', 'wallet-unknown'],
  [400, 'unsupported_grant_type', 'other-grant'], [400, 'invalid_scope', 'not-issued'], [400, 'slow_down', 'too-often'], [429, 'temporarily_unavailable', 'too-often'],
  [400, 'temporarily_unavailable', 'unavailable'], [500, 'server_error', 'unavailable'], [503, 'invalid_grant', 'unavailable'],
  [400, 'made_up', 'offer-refused'], [400, '__proto__', 'offer-refused'],
] as const) {
  test(`token endpoint, ${status} ${error}: ${reason}`, async () => {
    assert.equal((await redeemed(answer(status, { error }))).reason, reason)
  })
}

test('what is no answer of the protocol is told by its status: a gateway’s page, a flood, an address without anything', async () => {
  assert.equal((await redeemed(new Response('<h1>Bad gateway</h1>', { status: 502 }))).reason, 'unavailable')
  assert.equal((await redeemed(answer(429, { type: 'urn:maru:fault:kernel:too-many-requests' }))).reason, 'too-often')
  assert.equal((await redeemed(new Response('', { status: 404 }))).reason, 'not-there')
  assert.equal((await redeemed(new Response('not JSON', { status: 200 }))).reason, 'unreadable')
})

test('a challenge is read: a token that is over, and a proof that is not taken', async () => {
  const challenged = (error: string) => whyRefused(new oauth.WWWAuthenticateChallengeError('', { response: new Response('', { status: 401 }), cause: [{ scheme: 'dpop', parameters: { error } }] })).reason
  assert.deepEqual([challenged('invalid_token'), challenged('invalid_dpop_proof')], ['session-over', 'proof-refused'])
})

test('a wrong code is told from an offer that is over, where the issuer does: with the tries that are left', async () => {
  const told = async (body: object, typed: boolean, tells: boolean) => {
    const { reason, more } = whyNotRedeemed(await redeemed(answer(400, { error: 'invalid_grant', ...body })), typed, tells)
    return [reason, more.left]
  }
  assert.deepEqual(await told({ maru_tries_left: 4 }, true, true), ['code-wrong', 4])
  assert.deepEqual(await told({ maru_tries_left: 0 }, true, false), ['code-spent', 0])
  assert.deepEqual(await told({}, true, true), ['offer-over', undefined])
  assert.deepEqual(await told({}, true, false), ['code-unsure', undefined])
  assert.deepEqual(await told({}, false, false), ['offer-over', undefined])
  for (const left of [-1, 1.5, '4', null]) assert.deepEqual(await told({ maru_tries_left: left }, true, false), ['code-unsure', undefined])
})

test('when to come again is read from Retry-After, in seconds and as a date, and from nothing else', () => {
  const at = (said: string) => refusedBy(answer(429, {}, { 'retry-after': said }), 'unreadable').more.at
  const inAMinute = new Date(Date.now() + 60_000)
  assert.ok(Math.abs(at('60')! - inAMinute.getTime()) < 2_000)
  assert.ok(Math.abs(at(inAMinute.toUTCString())! - inAMinute.getTime()) < 2_000)
  for (const said of ['0', '-5', 'soon', '1e9', 'Thu, 01 Jan 1970 00:00:00 GMT']) assert.equal(at(said), undefined, said)
})

test('what was spent is not asked for anew: only what can be tried again says so', () => {
  const again = Object.keys(refusals).filter((reason) => refusalOf(reason as Reason).again)
  assert.deepEqual(again.sort(), ['failed', 'later', 'no-answer', 'nonce-refused', 'offline', 'proof-refused', 'too-often', 'unavailable'])
  assert.ok(new Refused('offline') instanceof Error)
})

test('every reason says what happened and what to do next, in every language, and no text is left over', () => {
  const wanted = new Set(Object.entries(refusals).flatMap(([reason, { next, ...more }]) => [`wallet.refused.${reason}`, `wallet.next.${next}`, ...('ofRequest' in more ? [`wallet.next.${more.ofRequest}`] : [])]).concat('wallet.next.at'))
  for (const folder of [ownMessages, ...['ko', 'ko-easy', 'vi'].map((tag) => `packs/kr/messages/${tag}`), ...['fr', 'ar'].map((tag) => `packs/farland/messages/${tag}`)]) {
    const there = new Set(Object.keys(readMessages(folder)).filter((key) => /^wallet\.(?:refused|next)\./.test(key)))
    assert.deepEqual([...there].sort(), [...wanted].sort(), folder)
  }
})
