/** Negative cases of an issuer (OpenID conformance plan for OpenID4VCI issuers, and the published attacks), each over HTTP by a wallet that misbehaves in one way. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { compactDecrypt, CompactEncrypt, type CompactJWEHeaderParameters, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT, UnsecuredJWT } from 'jose'
import { openHouse, type TestHouse } from '../support/house.ts'
import { type Answer, type HeldKeyPair, newKeyPair, readOffer, TestWallet } from '../support/test-wallet.ts'

const person = 'KR-DEMO-000101'
const configuration = 'resident-abstract'
let house: TestHouse
let provider: Awaited<ReturnType<typeof generateKeyPair>>

before(async () => {
  provider = await generateKeyPair('ES256')
  const jwks = { keys: [{ ...await exportJWK(provider.publicKey), kid: 'provider', alg: 'ES256' }] }
  house = await openHouse({ clients: [{ id: 'city-wallet', kind: 'wallet', name: { en: 'City wallet' }, redirectUris: ['https://wallet.example/authorized'], jwks }] })
})
after(() => house.close())

const issuer = () => house.credentials.issuer!

async function walletWith(...types: string[]) {
  const { link, transactionCode } = await issuer().offer(house.origin, person, types)
  const wallet = await TestWallet.open(house.origin, 'city-wallet')
  assert.equal((await wallet.redeem(readOffer(link).code, transactionCode)).status, 200)
  return wallet
}

async function misbehave(register: string, mode: 'down' | 'none') {
  const { url, token } = house.registers.addresses[register]!
  const response = await fetch(`${url}/faults`, { method: 'PUT', body: JSON.stringify({ mode }), headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } })
  assert.ok(response.ok)
}

const refusal = ({ status, body }: Answer) => [status, body['error']]
const request = (jwt: unknown, more: Record<string, unknown> = {}) => ({ credential_configuration_id: configuration, proofs: { jwt }, ...more })

/** One wallet with a token serves many refusals: none of them may cost it anything. */
let wallet: TestWallet
let key: HeldKeyPair

/** @param until its end; null for none */
function attestation(keys: JWK[], claims: Record<string, unknown> = {}, signer: CryptoKey = provider.privateKey, until: string | null = '5m') {
  const token = new SignJWT({ attested_keys: keys, ...claims }).setIssuedAt().setProtectedHeader({ alg: 'ES256', typ: 'key-attestation+jwt', kid: 'provider' })
  return (until === null ? token : token.setExpirationTime(until)).sign(signer)
}

/** Its signature, and nothing else. */
const altered = (token: string) => token.replace(/\.([\w-])(?=[\w-]+$)/, (_, first: string) => `.${first === 'A' ? 'B' : 'A'}`)

/** What wallets encrypt to, as the issuer publishes it. */
const requestKey = async () => (await (await fetch(`${house.origin}/.well-known/openid-credential-issuer`)).json() as { credential_request_encryption: { jwks: { keys: JWK[] } } }).credential_request_encryption.jwks.keys[0]!

async function seal(body: object, header: Record<string, unknown> = {}, to?: JWK): Promise<string> {
  const published = to ?? await requestKey()
  const token = new CompactEncrypt(Buffer.from(JSON.stringify(body))).setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: published.kid, ...header } as CompactJWEHeaderParameters)
  return token.encrypt(await importJWK({ ...published, alg: 'ECDH-ES' }, 'ECDH-ES'))
}

/** A key that one answer is wanted encrypted to. */
async function answerKey() {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true })
  return {
    wanted: { jwk: { ...await exportJWK(publicKey), alg: 'ECDH-ES' }, enc: 'A256GCM' },
    open: async (token: string) => JSON.parse(new TextDecoder().decode((await compactDecrypt(token, privateKey)).plaintext)) as Record<string, unknown>,
  }
}

const wanting = async (changes: object = {}) => request([await wallet.proof(key, await wallet.nonce())], { credential_response_encryption: { ...(await answerKey()).wanted, ...changes } })

