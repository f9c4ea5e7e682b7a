/** A request that was made for another wallet, or yesterday, is not answered (OpenID4VP 1.0 section 5.10): against a verifier that a real server stands for. */
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { CompactEncrypt, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { makeAuthority } from '../../src/modules/credentials/verify/test-authority.ts'
import { readRequest } from './app/present/read-request.ts'

interface Fetched { method: string; type: string | undefined; accept: string | undefined; fields: URLSearchParams }

let sign: (claims: object) => Promise<string>
let clientId: string
let origin: string
/** What the verifier answers, and what it was asked. */
let answer: (fetched: Fetched) => Promise<{ status?: number; type?: string; body: string; location?: string }>
/** Answers that are lost on their way, whole or in the middle. */
let lost: ('whole' | 'broken')[] = []
const seen: Fetched[] = []
const mediaType = 'application/oauth-authz-req+jwt'
const server = createServer((request: IncomingMessage, response) => {
  void text(request).then(async (body) => {
    const fetched = { method: request.method!, type: request.headers['content-type'], accept: request.headers.accept, fields: new URLSearchParams(body) }
    seen.push(fetched)
    const { status = 200, type = mediaType, body: said, location } = await answer(fetched)
    const way = lost.shift()
    if (way === 'whole') request.socket.destroy()
    else if (way === 'broken') response.writeHead(status, { 'content-type': type, 'content-length': said.length }).write(said.slice(0, 100), () => { request.socket.destroy() })
    else response.writeHead(status, { 'content-type': type, ...(location === undefined ? {} : { location }) }).end(said)
  })
})
before(async () => {
  const { signers: [signer] } = await makeAuthority({ name: 'Bookshop', usages: [] })
  const { certificate, key } = signer!
  clientId = `x509_hash:${hash('sha256', certificate, 'base64url')}`
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const asked = { response_type: 'vp_token', response_mode: 'direct_post', client_id: clientId, response_uri: `${origin}/answer`, nonce: 'n', dcql_query: { credentials: [{ id: 'a', format: 'dc+sd-jwt', meta: { vct_values: ['urn:a'] } }] } }
  sign = (claims) => new SignJWT({ ...asked, ...claims }).setProtectedHeader({ alg: 'ES256', typ: mediaType.slice('application/'.length), x5c: [certificate.toString('base64')] }).sign(key)
})
after(() => { server.close() })

const read = (method?: string, own = 'https://services.example', path = '/request') => readRequest(`openid4vp://?${new URLSearchParams({ client_id: clientId, request_uri: `${origin}${path}`, ...(method === undefined ? {} : { request_uri_method: method }) }).toString()}`, own)
const nonceOf = ({ fields }: Fetched) => fields.get('wallet_nonce')
const metadataOf = ({ fields }: Fetched) => JSON.parse(fields.get('wallet_metadata')!) as { jwks?: { keys: JWK[] } }

test('by POST, with a fresh nonce and what the wallet can do, as section 5.10 has it; a stranger is given no key', async () => {
  answer = async (fetched) => ({ body: await sign({ wallet_nonce: nonceOf(fetched) }) })
  seen.length = 0
  for (const _ of [1, 2]) assert.equal((await read('post')).clientId, clientId)
  for (const fetched of seen) {
    assert.deepEqual([fetched.method, fetched.accept], ['POST', mediaType])
    assert.match(fetched.type!, /^application\/x-www-form-urlencoded/)
    assert.match(nonceOf(fetched)!, /^[\w-]{43}$/)
    assert.deepEqual([...fetched.fields.keys()].sort(), ['wallet_metadata', 'wallet_nonce'])
    assert.equal(metadataOf(fetched).jwks, undefined)
  }
  assert.notEqual(nonceOf(seen[0]!), nonceOf(seen[1]!))
  assert.equal(seen[0]!.fields.get('wallet_metadata'), seen[1]!.fields.get('wallet_metadata'), 'which tells no two wallets apart')
})

test('by GET where the link says so, or says nothing', async () => {
  answer = async () => ({ body: await sign({}), type: 'text/plain' })
  seen.length = 0
  for (const method of ['get', undefined]) assert.equal((await read(method)).clientId, clientId)
  assert.deepEqual(seen.map(({ method, fields }) => [method, fields.size]), [['GET', 0], ['GET', 0]])
})

test('attack: a request without the wallet’s nonce, with another, or one of before, is refused', async () => {
  const old = await sign({ wallet_nonce: 'of before' })
  for (const body of [await sign({}), old, await sign({ wallet_nonce: '' }), await sign({ wallet_nonce: null }), await sign({ wallet_nonce: ['x'] })]) {
    answer = () => Promise.resolve({ body })
    await assert.rejects(read('post'), { reason: 'request-replayed' })
  }
  answer = async (fetched) => ({ body: await sign({ wallet_nonce: nonceOf(fetched) }) })
  await read('post')
  const replayed = await sign({ wallet_nonce: nonceOf(seen.at(-1)!) })
  answer = () => Promise.resolve({ body: replayed })
  for (const method of ['post', 'get', undefined]) await assert.rejects(read(method), { reason: 'request-replayed' })
  await assert.rejects(readRequest(`openid4vp://?${new URLSearchParams({ client_id: clientId, request: replayed }).toString()}`, 'https://services.example'), { reason: 'request-replayed' })
})

test('the nonce must be signed: what stands beside the signature counts for nothing', async () => {
  answer = async (fetched) => {
    const [header, payload, signature] = (await sign({})).split('.') as [string, string, string]
    const bent = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()) as object, wallet_nonce: nonceOf(fetched) }
    return { body: [header, Buffer.from(JSON.stringify(bent)).toString('base64url'), signature].join('.') }
  }
  await assert.rejects(read('post'), { reason: 'bad-signature' })
})

