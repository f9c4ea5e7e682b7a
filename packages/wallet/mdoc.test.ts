/** The app's mobile documents: what it takes and what it refuses to take, and that the platform's verifier and the stock library believe what it shows. */
import assert from 'node:assert/strict'
import { hash, KeyObject } from 'node:crypto'
import { before, test } from 'node:test'
import { decode, encode, Tagged } from 'cborg'
import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose'
import type { KeyRing } from '../../src/kernel/keys/key-ring.ts'
import { newKeyRing } from '../../src/kernel/keys/new-key-ring.ts'
import { fieldOf } from '../../src/modules/credentials/issue/credential-types.ts'
import { signMdoc } from '../../src/modules/credentials/issue/sign-mdoc.ts'
import { ownIssuer } from '../../src/modules/credentials/trust/own-issuer.ts'
import { openTrust, type Trust } from '../../src/modules/credentials/trust/trust.ts'
import { openidTranscript } from '../../src/modules/credentials/verify/mdoc/openid-transcript.ts'
import { verifyDeviceResponse } from '../../src/modules/credentials/verify/mdoc/verify-device-response.ts'
import { makeAuthority } from '../../src/modules/credentials/verify/test-authority.ts'
import { docType, issueMdoc, stockMdoc } from '../../src/modules/credentials/verify/test-mdoc.ts'
import { koreanPack as pack } from '../../src/web/test-view.ts'
import { type Card, cardOf, chooseCopy, formOf, readyTimes } from './app/cards/card.ts'
import { checkMdoc } from './app/mdoc/check-mdoc.ts'
import { presentMdoc } from './app/mdoc/present-mdoc.ts'
import { nameAt, namespacesOf, readMdoc } from './app/mdoc/read-mdoc.ts'

const issuer = 'https://services.example'
const type = pack.credentials.find(({ id }) => id === 'mobile-id')!
const now = Math.floor(Date.now() / 1_000)
const values = new Map<string, string | boolean>([['full_name', '김하늘'], ['birth_date', '1993-04-05'], ['age_over_19', true]])

let ring: KeyRing
let trust: Trust
let pair: CryptoKeyPair
let key: JWK
let encryptionKey: JWK
let issued: string
before(async () => {
  const make = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']) as Promise<CryptoKeyPair>
  ring = await newKeyRing({ host: 'services.example', country: 'KR' })
  trust = openTrust([ownIssuer(pack, ring, issuer)])
  pair = await make()
  key = await exportJWK(pair.publicKey)
  encryptionKey = await exportJWK((await make()).publicKey)
  issued = await issue()
})

const issue = (changes: Partial<Parameters<typeof signMdoc>[1]> = {}, signer = ring.current('credentials')) => signMdoc(signer, {
  doctype: type.doctype, namespace: type.namespace, claims: type.claims.filter(({ name }) => values.has(name)).map((claim) => ({ claim, value: values.get(claim.name)! })),
  typeOf: (claim) => fieldOf(pack, claim).type, validity: { from: now - 60, until: now + 3_600 }, holder: key, status: { uri: `${issuer}/status/a`, index: 7 }, ...changes,
})
const take = (credential: string, changes: Partial<Parameters<typeof checkMdoc>[1]> = {}) => checkMdoc(credential, { issuer, type: type.doctype, keys: [{ name: 'a', pair, jwk: key }], ...changes })
const refused = (taking: Promise<unknown>, reason: string) => assert.rejects(taking, (cause: Error & { reason?: string }) => cause.reason === reason || assert.fail(`${cause.message}, not ${reason}`))

/** IssuerSigned with some part of it changed. */
function changed(change: (parts: { issuerSigned: Map<string, unknown>; items: Tagged[]; auth: unknown[] }) => void, credential = issued): string {
  const issuerSigned = decode(Buffer.from(credential, 'base64url'), { useMaps: true, tags: Tagged.preserve(0, 24, 1004) }) as Map<string, unknown>
  change({ issuerSigned, items: (issuerSigned.get('nameSpaces') as Map<string, Tagged[]>).get(type.namespace)!, auth: issuerSigned.get('issuerAuth') as unknown[] })
  return Buffer.from(encode(issuerSigned)).toString('base64url')
}

test('what the issuer signs is taken: its values by name, its end, and the key by which the log is asked', async () => {
  const { claims, until, signer, kid } = await take(issued)
  assert.deepEqual(claims, Object.fromEntries(values))
  assert.equal(until, now + 3_600)
  assert.deepEqual([kid, await calculateJwkThumbprint(signer)], [ring.current('credentials').kid, ring.current('credentials').kid])
})

test('a stranger’s signer that names no host is taken; one that names another host is not', async () => {
  const { signers: [signer] } = await makeAuthority()
  const theirs = await issueMdoc({ ...signer!, holder: KeyObject.from(pair.publicKey as never), claims: { given_name: 'Ann', portrait: new Uint8Array(9) }, until: new Date(Date.now() + 9e6) })
  const credential = Buffer.from(theirs.encode()).toString('base64url')
  assert.deepEqual((await take(credential, { type: docType })).claims, { given_name: 'Ann', portrait: new Uint8Array(9) })
  await refused(take(issued, { issuer: 'https://other.example' }), 'bad-certificate')
})

