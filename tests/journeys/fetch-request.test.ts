/** How a wallet fetches the signed request (OpenID4VP 1.0 section 5.10): by POST with a nonce and a key of its own, or by GET; it is given to one wallet, and only where that can read it. */
import assert from 'node:assert/strict'
import { randomBytes, X509Certificate } from 'node:crypto'
import { after, before, test } from 'node:test'
import { compactDecrypt, decodeProtectedHeader, exportJWK, generateKeyPair, type JWK, jwtVerify } from 'jose'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

/** Of a presentation that somebody has begun. */
const address = async (): Promise<URL> => (await begin()).here

/** @returns where it is fetched by the link on this device, and by the code for another */
async function begin(): Promise<{ here: URL; elsewhere: URL }> {
  const presentations = house.credentials.presentations!
  const id = await presentations.start({ template: 'age-19', consumer: 'api', origin: house.origin, returnTo: null })
  await presentations.take(id, 'a browser')
  const { sameDevice, crossDevice } = await presentations.look(id, 'a browser')
  const [here, elsewhere] = [sameDevice, crossDevice].map((text) => {
    const link = new URL(text)
    assert.equal(link.searchParams.get('request_uri_method'), 'post')
    return new URL(link.searchParams.get('request_uri')!)
  }) as [URL, URL]
  return { here, elsewhere }
}

const post = (to: URL, fields: Record<string, string>) => fetch(to, { method: 'POST', headers: { accept: 'application/oauth-authz-req+jwt' }, body: new URLSearchParams(fields) })

async function open(token: string) {
  const leaf = new X509Certificate(Buffer.from(decodeProtectedHeader(token).x5c![0]!, 'base64'))
  return (await jwtVerify(token, leaf.publicKey, { typ: 'oauth-authz-req+jwt', audience: 'https://self-issued.me/v2' })).payload
}

const nonce = () => randomBytes(32).toString('base64url')

test('the wallet’s nonce comes back in what is signed, and what it says beside it is left alone', async () => {
  const mine = nonce()
  const response = await post(await address(), { wallet_nonce: mine, wallet_metadata: '{"vp_formats_supported":{},"made_up":1}', more: 'x' })
  assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'application/oauth-authz-req+jwt'])
  const request = await open(await response.text())
  assert.equal(request['wallet_nonce'], mine)
  assert.notEqual(request['nonce'], mine)
})

test('a wallet that knows no POST, or sends no nonce, is given the request without one', async () => {
  for (const response of [await fetch(await address()), await post(await address(), {})]) assert.equal((await open(await response.text()))['wallet_nonce'], undefined)
})

test('given to one wallet, by whichever way, to however many at once', async () => {
  const first = await address()
  assert.equal((await post(first, { wallet_nonce: nonce() })).status, 200)
  assert.deepEqual([(await post(first, { wallet_nonce: nonce() })).status, (await fetch(first)).status], [404, 404])
  const second = await address()
  const answers = await Promise.all(Array.from({ length: 6 }, (_, at) => (at % 2 ? fetch(second) : post(second, { wallet_nonce: nonce() }))))
  assert.deepEqual(answers.map(({ status }) => status).sort((one, other) => one - other), [200, 404, 404, 404, 404, 404])
})

async function keyOf(changes: object = {}) {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true })
  return { privateKey, jwk: { ...await exportJWK(publicKey), kid: 'wallet', alg: 'ECDH-ES', use: 'enc', ...changes } as JWK }
}

/** Signed at another moment, and nothing else. */
const asked = async (token: string) => Object.fromEntries(Object.entries(await open(token)).filter(([name]) => name !== 'iat'))
const statusOf = async (response: Promise<Response>) => (await response).status

test('request-uri-fetched-twice: the wallet whose answer was lost is given the same again, to be answered once', async () => {
  const to = await address()
  const mine = { wallet_nonce: nonce() }
  const first = await asked(await (await post(to, mine)).text())
  for (const _ of [2, 3]) assert.deepEqual(await asked(await (await post(to, mine)).text()), first)
  assert.equal(await statusOf(post(to, mine)), 404, 'who has lost it twice begins anew')

  const answered = await address()
  const again = { wallet_nonce: nonce() }
  const { state, response_uri: answer } = await open(await (await post(answered, again)).text()) as { state: string; response_uri: string }
  await fetch(answer, { method: 'POST', body: new URLSearchParams({ error: 'access_denied', state }) })
  assert.equal(await statusOf(post(answered, again)), 404, 'what was answered is over')
})

test('attack: a link that was passed on is dead for every wallet but the one that used it: another nonce, none, GET, the other way, at once', async () => {
  const { here, elsewhere } = await begin()
  const mine = { wallet_nonce: nonce() }
  assert.equal(await statusOf(post(here, mine)), 200)
  for (const other of [post(here, { wallet_nonce: nonce() }), post(here, {}), fetch(here), post(elsewhere, mine), fetch(elsewhere), post(here, { wallet_nonce: mine.wallet_nonce.slice(1) })]) assert.equal(await statusOf(other), 404)
  assert.equal(await statusOf(post(here, mine)), 200, 'and it is not taken from that one')
  const raced = await address()
  const nonces = [nonce(), nonce(), nonce()]
  const answers = await Promise.all([...nonces, ...nonces].map(async (wallet_nonce) => ({ wallet_nonce, status: await statusOf(post(raced, { wallet_nonce })) })))
  const given = answers.filter(({ status }) => status === 200)
  assert.deepEqual([new Set(given.map((one) => one.wallet_nonce)).size, given.length], [1, 2])
})

