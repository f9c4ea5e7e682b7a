/** A provider's word on a wallet (OAuth 2.0 Attestation-Based Client Authentication): taken, demanded where a credential demands it, and every way to bend it. */
import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { after, before, test } from 'node:test'
import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from 'jose'
import { openHouse, type TestHouse } from '../support/house.ts'
import { type Answer, newKeyPair, readOffer, TestWallet } from '../support/test-wallet.ts'

const official = 'demo-municipality-lead'
const city = 'city-wallet'
let house: TestHouse
let provider: Awaited<ReturnType<typeof generateKeyPair>>
let jwk: JWK

before(async () => {
  provider = await generateKeyPair('ES256', { extractable: true })
  jwk = await exportJWK(provider.publicKey)
  house = await openHouse({ clients: [{ id: city, kind: 'wallet', name: { en: 'City wallet' }, redirectUris: ['https://wallet.example/back'], jwks: { keys: [jwk] }, attested: true }] })
})
after(() => house.close())

interface Said { sub?: string | null; cnf?: unknown; until?: string; signer?: CryptoKey; kid?: string }

/** The city's provider on a wallet. */
async function word(wallet: TestWallet, { sub = wallet.clientId, cnf = { jwk: wallet.dpopKey.jwk }, until = '5m', signer = provider.privateKey, kid }: Said = {}) {
  return new SignJWT({ cnf, ...(sub === null ? {} : { sub }) } as never).setIssuer('https://wallet.example').setIssuedAt(Math.floor(Date.now() / 1000) - 600).setExpirationTime(until)
    .setProtectedHeader({ alg: 'ES256', typ: 'oauth-client-attestation+jwt', kid: kid ?? await calculateJwkThumbprint(jwk) }).sign(signer)
}

const openCity = async (said?: Said) => {
  const wallet = await TestWallet.open(house.origin, city)
  wallet.attestation = await word(wallet, said)
  return wallet
}

const officialOffer = () => house.credentials.issuer!.offerOfficial(house.origin, official)
const residentOffer = () => house.credentials.issuer!.offer(house.origin, 'KR-DEMO-000101', ['mobile-id'])

async function redeem(wallet: TestWallet, offer = residentOffer(), headers?: () => Promise<Record<string, string>>): Promise<Answer> {
  const { link, transactionCode } = await offer
  return wallet.redeem(readOffer(link).code, transactionCode, headers)
}

test('an official’s ID goes into wallets that somebody vouches for who is known, and into no other', async () => {
  const [bare, own, registered] = [await TestWallet.open(house.origin, 'maru-wallet'), await (await TestWallet.open(house.origin, 'maru-wallet')).attest(), await openCity()]
  for (const wallet of [bare, own, registered]) assert.equal((await redeem(wallet, officialOffer())).status, 200)
  const refused = await bare.ask('official-id', [await newKeyPair()])
  assert.deepEqual([refused.status, refused.body['error']], [400, 'credential_request_denied'])
  assert.match(String(refused.body['error_description']), /a provider vouches for/)
  for (const wallet of [own, registered]) assert.equal((await wallet.ask('official-id', [await newKeyPair()])).status, 200)
})

test('the word of nobody known is worth nothing: what needs none is issued, what needs one is not', async () => {
  const stranger = await TestWallet.open(house.origin)
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  stranger.attestation = await word(stranger, { signer: privateKey, kid: await calculateJwkThumbprint(publicKey) })
  assert.equal((await redeem(stranger)).status, 200)
  assert.equal((await stranger.ask('mobile-id', [await newKeyPair()])).status, 200)
  assert.equal((await redeem(stranger, officialOffer())).status, 200)
  assert.equal((await stranger.ask('official-id', [await newKeyPair()])).body['error'], 'credential_request_denied')
  // A wallet that nobody registered, of a provider whom the operator knows.
  const other = await TestWallet.open(house.origin, 'its-other-wallet')
  other.attestation = await word(other)
  assert.equal((await redeem(other, officialOffer())).status, 200)
  assert.equal((await other.ask('official-id', [await newKeyPair()])).status, 200)
})

/** Its signature, and nothing else. */
const altered = (token: string) => token.replace(/\.([\w-])(?=[\w-]+$)/, (_, first: string) => `.${first === 'A' ? 'B' : 'A'}`)

