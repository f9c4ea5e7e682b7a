/** Why an issuer gave no card is told apart: not for this person, not now, or the offer itself. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askCredentials, isLater } from './app/receive/ask-credentials.ts'
import type { Conversation } from './app/receive/open-conversation.ts'
import type { IssuerMetadata } from './app/receive/read-issuer.ts'

const issuer = { id: 'https://services.example', credentialEndpoint: 'https://services.example/vci/credential', nonceEndpoint: undefined, encryption: { request: undefined, answer: undefined } } as unknown as IssuerMetadata

for (const [status, answer, reason] of [
  [400, { error: 'credential_request_denied' }, 'denied'],
  [400, { error: 'invalid_transaction_id' }, 'wait-over'],
  [400, { error: 'invalid_proof' }, 'proof-refused'],
  [400, { error: 'unknown_credential_configuration' }, 'not-issued'],
  [403, { error: 'insufficient_scope' }, 'not-issued'],
  [400, { error: 'invalid_encryption_parameters' }, 'not-understood'],
  [400, { error: 'made_up' }, 'offer-refused'],
  [429, {}, 'too-often'],
  [503, { error: 'credential_request_denied' }, 'unavailable'],
  [200, {}, 'unreadable'],
] as const) {
  test(`${status} ${JSON.stringify(answer)} is told as: ${reason}`, async () => {
    const conversation = { ask: () => Promise.resolve(Response.json(answer, { status })) } as unknown as Conversation
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']) as CryptoKeyPair
    await assert.rejects(askCredentials(conversation, issuer, 'mobile-id', [{ name: 'a', pair, jwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } }]), { reason })
  })
}

test('a nonce that was over before it came back is asked for anew, once', async () => {
  const asked: unknown[] = []
  const conversation = { ask: (_: string, body: unknown) => Promise.resolve(Response.json(asked.push(body) === 1 ? { error: 'invalid_nonce' } : { credentials: [{ credential: 'x' }], notification_id: 'n' }, { status: asked.length === 1 ? 400 : 200 })) } as unknown as Conversation
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']) as CryptoKeyPair
  const keys = [{ name: 'a', pair, jwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } }]
  assert.deepEqual(await askCredentials(conversation, issuer, 'mobile-id', keys), { credentials: ['x'], notification: 'n' })
  const stubborn = { ask: () => Promise.resolve(Response.json({ error: 'invalid_nonce' }, { status: 400 })) } as unknown as Conversation
  await assert.rejects(askCredentials(stubborn, issuer, 'mobile-id', keys), { reason: 'nonce-refused' })
})

test('202 is the word to come later, with the transaction and not before the interval has passed', async () => {
  const conversation = { ask: () => Promise.resolve(Response.json({ transaction_id: 'a', interval: 60 }, { status: 202 })) } as unknown as Conversation
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']) as CryptoKeyPair
  const before = Date.now()
  const answer = await askCredentials(conversation, issuer, 'mobile-id', [{ name: 'a', pair, jwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } }])
  assert.ok(isLater(answer))
  assert.equal(answer.transaction, 'a')
  assert.ok(answer.from >= before + 60_000)
})
