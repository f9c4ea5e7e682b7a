/** What only the wallet and an issuer read (OpenID4VCI 1.0 section 10): used where it is offered, demanded where it was asked for, and each way of getting it wrong by name. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { compactDecrypt, CompactEncrypt, type CompactJWEHeaderParameters, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import type { Json } from './app/json.ts'
import { askEncrypted, encryptionOf } from './app/receive/encrypt-messages.ts'

let issuer: CryptoKeyPair
let published: JWK
before(async () => {
  issuer = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true })
  published = { ...await exportJWK(issuer.publicKey), kid: 'a', alg: 'ECDH-ES', use: 'enc' }
})

const requests = (changes: object = {}) => ({ credential_request_encryption: { jwks: { keys: [published] }, enc_values_supported: ['A128GCM', 'A256GCM'], encryption_required: false, ...changes } })
const answers = (changes: object = {}) => ({ credential_response_encryption: { alg_values_supported: ['ECDH-ES'], enc_values_supported: ['A128GCM', 'A256GCM'], encryption_required: false, ...changes } })
const demanded = { encryption_required: true }
const usedOf = (metadata: Json) => {
  const { request, answer } = encryptionOf(metadata)
  return [request?.method, answer]
}

test('what is offered is used: both ways, the stronger first; requests alone; and nothing where nothing is offered', () => {
  assert.deepEqual(usedOf({ ...requests(), ...answers() }), ['A256GCM', 'A256GCM'])
  assert.deepEqual(usedOf({ ...requests({ enc_values_supported: ['A128GCM'] }), ...answers({ enc_values_supported: ['A128GCM'], ...demanded }) }), ['A128GCM', 'A128GCM'])
  assert.deepEqual(usedOf(requests(demanded)), ['A256GCM', undefined])
  assert.deepEqual(usedOf({}), [undefined, undefined])
})

test('an answer is never wanted encrypted by a request in the open', () => {
  assert.deepEqual(usedOf(answers()), [undefined, undefined])
})

test('what is offered and not understood is left; demanded, it is refused with the reason', () => {
  const bent: [string, Json][] = [
    ['another encryption of requests', requests({ enc_values_supported: ['A128CBC-HS256'] })],
    ['another key agreement', requests({ jwks: { keys: [{ ...published, alg: 'RSA-OAEP-256' }] } })],
    ['another curve', requests({ jwks: { keys: [{ ...published, crv: 'P-384' }] } })],
    ['a key without a name', requests({ jwks: { keys: [{ ...published, kid: undefined }] } })],
    ['a key for signatures', requests({ jwks: { keys: [{ ...published, use: 'sig' }] } })],
    ['no key', requests({ jwks: { keys: [] } })],
    ['no list of keys', requests({ jwks: 'x' })],
    ['another encryption of answers', { ...requests(), ...answers({ enc_values_supported: ['A128CBC-HS256'] }) }],
    ['another key agreement of answers', { ...requests(), ...answers({ alg_values_supported: ['RSA-OAEP-256'] }) }],
    ['no algorithms', { ...requests(), ...answers({ alg_values_supported: undefined }) }],
  ]
  for (const [what, metadata] of bent) {
    const [request, answer] = usedOf(metadata)
    assert.ok(request === undefined || answer === undefined, what)
    for (const said of [true, 'true', undefined]) {
      const all = Object.fromEntries(Object.entries(metadata).map(([name, offer]) => [name, { ...offer as object, encryption_required: said }]))
      assert.throws(() => encryptionOf(all), { reason: 'cannot-encrypt' }, what)
    }
  }
  assert.throws(() => encryptionOf(answers(demanded)), { reason: 'cannot-encrypt' }, 'answers demanded encrypted, and no way to ask for it')
  assert.throws(() => encryptionOf({ credential_response_encryption: 'yes' }), { reason: 'cannot-encrypt' })
})

interface Wanted { jwk: JWK; enc: string }

const key = async (wanted: Wanted) => importJWK(wanted.jwk, 'ECDH-ES')
const seal = async ({ jwk, enc }: Wanted, header: Record<string, unknown> = {}, to?: Parameters<CompactEncrypt['encrypt']>[0], text = '{"said":true}') =>
  new CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader({ alg: 'ECDH-ES', enc, kid: jwk.kid, ...header } as CompactJWEHeaderParameters).encrypt(to ?? await importJWK({ ...jwk, alg: 'ECDH-ES' }, 'ECDH-ES'))
const jwt = (token: string, status = 200) => new Response(token, { status, headers: { 'content-type': 'application/jwt' } })

/** @param answer of an issuer that reads what it is asked */
async function ask(answer: (wanted: Wanted) => Promise<Response>, seen: { token: string; body: Json }[] = []) {
  return askEncrypted({
    async ask(_url, body) {
      const { plaintext } = await compactDecrypt(body as string, issuer.privateKey)
      const said = JSON.parse(new TextDecoder().decode(plaintext)) as Json
      seen.push({ token: body as string, body: said })
      return answer(said['credential_response_encryption'] as Wanted)
    },
  }, encryptionOf({ ...requests(), ...answers() }), 'https://issuer.example/credential', { transaction_id: 'known to two' })
}