const push = (wallet: TestWallet, headers = () => wallet.attested()) =>
  wallet.post('/oidc/par', new URLSearchParams({ client_id: city, response_type: 'code', scope: 'credential.mobile-id', redirect_uri: 'https://wallet.example/back', code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' }), headers)

test('a wallet that brings its provider’s word is taken where it pushes what it wants, and at the token endpoint', async () => {
  const wallet = await openCity()
  const pushed = await push(wallet)
  assert.match(String(pushed.body['request_uri']), /^urn:/, pushed.text)
  assert.equal((await redeem(wallet)).status, 200)
})

const bent: { name: string; headers(wallet: TestWallet): Promise<Record<string, string>>; said?: Said }[] = [
  { name: 'no word at all', headers: async () => ({}) },
  { name: 'about another wallet', said: { sub: 'maru-wallet' }, headers: (wallet) => wallet.attested() },
  { name: 'about nobody', said: { sub: null }, headers: (wallet) => wallet.attested() },
  { name: 'altered after it was signed', headers: async (wallet) => ({ ...await wallet.attested(), 'oauth-client-attestation': altered(wallet.attestation!) }) },
  { name: 'with a proof that was altered', headers: async (wallet) => {
    const headers = await wallet.attested()
    return { ...headers, 'oauth-client-attestation-pop': altered(headers['oauth-client-attestation-pop']!) }
  } },
  { name: 'that has ended', said: { until: '-5m' }, headers: (wallet) => wallet.attested() },
  { name: 'of no key', said: { cnf: {} }, headers: (wallet) => wallet.attested() },
  { name: 'signed by somebody else under the provider’s name', headers: async (wallet) => {
    wallet.attestation = await word(wallet, { signer: (await generateKeyPair('ES256')).privateKey })
    return wallet.attested()
  } },
  { name: 'proven with another key (a stolen word)', headers: async (wallet) => wallet.attested({}, await newKeyPair()) },
  { name: 'proven for another server', headers: (wallet) => wallet.attested({ aud: 'https://evil.example' }) },
  { name: 'proven with an old challenge', headers: (wallet) => wallet.attested({ challenge: 'A'.repeat(43) }) },
  { name: 'proven with no challenge', headers: (wallet) => wallet.attested({ challenge: undefined }) },
  { name: 'without a proof', headers: async (wallet) => ({ 'oauth-client-attestation': wallet.attestation! }) },
]
for (const { name, headers, said } of bent) {
  test(`a wallet that is registered to bring its provider’s word is refused: ${name}`, async () => {
    const wallet = await openCity(said)
    const answer = await redeem(wallet, residentOffer(), () => headers(wallet))
    assert.match(String(answer.body['error']), /^(invalid_client|use_attestation_challenge)$/)
    assert.equal(wallet.token, '')
    assert.match(String((await push(wallet, () => headers(wallet))).body['error']), /^(invalid_client|use_attestation_challenge)$/)
  })
}

test('a proof is good once; and its provider vouches for no other wallet than its own', async () => {
  const wallet = await openCity()
  const headers = await wallet.attested()
  await wallet.post('/oidc/challenge', {})
  assert.equal((await redeem(wallet, residentOffer(), () => Promise.resolve(headers))).status, 200)
  const again = await redeem(wallet, residentOffer(), () => Promise.resolve(headers))
  assert.deepEqual([again.body['error'], again.body['access_token']], ['invalid_grant', undefined], again.text)
  const own = await TestWallet.open(house.origin, 'maru-wallet')
  own.attestation = await word(own)
  assert.equal((await redeem(own)).body['error'], 'invalid_client_attestation')
})

test('the house vouches for keys that its own pages ask for, by a key that anyone can check; other pages and what is no key get nothing', async () => {
  const wallet = await (await TestWallet.open(house.origin, 'maru-wallet')).attest()
  const { keys } = await (await fetch(`${house.origin}/wallet/attestation`)).json() as { keys: JWK[] }
  const { x5c } = decodeProtectedHeader(wallet.attestation!)
  const leaf = new X509Certificate(Buffer.from(x5c![0]!, 'base64')).publicKey
  assert.equal(await calculateJwkThumbprint(await exportJWK(leaf)), await calculateJwkThumbprint(keys[0]!))
  const { payload } = await jwtVerify(wallet.attestation!, leaf, { typ: 'oauth-client-attestation+jwt', issuer: house.origin, subject: 'maru-wallet', maxTokenAge: '1m' })
  assert.deepEqual((payload['cnf'] as { jwk: JWK }).jwk.x, wallet.dpopKey.jwk.x)
  assert.ok(keys.every((key) => !('d' in key)))

  const { kty, crv, x, y } = wallet.dpopKey.jwk
  const ask = (headers: Record<string, string>, key: object, elsewhere = false) => fetch(`${house.origin}/wallet/attestation`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ key, elsewhere }) })
  assert.equal((await ask({ origin: 'https://evil.example' }, { kty, crv, x, y })).status, 403)
  assert.equal((await ask({}, { kty, crv, x, y })).status, 403)
  assert.equal((await ask({ origin: house.origin }, { kty, crv, x, y, d: x })).status, 400)
  assert.equal((await ask({ origin: house.origin }, { kty, crv, x: 'short', y })).status, 400)
  const { attestation } = await (await ask({ origin: house.origin }, { kty, crv, x, y }, true)).json() as { attestation: string }
  assert.equal(decodeJwt(attestation).sub, `${house.origin}/wallet/client.json`)
})
