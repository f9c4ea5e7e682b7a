/** What an issuer takes once: a nonce, a proof, an offer's code, a few guesses at it, and the word of whoever holds a credential about that one alone. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse, type TestHouse } from '../support/house.ts'
import { type Answer, type HeldKeyPair, newKeyPair, readOffer, TestWallet } from '../support/test-wallet.ts'

const person = 'KR-DEMO-000101'
const configuration = 'resident-abstract'
let house: TestHouse
let wallet: TestWallet
let key: HeldKeyPair

before(async () => {
  house = await openHouse({ clients: [{ id: 'city-wallet', kind: 'wallet', name: { en: 'City wallet' }, redirectUris: ['https://wallet.example/authorized'] }] })
  wallet = await walletWith(configuration)
  key = await newKeyPair()
})
after(() => house.close())

const issuer = () => house.credentials.issuer!

async function walletWith(...types: string[]) {
  const { link, transactionCode } = await issuer().offer(house.origin, person, types)
  const wallet = await TestWallet.open(house.origin, 'city-wallet')
  assert.equal((await wallet.redeem(readOffer(link).code, transactionCode)).status, 200)
  return wallet
}

const refusal = ({ status, body }: Answer) => [status, body['error']]
const request = (jwt: unknown, more: Record<string, unknown> = {}) => ({ credential_configuration_id: configuration, proofs: { jwt }, ...more })

test('a nonce is used once, by however many requests at once', async () => {
  const nonce = await wallet.nonce()
  const proof = await wallet.proof(key, nonce)
  const answers = await Promise.all(Array.from({ length: 8 }, () => wallet.post('/vci/credential', request([proof]))))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  assert.ok(answers.every(({ status, body }) => status === 200 || body['error'] === 'invalid_nonce'))
})

test('a DPoP proof is used once', async () => {
  const dpop = await wallet.dpop('POST', '/vci/credential')
  const send = async () => wallet.post('/vci/credential', request([await wallet.proof(key, await wallet.nonce())]), { dpop })
  assert.equal((await send()).status, 200)
  assert.deepEqual(refusal(await send()), [401, 'invalid_dpop_proof'])
})

test('a pre-authorized code is redeemed once, by however many at once', async () => {
  const { link, transactionCode } = await issuer().offer(house.origin, person, [configuration])
  const wallets = await Promise.all(Array.from({ length: 5 }, () => TestWallet.open(house.origin)))
  const answers = await Promise.all(wallets.map((each) => each.redeem(readOffer(link).code, transactionCode)))
  assert.ok(answers.filter(({ status }) => status === 200).length <= 1)
  assert.ok(answers.every(({ status, body }) => status === 200 || body['error'] === 'invalid_grant'))
})

test('a mistyped transaction code does not burn the offer, and says how many tries are left; five do', async () => {
  const wrong = (right: string, guess: number) => String((Number(right) + guess) % 1_000_000).padStart(6, '0')
  const first = await issuer().offer(house.origin, person, [configuration])
  const typing = await TestWallet.open(house.origin)
  const mistyped = await typing.redeem(readOffer(first.link).code, 'not it')
  assert.deepEqual([...refusal(mistyped), mistyped.body['maru_tries_left']], [400, 'invalid_grant', 4])
  assert.equal((await typing.redeem(readOffer(first.link).code, first.transactionCode)).status, 200)
  // Used: nothing is left to try, and a wrong guess does not take back what was given.
  const late = await (await TestWallet.open(house.origin)).redeem(readOffer(first.link).code, wrong(first.transactionCode, 1))
  assert.deepEqual([...refusal(late), late.body['maru_tries_left']], [400, 'invalid_grant', undefined])
  assert.equal((await typing.ask(configuration, [key])).status, 200)
  const second = await issuer().offer(house.origin, person, [configuration])
  const guessing = await TestWallet.open(house.origin)
  const left: unknown[] = []
  for (let guess = 1; guess <= 5; guess += 1) left.push((await guessing.redeem(readOffer(second.link).code, wrong(second.transactionCode, guess))).body['maru_tries_left'])
  assert.deepEqual(left, [4, 3, 2, 1, 0])
  const over = await guessing.redeem(readOffer(second.link).code, second.transactionCode)
  assert.deepEqual([...refusal(over), over.body['maru_tries_left']], [400, 'invalid_grant', undefined])
})

test('an offer without its transaction code, or a token without DPoP, is worth nothing', async () => {
  const { link, transactionCode } = await issuer().offer(house.origin, person, [configuration])
  const thief = await TestWallet.open(house.origin)
  assert.equal((await thief.redeem(readOffer(link).code)).status, 400)
  const bare = await fetch(`${house.origin}/oidc/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code', 'pre-authorized_code': readOffer(link).code, tx_code: transactionCode, client_id: 'x' }) })
  assert.equal(bare.status, 400)
})

test('a deleted credential is revoked, an accepted one is not, and nobody speaks for another’s', async () => {
  const mine = await walletWith(configuration)
  const { body } = await mine.ask(configuration, [key])
  const id = body['notification_id'] as string
  const other = await TestWallet.open(house.origin, 'city-wallet')
  const offer = await issuer().offer(house.origin, 'KR-DEMO-000102', [configuration])
  await other.redeem(readOffer(offer.link).code, offer.transactionCode)
  assert.deepEqual(refusal(await other.post('/vci/notification', { notification_id: id, event: 'credential_deleted' })), [400, 'invalid_notification_id'])
  const stateOf = async () => (await house.rooms.ask<{ state: number }>('select state from credentials.issued_credential where issuance = $1', [id]))[0]!.state
  assert.equal((await mine.post('/vci/notification', { notification_id: id, event: 'credential_accepted' })).status, 204)
  assert.equal(await stateOf(), 0)
  assert.equal((await mine.post('/vci/notification', { notification_id: id, event: 'credential_deleted' })).status, 204)
  assert.equal(await stateOf(), 1)
})