const cases: { name: string; refusal: [number, string]; send(): Promise<Answer> }[] = [
  { name: 'missing proof', refusal: [400, 'invalid_proof'], send: () => wallet.post('/vci/credential', { credential_configuration_id: configuration }) },
  { name: 'empty list of proofs', refusal: [400, 'invalid_proof'], send: () => wallet.post('/vci/credential', request([])) },
  { name: 'proof type nobody knows', refusal: [400, 'invalid_proof'], send: () => wallet.post('/vci/credential', { credential_configuration_id: configuration, proofs: { di_vp: [{}] } }) },
  { name: 'two types of proof', refusal: [400, 'invalid_proof'], send: async () => wallet.post('/vci/credential', { credential_configuration_id: configuration, proofs: { jwt: [await wallet.proof(key, await wallet.nonce())], attestation: ['x'] } }) },
  { name: 'missing nonce', refusal: [400, 'invalid_nonce'], send: async () => wallet.post('/vci/credential', request([await wallet.proof(key, '', { nonce: undefined })])) },
  { name: 'invalid nonce', refusal: [400, 'invalid_nonce'], send: async () => wallet.post('/vci/credential', request([await wallet.proof(key, 'made-up')])) },
  { name: 'nonce with another end', refusal: [400, 'invalid_nonce'], send: async () => {
    const [random, , mark] = (await wallet.nonce()).split('.')
    return wallet.post('/vci/credential', request([await wallet.proof(key, `${random}.zzzzzzzz.${mark}`)]))
  } },
  { name: 'proof for another issuer (token phishing)', refusal: [400, 'invalid_proof'], send: async () => wallet.post('/vci/credential', request([await wallet.proof(key, await wallet.nonce(), { aud: 'https://evil.example' })])) },
  { name: 'proof for several issuers', refusal: [400, 'invalid_proof'], send: async () => wallet.post('/vci/credential', request([await wallet.proof(key, await wallet.nonce(), { aud: [house.origin, 'https://evil.example'] })])) },
  { name: 'proof of another client', refusal: [400, 'invalid_proof'], send: async () => wallet.post('/vci/credential', request([await wallet.proof(key, await wallet.nonce(), { iss: 'another-wallet' })])) },
  { name: 'proof with another typ', refusal: [400, 'invalid_proof'], send: async () => wallet.post('/vci/credential', request([await wallet.proof(key, await wallet.nonce(), {}, { typ: 'JWT' })])) },
  { name: 'proof signed by another key', refusal: [400, 'invalid_proof'], send: async () => wallet.post('/vci/credential', request([await wallet.proof({ ...key, jwk: (await newKeyPair()).jwk }, await wallet.nonce())])) },
  { name: 'proof altered after it was signed', refusal: [400, 'invalid_proof'], send: async () => wallet.post('/vci/credential', request([altered(await wallet.proof(key, await wallet.nonce()))])) },
  { name: 'proof that names its key twice', refusal: [400, 'invalid_proof'], send: async () => wallet.post('/vci/credential', request([await wallet.proof(key, await wallet.nonce(), {}, { kid: 'did:example:1' })])) },
  { name: 'proof without a signature (none)', refusal: [400, 'invalid_proof'], send: async () => wallet.post('/vci/credential', request([new UnsecuredJWT({ aud: house.origin, nonce: await wallet.nonce(), iat: Math.floor(Date.now() / 1000) }).encode()])) },
  { name: 'proof from yesterday', refusal: [400, 'invalid_proof'], send: async () => {
    const { privateKey, jwk } = key
    const nonce = await wallet.nonce()
    return wallet.post('/vci/credential', request([await new SignJWT({ aud: house.origin, nonce }).setIssuedAt(Math.floor(Date.now() / 1000) - 86_400).setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk }).sign(privateKey)]))
  } },
  { name: 'the same key twice in a batch', refusal: [400, 'invalid_proof'], send: async () => {
    const nonce = await wallet.nonce()
    return wallet.post('/vci/credential', request([await wallet.proof(key, nonce), await wallet.proof(key, nonce, { more: 1 })]))
  } },
  { name: 'a batch beyond its size', refusal: [400, 'invalid_proof'], send: () => wallet.post('/vci/credential', request(Array.from({ length: 21 }, () => 'x'))) },
  { name: 'unknown credential configuration', refusal: [400, 'unknown_credential_configuration'], send: () => wallet.post('/vci/credential', { credential_configuration_id: 'passport' }) },
  { name: 'unknown credential identifier', refusal: [400, 'unknown_credential_identifier'], send: () => wallet.post('/vci/credential', { credential_identifier: 'passport' }) },
  { name: 'a credential that the token is not for', refusal: [403, 'insufficient_scope'], send: () => wallet.ask('mobile-id', [key]) },
  { name: 'an encrypted answer to a request in the open', refusal: [400, 'invalid_encryption_parameters'], send: async () => wallet.post('/vci/credential', await wanting({})) },
  { name: 'unsupported encryption of the answer', refusal: [400, 'invalid_encryption_parameters'], send: async () => wallet.post('/vci/credential', await seal(await wanting({ enc: 'A128CBC-HS256' }))) },
  { name: 'unsupported algorithm for the answer’s key', refusal: [400, 'invalid_encryption_parameters'], send: async () => wallet.post('/vci/credential', await seal(await wanting({ jwk: { ...key.jwk, alg: 'RSA-OAEP-256' } }))) },
  { name: 'encryption to a private key', refusal: [400, 'invalid_encryption_parameters'], send: async () => wallet.post('/vci/credential', await seal(await wanting({ jwk: { ...key.jwk, d: 'AA', alg: 'ECDH-ES' } }))) },
  { name: 'encryption to a key that is none', refusal: [400, 'invalid_encryption_parameters'], send: async () => wallet.post('/vci/credential', await seal(await wanting({ jwk: { ...key.jwk, x: key.jwk.y, alg: 'ECDH-ES' } }))) },
  { name: 'a compressed answer', refusal: [400, 'invalid_encryption_parameters'], send: async () => wallet.post('/vci/credential', await seal(await wanting({ zip: 'DEF' }))) },
  { name: 'a request encrypted to another’s key', refusal: [400, 'invalid_encryption_parameters'], send: async () => wallet.post('/vci/credential', await seal(await wanting(), {}, (await newKeyPair()).jwk)) },
  { name: 'a request encrypted to no named key', refusal: [400, 'invalid_encryption_parameters'], send: async () => wallet.post('/vci/credential', await seal(await wanting(), { kid: undefined })) },
  { name: 'a request by another key agreement', refusal: [400, 'invalid_encryption_parameters'], send: async () => wallet.post('/vci/credential', await seal(await wanting(), { alg: 'ECDH-ES+A256KW' })) },
  { name: 'a request by another encryption', refusal: [400, 'invalid_encryption_parameters'], send: async () => wallet.post('/vci/credential', await seal(await wanting(), { enc: 'A128CBC-HS256' })) },
  { name: 'a compressed request', refusal: [400, 'invalid_encryption_parameters'], send: async () => wallet.post('/vci/credential', await seal(await wanting(), { zip: 'DEF' })) },
  { name: 'an encrypted request that is no object', refusal: [400, 'invalid_credential_request'], send: async () => wallet.post('/vci/credential', await seal([])) },
  { name: 'key attestation of a provider nobody named', refusal: [400, 'invalid_proof'], send: async () => {
    const nonce = await wallet.nonce()
    return wallet.post('/vci/credential', { credential_configuration_id: configuration, proofs: { attestation: [await attestation([key.jwk], { nonce }, (await generateKeyPair('ES256')).privateKey)] } })
  } },
  { name: 'key attestation altered after it was signed, as a proof', refusal: [400, 'invalid_proof'], send: async () => {
    const nonce = await wallet.nonce()
    return wallet.post('/vci/credential', { credential_configuration_id: configuration, proofs: { attestation: [altered(await attestation([key.jwk], { nonce }))] } })
  } },
  { name: 'key attestation altered after it was signed, in a proof’s header', refusal: [400, 'invalid_proof'], send: async () =>
    wallet.post('/vci/credential', request([await wallet.proof(key, await wallet.nonce(), {}, { key_attestation: altered(await attestation([key.jwk])) })])) },
  { name: 'key attestation that has ended', refusal: [400, 'invalid_proof'], send: async () =>
    wallet.post('/vci/credential', request([await wallet.proof(key, await wallet.nonce(), {}, { key_attestation: await attestation([key.jwk], {}, provider.privateKey, '-1m') })])) },
  { name: 'key attestation without an end in a proof’s header', refusal: [400, 'invalid_proof'], send: async () =>
    wallet.post('/vci/credential', request([await wallet.proof(key, await wallet.nonce(), {}, { key_attestation: await attestation([key.jwk], {}, provider.privateKey, null) })])) },
  { name: 'key attestation of another kind of token', refusal: [400, 'invalid_proof'], send: async () =>
    wallet.post('/vci/credential', request([await wallet.proof(key, await wallet.nonce(), {}, { key_attestation: await wallet.proof(key, '') })])) },
  { name: 'key attestation without a nonce', refusal: [400, 'invalid_nonce'], send: async () => wallet.post('/vci/credential', { credential_configuration_id: configuration, proofs: { attestation: [await attestation([key.jwk])] } }) },
  { name: 'key attestation of another key in the proof’s header', refusal: [400, 'invalid_proof'], send: async () =>
    wallet.post('/vci/credential', request([await wallet.proof(key, await wallet.nonce(), {}, { key_attestation: await attestation([(await newKeyPair()).jwk]) })])) },
  { name: 'unknown transaction id', refusal: [400, 'invalid_transaction_id'], send: () => wallet.post('/vci/deferred', { transaction_id: 'made-up' }) },
  { name: 'unknown notification id', refusal: [400, 'invalid_notification_id'], send: () => wallet.post('/vci/notification', { notification_id: '019a0000-0000-7000-8000-000000000000', event: 'credential_accepted' }) },
  { name: 'unknown notification event', refusal: [400, 'invalid_notification_request'], send: () => wallet.post('/vci/notification', { notification_id: '019a0000-0000-7000-8000-000000000000', event: 'credential_eaten' }) },
  { name: 'a request that is no object', refusal: [400, 'invalid_credential_request'], send: () => wallet.post('/vci/credential', [] as never) },
  { name: 'access token in the query', refusal: [401, 'invalid_token'], send: () => wallet.post(`/vci/credential?access_token=${wallet.token}`, {}, { authorization: '' }) },
  { name: 'access token as a bearer token', refusal: [401, 'invalid_token'], send: () => wallet.post('/vci/credential', {}, { authorization: `Bearer ${wallet.token}` }) },
  { name: 'no DPoP proof', refusal: [401, 'invalid_dpop_proof'], send: () => wallet.post('/vci/credential', {}, { dpop: '' }) },
  { name: 'DPoP proof of another key (a stolen token)', refusal: [401, 'invalid_token'], send: async () => wallet.post('/vci/credential', {}, { dpop: await wallet.dpop('POST', '/vci/credential', {}, await newKeyPair()) }) },
  { name: 'DPoP proof for another address', refusal: [401, 'invalid_dpop_proof'], send: async () => wallet.post('/vci/credential', {}, { dpop: await wallet.dpop('POST', '/vci/deferred') }) },
  { name: 'DPoP proof for another method', refusal: [401, 'invalid_dpop_proof'], send: async () => wallet.post('/vci/credential', {}, { dpop: await wallet.dpop('GET', '/vci/credential') }) },
  { name: 'DPoP proof for another token', refusal: [401, 'invalid_dpop_proof'], send: async () => wallet.post('/vci/credential', {}, { dpop: await wallet.dpop('POST', '/vci/credential', { ath: 'x' }) }) },
  { name: 'DPoP proof from yesterday', refusal: [401, 'invalid_dpop_proof'], send: async () => wallet.post('/vci/credential', {}, { dpop: await wallet.dpop('POST', '/vci/credential', { iat: 1 }) }) },
]