test('attack: who has come by the nonce of a wallet that has it encrypted is given nothing that they can read', async () => {
  const to = await address()
  const mine = { wallet_nonce: nonce() }
  const { jwk, privateKey } = await keyOf()
  const fields = { ...mine, ...metadata([jwk]) }
  const first = await compactDecrypt(await (await post(to, fields)).text(), privateKey)
  assert.equal(await statusOf(post(to, mine)), 404)
  assert.equal(await statusOf(post(to, { ...mine, ...metadata([(await keyOf()).jwk]) })), 404)
  const again = await compactDecrypt(await (await post(to, fields)).text(), privateKey)
  assert.deepEqual(await asked(new TextDecoder().decode(again.plaintext)), await asked(new TextDecoder().decode(first.plaintext)))
  const inTheOpen = await address()
  assert.deepEqual([await statusOf(post(inTheOpen, mine)), await statusOf(post(inTheOpen, fields))], [200, 404])
})

test('by a nonce that could be another wallet’s too, or by none, it is given once', async () => {
  for (const fields of [{ wallet_nonce: nonce().slice(0, 21) }, {}]) {
    const to = await address()
    assert.deepEqual([await statusOf(post(to, fields)), await statusOf(post(to, fields))], [200, 404])
  }
})

const metadata = (keys: unknown[], more: object = {}) => ({ wallet_metadata: JSON.stringify({ jwks: { keys }, ...more }) })

test('where the wallet gives a key, nobody else reads the request', async () => {
  const { privateKey, jwk } = await keyOf()
  const mine = nonce()
  for (const [more, enc] of [[{}, 'A128GCM'], [{ request_object_encryption_enc_values_supported: ['A128GCM', 'A256GCM'] }, 'A256GCM']] as const) {
    const response = await post(await address(), { wallet_nonce: mine, ...metadata([{ kty: 'AKP', alg: 'ML-KEM-768', pub: 'x' }, jwk], more) })
    assert.equal(response.headers.get('content-type'), 'application/oauth-authz-req+jwt')
    const token = await response.text()
    const { epk: _epk, ...header } = decodeProtectedHeader(token)
    assert.deepEqual(header, { alg: 'ECDH-ES', enc, kid: 'wallet', cty: 'JWT' })
    const { plaintext } = await compactDecrypt(token, privateKey)
    assert.equal((await open(new TextDecoder().decode(plaintext)))['wallet_nonce'], mine)
  }
  const signing = await post(await address(), metadata([await keyOf({ use: 'sig', alg: 'ES256' }).then((key) => key.jwk)]))
  assert.ok(await open(await signing.text()), 'a key that only signs asks for nothing')
})

test('a wallet that could not read it, or not answer it, is told why, and it waits for another', async () => {
  const waiting = await address()
  const { jwk } = await keyOf()
  const unfit: [Record<string, string>, RegExp][] = [
    [{ wallet_metadata: 'vp_formats' }, /wallet_metadata is a JSON object/], [{ wallet_metadata: '[]' }, /wallet_metadata is a JSON object/], [{ wallet_nonce: '' }, /wallet_nonce is one text/],
    [metadata([]), /none is a public key on P-256/], [{ wallet_metadata: '{"jwks":5}' }, /none is a public key on P-256/], [metadata([{ kty: 'RSA', n: 'x', e: 'AQAB', alg: 'RSA-OAEP-256' }]), /none is a public key on P-256/],
    [metadata([{ ...jwk, alg: undefined }]), /none is/], [metadata([{ ...jwk, x: jwk.y }]), /none is/], [metadata([{ ...jwk, d: 'AA' }]), /none is/],
    [metadata([jwk], { request_object_encryption_enc_values_supported: ['A128CBC-HS256'] }), /request_object_encryption_enc_values_supported/],
    [metadata([jwk], { request_object_signing_alg_values_supported: ['EdDSA'] }), /request_object_signing_alg_values_supported of the wallet is without ES256/],
    [{ wallet_metadata: '{"client_id_prefixes_supported":["redirect_uri"]}' }, /client_id_prefixes_supported/], [{ wallet_metadata: '{"response_modes_supported":["direct_post"]}' }, /response_modes_supported/],
    [{ wallet_metadata: '{"authorization_encryption_alg_values_supported":[]}' }, /authorization_encryption_alg_values_supported/],
  ]
  for (const [fields, reason] of unfit) {
    const response = await post(waiting, fields)
    const said = await response.json() as { error: string; error_description: string }
    assert.deepEqual([response.status, said.error], [400, 'invalid_request'], JSON.stringify(fields))
    assert.match(said.error_description, reason)
  }
  assert.equal((await post(waiting, { wallet_nonce: 'x'.repeat(501) })).status, 400)
  assert.equal((await fetch(waiting, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ wallet_nonce: nonce() }) })).status, 415)
  const twice = new URLSearchParams([['wallet_nonce', nonce()], ['wallet_nonce', nonce()]])
  assert.equal((await fetch(waiting, { method: 'POST', body: twice })).status, 400)
  assert.equal((await post(waiting, { wallet_nonce: nonce() })).status, 200)
})
