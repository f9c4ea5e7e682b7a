/**
 * The wallet before an authorization server that misbehaves in one way: what the OpenID conformance plan for HAIP wallets takes over from that of FAPI 2.0, each case under the name of its
 * module (`fapi2-security-profile-final-client-test-…`). The server is a real one on this machine.
 */
import assert from 'node:assert/strict'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, beforeEach, test } from 'node:test'
import { decodeJwt } from 'jose'
import { type Conversation, openConversation } from './app/receive/open-conversation.ts'

interface Asked { path: string; headers: IncomingHttpHeaders; body: string }
interface Said { status?: number; headers?: Record<string, string>; body: object }

let origin: string
/** What the server says beside what is right, by path; and what it was asked. */
const bent = new Map<string, (asked: Asked) => Said>()
let asked: Asked[] = []
const usual = (path: string): Said => {
  if (path === '/.well-known/oauth-authorization-server') {
    return { body: { issuer: origin, authorization_endpoint: `${origin}/authorize`, token_endpoint: `${origin}/token`, pushed_authorization_request_endpoint: `${origin}/par`, authorization_response_iss_parameter_supported: true, dpop_signing_alg_values_supported: ['ES256'] } }
  }
  if (path === '/par') return { status: 201, body: { request_uri: 'urn:a', expires_in: 60 } }
  if (path === '/token') return { body: { access_token: 'a-token', token_type: 'DPoP', expires_in: 60 } }
  return { body: { credentials: [] } }
}
const server = createServer((request, response) => {
  void text(request).then((body) => {
    const one = { path: request.url!, headers: request.headers, body }
    asked.push(one)
    const { status = 200, headers = {}, body: said } = (bent.get(one.path) ?? (() => usual(one.path)))(one)
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(said))
  })
})
before(async () => {
  Object.assign(globalThis, { location: { origin: 'https://home.example' } })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
})
after(() => {
  Reflect.deleteProperty(globalThis, 'location')
  server.close()
})
beforeEach(() => {
  bent.clear()
  asked = []
})

const leave = { redirectUri: 'https://home.example/wallet', state: 'a-state', verifier: 'v'.repeat(43) }
const open = async (): Promise<Conversation> => openConversation(origin, await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']) as CryptoKeyPair)
const answer = (changes: Record<string, string | undefined> = {}) => new URLSearchParams(Object.entries({ code: 'a-code', state: leave.state, iss: origin, ...changes }).filter((entry): entry is [string, string] => entry[1] !== undefined))
const pathsOf = () => asked.map(({ path }) => path)
const bend = (path: string, changes: (said: Record<string, unknown>) => object) => { bent.set(path, () => ({ ...usual(path), body: changes(usual(path).body as Record<string, unknown>) })) }

/** From the pushed request to an answer of the resource. */
async function goThrough() {
  const conversation = await open()
  await conversation.authorize({ scope: 'a' }, leave)
  await conversation.comeBack(answer(), leave)
  return conversation.ask(`${origin}/credential`, { a: 1 })
}

test('happy-path-no-dpop-nonce: pushed, redeemed with the verifier, and every proof for its own address and token', async () => {
  assert.equal((await goThrough()).status, 200)
  assert.deepEqual(pathsOf(), ['/.well-known/oauth-authorization-server', '/par', '/token', '/credential'])
  const [, pushed, redeemed, used] = asked as [Asked, Asked, Asked, Asked]
  assert.match(pushed.body, /code_challenge_method=S256/)
  assert.equal(new URLSearchParams(redeemed.body).get('code_verifier'), leave.verifier)
  const proof = decodeJwt(used.headers['dpop'] as string)
  assert.deepEqual([proof['htm'], proof['htu'], typeof proof['ath']], ['POST', `${origin}/credential`, 'string'])
})

test('discovery-issuer-mismatch: nothing is asked of a server that names another', async () => {
  bend('/.well-known/oauth-authorization-server', (said) => ({ ...said, issuer: 'https://elsewhere.example' }))
  await assert.rejects(open(), { reason: 'wrong-issuer' })
  assert.equal(asked.length, 1)
})

for (const [name, changes] of [
  ['invalid-authorization-response-iss', { iss: 'https://elsewhere.example' }],
  ['remove-authorization-response-iss', { iss: undefined }],
  ['ensure-authorization-response-with-invalid-state-fails', { state: 'another' }],
  ['ensure-authorization-response-with-invalid-missing-state-fails', { state: undefined }],
] as const) {
  test(`${name}: refused, and its code is redeemed nowhere`, async () => {
    const conversation = await open()
    await assert.rejects(conversation.comeBack(answer(changes), leave), { reason: 'wrong-issuer' })
    assert.ok(!pathsOf().includes('/token'))
  })
}

test('token-type-case-insensitivity, token-endpoint-response-without-expires_in: taken', async () => {
  bend('/token', (said) => ({ ...said, token_type: 'dPOP', expires_in: undefined }))
  assert.equal((await goThrough()).status, 200)
})

test('rs-dpop-auth-scheme-case-insensitivity: a nonce that the resource wants is brought, however it writes the scheme', async () => {
  for (const scheme of ['DPoP', 'dpop', 'DPOP']) {
    bent.set('/credential', ({ headers }) => (decodeJwt(headers['dpop'] as string)['nonce'] === 'n' ? { body: {} } : { status: 401, headers: { 'www-authenticate': `${scheme} error="use_dpop_nonce"`, 'dpop-nonce': 'n' }, body: {} }))
    assert.equal((await goThrough()).status, 200, scheme)
  }
})

test('a server that knows no DPoP is spoken to by bearer token', async () => {
  bend('/.well-known/oauth-authorization-server', (said) => ({ ...said, dpop_signing_alg_values_supported: undefined }))
  bend('/token', (said) => ({ ...said, token_type: 'Bearer' }))
  assert.equal((await goThrough()).status, 200)
  const { headers } = asked.at(-1)!
  assert.deepEqual([headers.authorization, headers['dpop']], ['Bearer a-token', undefined])
})

test('a bearer token of a server that says it binds tokens to keys is not used', async () => {
  bend('/token', (said) => ({ ...said, token_type: 'Bearer' }))
  await assert.rejects(goThrough(), { reason: 'unreadable' })
  assert.ok(!pathsOf().includes('/credential'))
})