// Here and not before all: a token lives for minutes, and other files may be tried in between.
test('a wallet that knows its manners is given a token', async () => {
  wallet = await walletWith(configuration)
  key = await newKeyPair()
})

for (const { name, refusal: wanted, send } of cases) {
  test(`refused: ${name}`, async () => {
    const answer = await send()
    assert.deepEqual(refusal(answer), wanted, answer.text)
  })
}

test('after all refusals the same wallet, token and key are still served', async () => {
  assert.equal((await wallet.ask(configuration, [key])).status, 200)
})

test('a proof `attestation`: one word of the provider, as many credentials as keys, each bound to its own', async () => {
  const attested = await walletWith(configuration)
  const keys = await Promise.all(Array.from({ length: 3 }, newKeyPair))
  const answer = await attested.post('/vci/credential', { credential_configuration_id: configuration, proofs: { attestation: [await attestation(keys.map(({ jwk }) => jwk), { nonce: await attested.nonce() })] } })
  assert.equal(answer.status, 200, answer.text)
  const bound = (answer.body['credentials'] as { credential: string }[]).map(({ credential }) => (JSON.parse(Buffer.from(credential.split('.')[1]!, 'base64url').toString()) as { cnf: { jwk: JWK } }).cnf.jwk.x)
  assert.deepEqual(bound, keys.map(({ jwk }) => jwk.x))
})