test('each request is encrypted to the key that it names, with a fresh key for its answer, and nothing of it can be read on the way', async () => {
  const seen: { token: string; body: Json }[] = []
  for (const _ of [1, 2]) assert.deepEqual(await (await ask(async (wanted) => jwt(await seal(wanted)), seen)).read(), { said: true })
  for (const { token } of seen) {
    assert.deepEqual({ ...decodeProtectedHeader(token), epk: undefined }, { alg: 'ECDH-ES', enc: 'A256GCM', kid: 'a', epk: undefined })
    assert.equal(Buffer.from(token, 'base64url').includes('known to two'), false)
  }
  const wanted = seen.map(({ body }) => body['credential_response_encryption'] as Wanted)
  for (const { jwk, enc } of wanted) assert.deepEqual([jwk.alg, jwk.crv, jwk.d, typeof jwk.kid, enc], ['ECDH-ES', 'P-256', undefined, 'string', 'A256GCM'])
  assert.notEqual(wanted[0]!.jwk.x, wanted[1]!.jwk.x)
  assert.equal(seen[0]!.body['transaction_id'], 'known to two')
})

test('a refusal comes in the open, and is read as one', async () => {
  const { response } = await ask(() => Promise.resolve(Response.json({ error: 'invalid_proof' }, { status: 400 })))
  assert.deepEqual(await response.json(), { error: 'invalid_proof' })
})

const other = () => generateKeyPair('ECDH-ES', { crv: 'P-256' })
for (const [what, answer] of [
  ['in the open', () => Promise.resolve(Response.json({ said: true }))],
  ['in the open, under the name of an encrypted one', () => Promise.resolve(jwt('{"said":true}'))],
  ['encrypted, and said to be in the open', async (wanted) => new Response(await seal(wanted), { headers: { 'content-type': 'application/json' } })],
  ['to another key', async (wanted) => jwt(await seal(wanted, {}, (await other()).publicKey))],
  ['to a key of another name', async (wanted) => jwt(await seal(wanted, { kid: 'b' }))],
  ['to no named key', async (wanted) => jwt(await seal(wanted, { kid: undefined }))],
  ['by another key agreement', async (wanted) => jwt(await seal(wanted, { alg: 'ECDH-ES+A256KW' }))],
  ['by a weaker encryption than was asked for', async (wanted) => jwt(await seal(wanted, { enc: 'A128GCM' }))],
  ['by an encryption of another kind', async (wanted) => jwt(await seal(wanted, { enc: 'A256CBC-HS512' }))],
  ['by a key that both are said to know', async (wanted) => jwt(await seal(wanted, { alg: 'dir' }, new Uint8Array(32)))],
  ['compressed', async (wanted) => jwt(await seal(wanted, { zip: 'DEF' }))],
  ['changed on the way', async (wanted) => jwt((await seal(wanted)).replace(/.{8}$/, 'AAAAAAAA'))],
  ['signed and not encrypted', () => Promise.resolve(jwt('eyJhbGciOiJub25lIn0.eyJzYWlkIjp0cnVlfQ.'))],
  ['with nothing to read in it', async (wanted) => jwt(await seal(wanted, {}, await key(wanted) as CryptoKey, 'said'))],
] as [string, (wanted: Wanted) => Promise<Response>][]) {
  test(`refused: an answer ${what}`, async () => {
    const asked = await ask(answer)
    await assert.rejects(asked.read(), { reason: 'not-encrypted' })
  })
}