test('a server that says POST and knows GET alone is not asked in the other way', async () => {
  answer = async ({ method }) => (method === 'GET' ? { body: await sign({}) } : { status: 405, type: 'application/json', body: '{}' })
  seen.length = 0
  await assert.rejects(read('post'), { reason: 'other-answer' })
  assert.deepEqual(seen.map(({ method }) => method), ['POST'])
  answer = () => Promise.resolve({ status: 404, body: '' })
  await assert.rejects(read('post'), { reason: 'request-over' })
})

test('what was lost on its way is asked for once more, as it was; lost again it is said, and whoever tries then is still the same wallet', async () => {
  answer = async (fetched) => ({ body: await sign({ wallet_nonce: nonceOf(fetched) }) })
  for (const way of ['whole', 'broken'] as const) {
    seen.length = 0
    lost = [way]
    assert.equal((await read('post')).clientId, clientId)
    assert.deepEqual([seen.length, seen[0]!.fields.toString()], [2, seen[1]!.fields.toString()])
  }
  seen.length = 0
  lost = ['whole', 'broken']
  await assert.rejects(read('post'), { reason: 'no-answer' })
  answer = () => Promise.resolve({ status: 503, body: '' })
  await assert.rejects(read('post'), { reason: 'unavailable' })
  answer = async (fetched) => ({ body: await sign({ wallet_nonce: nonceOf(fetched) }) })
  assert.equal((await read('post')).clientId, clientId)
  assert.deepEqual(new Set(seen.map((fetched) => fetched.fields.toString())).size, 1)
  assert.equal(seen.length, 4)
  await read('post')
  assert.notEqual(nonceOf(seen.at(-1)!), nonceOf(seen[0]!), 'what was answered is not asked again in that name')
})

test('by GET nothing would tell this wallet from another: it is asked once', async () => {
  answer = async () => ({ body: await sign({}) })
  seen.length = 0
  lost = ['whole']
  await assert.rejects(read('get'), { reason: 'no-answer' })
  assert.equal(seen.length, 1)
})

test('refused: another media type, a redirect, a method that the standard does not have', async () => {
  answer = async (fetched) => ({ body: await sign({ wallet_nonce: nonceOf(fetched) }), type: 'text/html' })
  await assert.rejects(read('post'), { reason: 'unreadable' })
  answer = () => Promise.resolve({ status: 307, body: '', location: `${origin}/elsewhere` })
  await assert.rejects(read('post', undefined, '/moved'), { reason: 'no-answer' })
  seen.length = 0
  for (const method of ['POST', 'put', '']) await assert.rejects(read(method), { reason: 'unreadable' })
  assert.deepEqual(seen, [])
})

test('of the country’s own platform it is wanted encrypted to a key of this moment, and taken in no other way', async () => {
  const seal = async (fetched: Fetched, jwk: JWK, header: object = {}) => ({
    body: await new CompactEncrypt(Buffer.from(await sign({ wallet_nonce: nonceOf(fetched) }))).setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: jwk.kid!, cty: 'JWT', ...header }).encrypt(await importJWK(jwk, 'ECDH-ES')),
  })
  answer = (fetched) => seal(fetched, metadataOf(fetched).jwks!.keys[0]!)
  seen.length = 0
  for (const _ of [1, 2]) assert.equal((await read('post', origin)).clientId, clientId)
  assert.notEqual(metadataOf(seen[0]!).jwks!.keys[0]!.x, metadataOf(seen[1]!).jwks!.keys[0]!.x)
  const other = (await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true })).publicKey
  const wrong: ((fetched: Fetched) => Promise<{ body: string }>)[] = [
    async (fetched) => ({ body: await sign({ wallet_nonce: nonceOf(fetched) }) }),
    async (fetched) => ({ body: await new CompactEncrypt(Buffer.from(await sign({ wallet_nonce: nonceOf(fetched) }))).setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: metadataOf(fetched).jwks!.keys[0]!.kid! }).encrypt(other) }),
    (fetched) => seal(fetched, { ...metadataOf(fetched).jwks!.keys[0]!, kid: 'another' }),
    (fetched) => seal(fetched, metadataOf(fetched).jwks!.keys[0]!, { zip: 'DEF' }),
  ]
  for (const one of wrong) {
    answer = one
    await assert.rejects(read('post', origin), { reason: 'not-encrypted' })
  }
})