test('a proof `jwt` whose header carries a key attestation is taken, each key under the provider’s word', async () => {
  const keys = await Promise.all(Array.from({ length: 2 }, newKeyPair))
  const [nonce, said] = [await wallet.nonce(), await attestation(keys.map(({ jwk }) => jwk))]
  const answer = await wallet.post('/vci/credential', request(await Promise.all(keys.map((one) => wallet.proof(one, nonce, {}, { key_attestation: said })))))
  assert.equal((answer.body['credentials'] as unknown[]).length, 2, answer.text)
})

test('what a wallet says beside what the standard knows is left alone', async () => {
  const answer = await wallet.post('/vci/credential', { ...request([await wallet.proof(key, await wallet.nonce(), { made_up: [1] })]), made_up: { deep: true } }, { 'x-fapi-interaction-id': crypto.randomUUID(), 'accept-language': 'de, *;q=0.1' })
  assert.equal(answer.status, 200, answer.text)
  const told = await wallet.post('/vci/notification', { notification_id: answer.body['notification_id'] as string, event: 'credential_accepted', event_description: 'kept', made_up: 1 })
  assert.equal(told.status, 204)
})

test('request and answer encrypted: only the two ends read them', async () => {
  const own = await answerKey()
  const token = await seal(request([await wallet.proof(key, await wallet.nonce())], { credential_response_encryption: own.wanted }))
  const answer = await wallet.post('/vci/credential', token)
  assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'application/jwt'])
  assert.equal(((await own.open(answer.text))['credentials'] as unknown[]).length, 1)
  assert.deepEqual(refusal(await wallet.post('/vci/credential', `${token.slice(0, -8)}AAAAAAAA`)), [400, 'invalid_encryption_parameters'])
})

