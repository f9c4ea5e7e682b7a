/** Requests as the OpenID conformance plan for wallets bends them (OpenID4VP 1.0), each under the name of its module: what is never answered, and what must not stand in the way. */
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { before, test } from 'node:test'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { newKeyRing } from '../../src/kernel/keys/new-key-ring.ts'
import type { HeldKey } from '../../src/kernel/keys/key-ring.ts'
import { readRequest } from './app/present/read-request.ts'

const host = 'services.example'
let signer: HeldKey
let other: HeldKey
let own: string
let encryptionKey: JWK
before(async () => {
  const make = async (name: string) => (await newKeyRing({ host: name, country: 'KR' })).current('requests')
  ;[signer, other] = [await make(host), await make('other.example')]
  own = `x509_hash:${hash('sha256', Buffer.from(signer.x5c[0]!, 'base64'), 'base64url')}`
  encryptionKey = { ...await exportJWK((await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true })).publicKey), alg: 'ECDH-ES', kid: 'a' }
})

const query = { credentials: [{ id: 'a', format: 'dc+sd-jwt', meta: { vct_values: ['urn:a'] } }] }

interface Bent { claims?: object; header?: object; by?: HeldKey; linkId?: string; more?: Record<string, string> }

/** @param claims of the request, changed */
async function ask({ claims = {}, header = {}, by = signer, linkId, more = {} }: Bent = {}): Promise<string> {
  const asked = { response_type: 'vp_token', response_mode: 'direct_post.jwt', client_id: own, response_uri: `https://${host}/answer`, nonce: 'n'.repeat(43), state: 's'.repeat(64), dcql_query: query, client_metadata: metadata(), ...claims }
  const request = await new SignJWT(asked as never).setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt', x5c: by.x5c, ...header }).sign(by.key)
  return `openid4vp://?${new URLSearchParams({ ...more, request, client_id: linkId ?? asked.client_id }).toString()}`
}
const metadata = (keys: unknown[] = [encryptionKey], more: object = { encrypted_response_enc_values_supported: ['A128GCM', 'A256GCM'] }) => ({ jwks: { keys }, ...more })
const read = async (bent?: Bent) => readRequest(await ask(bent), 'https://home.example')
const refused = async (reason: string, bent: Bent) => { await assert.rejects(read(bent), { reason }, JSON.stringify(bent.claims ?? bent)) }

test('oid4vp-1final-wallet-happy-flow, -alternate-happy-flow: what the standard leaves open stands in nobody’s way', async () => {
  assert.equal((await read()).state, 's'.repeat(64))
  const { encryption, state } = await read({ claims: { state: undefined, iss: 'https://elsewhere.example', made_up: 1 }, more: { random: 'x' } })
  assert.deepEqual([state, encryption?.method, encryption?.key.kid], [undefined, 'A256GCM', 'a'])
})

test('oid4vp-1final-wallet-ignores-unusable-encryption-key', async () => {
  const unusable = [{ kty: 'AKP', alg: 'ML-KEM-0', pub: 'x' }, { kty: 'XYZ' }, { kty: 'EC', crv: 'P-384', alg: 'ECDH-ES', x: 'x', y: 'y' }, { ...encryptionKey, use: 'sig' }, { ...encryptionKey, alg: 'ECDH-ES+A256KW' }, null, 'key']
  assert.equal((await read({ claims: { client_metadata: metadata([...unusable, encryptionKey]) } })).encryption?.key.kid, 'a')
  await refused('other-answer', { claims: { client_metadata: metadata(unusable) } })
  await refused('other-answer', { claims: { client_metadata: metadata([encryptionKey], { encrypted_response_enc_values_supported: ['A128CBC-HS256'] }) } })
  assert.equal((await read({ claims: { client_metadata: metadata([encryptionKey], {}) } })).encryption?.method, 'A128GCM', 'the default of section 5.1')
})

test('oid4vp-1final-wallet-negative-test-invalid-client-id-prefix', async () => {
  for (const clientId of ['invalid_scheme:a', 'verifier', `https://${host}`, `redirect_uri:https://${host}/answer`, `origin:https://${host}`, 'did:web:services.example', `X509_HASH:${own.split(':')[1]}`, '', ':']) await refused('not-signed', { claims: { client_id: clientId } })
})

test('oid4vp-1final-wallet-negative-test-response-uri-not-client-id', async () => {
  const clientId = `x509_san_dns:${host}`
  assert.equal((await read({ claims: { client_id: clientId } })).clientId, clientId)
  for (const address of ['https://elsewhere.example/answer', `https://${host}.elsewhere.example/`, `https://elsewhere.example/?${host}`, `https://${host}@elsewhere.example/`]) await refused('wrong-verifier', { claims: { client_id: clientId, response_uri: address } })
  await refused('wrong-verifier', { claims: { client_id: 'x509_san_dns:elsewhere.example', response_uri: 'https://elsewhere.example/answer' } })
})

test('oid4vp-1final-wallet-negative-test-invalid-request-object-signature', async () => {
  const link = await ask()
  await assert.rejects(readRequest(link.replace(/request=([\w-]+\.[\w-]+)\.\w{4}/, 'request=$1.AAAA'), 'https://home.example'), { reason: 'bad-signature' })
  await refused('wrong-verifier', { by: other })
  await refused('bad-signature', { by: { ...other, x5c: signer.x5c } })
  for (const header of [{ typ: 'JWT' }, { typ: undefined }, { x5c: undefined }, { x5c: [] }]) await refused('not-signed', { header })
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'oauth-authz-req+jwt', x5c: signer.x5c })).toString('base64url')
  await assert.rejects(readRequest(link.replace(/request=[\w-]+\.([\w-]+)\.[\w-]+/, `request=${none}.$1.`), 'https://home.example'), { reason: 'not-signed' })
})

test('oid4vp-1final-wallet-negative-test-mismatched-client-id', async () => {
  for (const linkId of ['x509_hash:other', own.toUpperCase(), own.slice(0, -1), '']) await refused('wrong-verifier', { linkId })
})

test('oid4vp-1final-wallet-negative-test-redirect-uri-with-direct-post', async () => {
  await refused('other-answer', { claims: { redirect_uri: `https://${host}/back` } })
})

test('oid4vp-1final-wallet-negative-test-missing-nonce', async () => {
  await refused('unreadable', { claims: { nonce: undefined } })
  await refused('unreadable', { claims: { nonce: 1 } })
})

test('oid4vp-1final-wallet-negative-test-unknown-transaction-data-type', async () => {
  const data = Buffer.from(JSON.stringify({ type: 'made_up', credential_ids: ['a'] })).toString('base64url')
  for (const one of [[data], [], 'x']) await refused('other-answer', { claims: { transaction_data: one } })
})
