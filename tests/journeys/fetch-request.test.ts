/** How a wallet fetches the signed request (OpenID4VP 1.0 section 5.10): by POST with a nonce and a key of its own, or by GET; once, and only where it can read it. */
import assert from 'node:assert/strict'
import { randomBytes, X509Certificate } from 'node:crypto'
import { after, before, test } from 'node:test'
import { compactDecrypt, decodeProtectedHeader, exportJWK, generateKeyPair, type JWK, jwtVerify } from 'jose'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

/** Of a presentation that somebody has begun. */
async function address(): Promise<URL> {
  const presentations = house.credentials.presentations!
  const id = await presentations.start({ template: 'age-19', consumer: 'api', origin: house.origin, returnTo: null })
  await presentations.take(id, 'a browser')
  const link = new URL((await presentations.look(id, 'a browser')).sameDevice)
  assert.equal(link.searchParams.get('request_uri_method'), 'post')
  return new URL(link.searchParams.get('request_uri')!)
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

test('given once, by whichever way, to however many at once', async () => {
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