test('an encrypted request alone is answered in the open, as it asks', async () => {
  const answer = await wallet.post('/vci/credential', await seal(request([await wallet.proof(key, await wallet.nonce())])))
  assert.equal((answer.body['credentials'] as unknown[]).length, 1, answer.text)
})

test('while a register is silent the wallet gets a transaction, good for its own key alone, and later the credential', async () => {
  const waiting = await walletWith('disability-card', configuration)
  await misbehave('family-relations', 'down')
  const relations = await walletWith('family-relations')
  const answer = await relations.ask('family-relations', [key])
  assert.equal(answer.status, 202, answer.text)
  const transaction = answer.body['transaction_id'] as string
  assert.ok((answer.body['interval'] as number) > 0)
  assert.equal((await relations.post('/vci/deferred', { transaction_id: transaction })).status, 202)
  assert.deepEqual(refusal(await waiting.post('/vci/deferred', { transaction_id: transaction })), [400, 'invalid_transaction_id'])
  // Of whoever has the token and the transaction, and not the token's key (OpenID4VCI issue 740).
  const thief = await answerKey()
  const theft = await seal({ transaction_id: transaction, credential_response_encryption: thief.wanted })
  assert.deepEqual(refusal(await relations.post('/vci/deferred', theft, { dpop: await relations.dpop('POST', '/vci/deferred', {}, await newKeyPair()) })), [401, 'invalid_token'])
  assert.deepEqual(refusal(await waiting.post('/vci/deferred', theft)), [400, 'invalid_transaction_id'])
  const later = await answerKey()
  const again = await relations.post('/vci/deferred', await seal({ transaction_id: transaction, credential_response_encryption: later.wanted }))
  assert.deepEqual([again.status, again.headers.get('content-type'), (await later.open(again.text))['transaction_id']], [202, 'application/jwt', transaction])
  await misbehave('family-relations', 'none')
  const outcomes = await Promise.all(Array.from({ length: 3 }, () => relations.post('/vci/deferred', { transaction_id: transaction })))
  assert.equal(outcomes.filter(({ status }) => status === 200).length, 1)
})

test('a deferred answer goes to the key of the newest request, whatever was asked before', async () => {
  await misbehave('family-relations', 'down')
  const relations = await walletWith('family-relations')
  const [first, second] = [await answerKey(), await answerKey()]
  const asked = await relations.post('/vci/credential', await seal({ ...await relations.asking('family-relations', [key]), credential_response_encryption: first.wanted }))
  const { transaction_id: transaction } = await first.open(asked.text)
  assert.equal(asked.status, 202)
  await misbehave('family-relations', 'none')
  const given = await relations.post('/vci/deferred', await seal({ transaction_id: transaction, credential_response_encryption: second.wanted }))
  await assert.rejects(first.open(given.text))
  assert.equal(((await second.open(given.text))['credentials'] as unknown[]).length, 1)
})

test('who does not meet what a credential requires is refused, with the reason', async () => {
  const refused = await walletWith('disability-card')
  const answer = await refused.ask('disability-card', [key])
  assert.deepEqual(refusal(answer), [400, 'credential_request_denied'])
})