test('attack: what is taken is altered, unsigned, over, of another type or bound to another key', async () => {
  await refused(take('!'), 'unreadable')
  await refused(take(Buffer.from(encode({})).toString('base64url')), 'unreadable')
  await refused(take(changed(({ auth }) => { auth[3] = new Uint8Array(64) })), 'bad-signature')
  await refused(take(changed(({ auth }) => { auth[0] = encode(new Map([[1, -8]])) })), 'unreadable')
  await refused(take(changed(({ auth }) => { auth[0] = encode(new Map<number, unknown>([[1, -7], [2, [99]]])) })), 'unreadable')
  await refused(take(changed(({ auth }) => { (auth[1] as Map<number, unknown>).clear() })), 'unreadable')
  await refused(take(changed(({ items }) => { items[0] = new Tagged(24, encode({ digestID: 0, random: new Uint8Array(16), elementIdentifier: 'full_name', elementValue: '바다' })) })), 'bad-signature')
  await refused(take(changed(({ items }) => { items.push(items[0]!, items[0]!) })), 'unreadable')
  await refused(take(issued, { type: 'org.iso.18013.5.1.mDL' }), 'wrong-type')
  await refused(take(issued, { keys: [{ name: 'b', pair, jwk: encryptionKey }] }), 'wrong-key')
  await refused(take(await issue({ validity: { from: now - 9_000, until: now - 61 } })), 'expired')
})

test('the chosen elements and no other are believed by the platform’s verifier and by the stock library, encrypted or not', async () => {
  for (const to of [encryptionKey, undefined]) {
    const session = { clientId: 'x509_hash:shop', nonce: 'a-nonce', responseUri: 'https://shop.example/answer' }
    const answer = Buffer.from(await presentMdoc(issued, pair.privateKey, ['age_over_19'], { ...session, encryptionKey: to }), 'base64url')
    const { crv, kty, x, y } = encryptionKey
    const handover = { ...session, encryptionKey: to === undefined ? null : new Uint8Array(hash('sha256', JSON.stringify({ crv, kty, x, y }), 'buffer')) }
    const outcome = verifyDeviceResponse(answer, { trust, now, transcript: openidTranscript(handover) })
    assert.ok(outcome.valid, JSON.stringify(outcome))
    assert.deepEqual(outcome.verified.map(({ claims, status }) => [claims, status]), [[{ [type.namespace]: { age_over_19: true } }, { uri: `${issuer}/status/a`, index: 7 }]])
    await (await stockMdoc(handover, ring.roots(), new Date()))(answer)
    assert.equal(verifyDeviceResponse(answer, { trust, now, transcript: openidTranscript({ ...handover, nonce: 'another' }) }).valid, false)
    assert.ok(!answer.includes('김하늘'))
  }
  const nothing = await presentMdoc(issued, pair.privateKey, [], { clientId: 'a', nonce: 'b', responseUri: 'c', encryptionKey: undefined })
  const held = verifyDeviceResponse(Buffer.from(nothing, 'base64url'), { trust, now, transcript: openidTranscript({ clientId: 'a', nonce: 'b', responseUri: 'c', encryptionKey: null }) })
  assert.deepEqual(held.valid && held.verified[0]!.claims, {})
  await (await stockMdoc({ clientId: 'a', nonce: 'b', responseUri: 'c', encryptionKey: null }, ring.roots(), new Date()))(new Uint8Array(Buffer.from(nothing, 'base64url')))
})

test('two name spaces with an element of one name are told apart', () => {
  const item = (value: string) => new Tagged(24, encode({ digestID: 1, random: new Uint8Array(16), elementIdentifier: 'sex', elementValue: value }))
  const mdoc = readMdoc(changed(({ issuerSigned }) => { issuerSigned.set('nameSpaces', new Map([['org.iso.18013.5.1', [item('1')]], ['org.iso.18013.5.1.aamva', [item('2')]]])) }))
  assert.deepEqual(mdoc.claims, { sex: '1', 'org.iso.18013.5.1.aamva/sex': '2' })
  assert.deepEqual(namespacesOf(mdoc), { 'org.iso.18013.5.1': { sex: '1' }, 'org.iso.18013.5.1.aamva': { sex: '2' } })
  assert.equal(nameAt(mdoc, ['org.iso.18013.5.1.aamva', 'sex']), 'org.iso.18013.5.1.aamva/sex')
})

test('a card that lay on a device before there were forms is the same card, in one form; the form with fewer copies says how often it can be shown', () => {
  const copy = (name: string, oneUse: boolean) => ({ credential: name, key: name, until: undefined, oneUse })
  const about = { id: 'a', issuer, issuerDisplay: [], display: [], names: [], addedAt: '2026-11-27T00:00:00Z', conversation: 'c' }
  const card: Card = cardOf({ ...about, configuration: 'mobile-id', type: 'urn:maru:kr:mobile-id:1', copies: [copy('lasting', false), copy('once', true)] })
  assert.deepEqual(card, { ...about, forms: [{ format: 'dc+sd-jwt', configuration: 'mobile-id', type: 'urn:maru:kr:mobile-id:1', copies: [copy('lasting', false), copy('once', true)] }] })
  assert.equal(cardOf(card), card)
  const both: Card = { ...card, forms: [card.forms[0], { format: 'mso_mdoc', configuration: 'mobile-id-mdoc', type: type.doctype, copies: [copy('document', false)] }] }
  assert.deepEqual([readyTimes(card), readyTimes(both)], [1, 0])
  assert.deepEqual([chooseCopy(formOf(both, 'dc+sd-jwt')!).key, chooseCopy(formOf(both, 'mso_mdoc')!).key], ['once', 'document'])
})
