/** Our messages against another implementation of RFC 9421, and against every change of one part. */
import assert from 'node:assert/strict'
import { sign, verify } from 'node:crypto'
import { test } from 'node:test'
import { createSignatureSync, verifySignature } from 'http-message-sig'
import { newPartyFile, publicFile, readOwnKeys, readParty } from './party.ts'
import { digestOf, signAnswer, signRequest, verifyAnswer, verifyRequest } from './signatures.ts'

const file = newPartyFile('city-gas')
const keys = await readOwnKeys(file)
const party = await readParty(publicFile(file))
const find = (id: string) => (party.verifying.has(id) ? party : undefined)
const body = Buffer.from('{"a":1}')
const path = '/exchange/questions'

test('another library verifies what we sign, and we verify what it signs', async () => {
  const headers = await signRequest(keys, 'POST', path, body)
  const message = (given: Record<string, string>) => new Request(`http://exchange${path}`, { method: 'POST', headers: given, body })
  const found = await verifySignature(message(headers), {
    policy: { algorithms: ['ed25519'], requiredComponents: ['@method', '@path', 'content-digest'], requiredParameters: ['created', 'nonce', 'keyid', 'tag'], maxAge: 60 },
    resolveVerifier: ({ parameters: { keyid } }) => ({ algorithm: 'ed25519', verify: (data, signature) => verify(null, data, party.verifying.get(keyid!)!, signature) }),
  })
  assert.equal(found.parameters.keyid, keys.signing.id)

  const digest = { 'content-type': 'application/json', 'content-digest': digestOf(body) }
  const theirs = createSignatureSync(message(digest), {
    label: 'maru', components: ['@method', '@path', 'content-digest'],
    parameters: { created: Math.floor(Date.now() / 1_000), nonce: 'bm9uY2U', keyid: keys.signing.id, alg: 'ed25519', tag: 'maru-exchange' },
    signer: { algorithm: 'ed25519', sign: (data) => sign(null, data, keys.signing.key) },
  })
  assert.equal((await verifyRequest({ method: 'POST', path, headers: { ...digest, signature: theirs.signature, 'signature-input': theirs.signatureInput }, body }, find)).id, 'city-gas')
})

test('each part of a signed question is held: another method, path, body, key, time, or a second signature', async () => {
  const headers = await signRequest(keys, 'POST', path, body)
  const request = { method: 'POST', path, headers, body }
  assert.equal((await verifyRequest(request, find)).id, 'city-gas')
  const input = headers['signature-input']!
  const other = await readOwnKeys(newPartyFile('stranger'))
  const theirs = await signRequest(other, 'POST', path, body)
  for (const [name, changed] of Object.entries({
    method: { ...request, method: 'PUT' }, path: { ...request, path: `${path}/x` }, body: { ...request, body: Buffer.from('{"a":2}') },
    'digest and body': { ...request, body: Buffer.from('{"a":2}'), headers: { ...headers, 'content-digest': digestOf(Buffer.from('{"a":2}')) } },
    unsigned: { ...request, headers: { 'content-digest': headers['content-digest']! } },
    old: { ...request, headers: { ...headers, 'signature-input': input.replace(/created=\d+/, `created=${Math.floor(Date.now() / 1_000) - 600}`) } },
    'another use': { ...request, headers: { ...headers, 'signature-input': input.replace('maru-exchange', 'other-use') } },
    'another algorithm': { ...request, headers: { ...headers, 'signature-input': input.replace('alg="ed25519"', 'alg="hmac-sha256"') } },
    stranger: { ...request, headers: theirs },
    'a good one after a bad one': { ...request, headers: { ...headers, signature: `bad=:${Buffer.alloc(64).toString('base64')}:, ${headers['signature']}`, 'signature-input': `${input.replace(/^maru=/, 'bad=')}, ${input}` } },
  })) await assert.rejects(verifyRequest(changed, find), name)
})

test('an answer holds for its question and its entry alone', async () => {
  const about = { question: digestOf(body), entry: 'AQ==' }
  const answer = { status: 200, headers: await signAnswer(keys, 200, body, about), body }
  await verifyAnswer(answer, party, about)
  await assert.rejects(verifyAnswer(answer, party, { ...about, entry: 'Ag==' }))
  await assert.rejects(verifyAnswer({ ...answer, headers: { ...answer.headers, 'maru-entry': 'Ag==' } }, party, { ...about, entry: 'Ag==' }))
  await assert.rejects(verifyAnswer({ ...answer, body: Buffer.from('x') }, party, about))
  await assert.rejects(verifyAnswer({ ...answer, status: 201 }, party, about))
})
