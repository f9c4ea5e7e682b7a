/** Mobile documents: what the stock library issues and shows is accepted, attacks are refused by name, and nothing is accepted that the library refuses. */
import assert from 'node:assert/strict'
import { hash, type KeyObject, sign } from 'node:crypto'
import { before, test } from 'node:test'
import { decode, encode, Tagged } from 'cborg'
import fc from 'fast-check'
import { openTrust, type Trust, type TrustedIssuer } from '../trust/trust.ts'
import { digitalTranscript, openidTranscript, type OpenidHandover } from './mdoc/openid-transcript.ts'
import { verifyDeviceResponse } from './mdoc/verify-device-response.ts'
import type { Reason } from './refusal.ts'
import { type Authority, makeAuthority, newKeys } from './test-authority.ts'
import { docType, issueMdoc, nameSpace, presentMdoc, stockMdoc } from './test-mdoc.ts'

const at = new Date('2026-11-26T03:00:00Z')
const now = at.getTime() / 1_000
const handover: OpenidHandover = { clientId: 'x509_hash:shop', nonce: 'n-0S6_WzA2Mj', encryptionKey: new Uint8Array(hash('sha256', 'key', 'buffer')), responseUri: 'https://shop.example/answer' }
const claims = { given_name: '하늘', family_name: '김', age_over_18: true, issuing_country: 'FL', document_number: '260309', portrait: new Uint8Array(600) }

const holder = newKeys()
let authority: Authority
let trusted: TrustedIssuer
let trust: Trust
let shown: Uint8Array

before(async () => {
  authority = await makeAuthority({ signers: 2 })
  trusted = { id: 'https://farland.example', name: { en: 'Farland' }, types: [docType], keys: [], anchors: [authority.anchor], statusLists: [] }
  trust = openTrust([trusted])
  shown = await show(['given_name', 'age_over_18'])
})

type Order = Partial<Parameters<typeof issueMdoc>[0]>
const issue = (changes: Order = {}) => issueMdoc({ ...authority.signers[0]!, holder: holder.publicKey, claims, ...changes })
const show = async (names: readonly string[], changes: Order = {}, over = handover, key = holder.privateKey) => presentMdoc(await issue(changes), key, names, over)
const check = (bytes: Uint8Array, changes: { now?: number; trust?: Trust; over?: OpenidHandover } = {}) =>
  verifyDeviceResponse(bytes, { trust: changes.trust ?? trust, now: changes.now ?? now, transcript: openidTranscript(changes.over ?? handover) })
const refused = (bytes: Uint8Array, reason: Reason, changes: Parameters<typeof check>[1] = {}) => { assert.deepEqual(check(bytes, changes), { valid: false, reason }) }

type Node = Map<unknown, unknown>
const tags = Object.fromEntries([0, 24, 1004].map((tag) => [tag, Tagged.decoder(tag)]))
const read = (bytes: Uint8Array) => decode(bytes, { useMaps: true, tags }) as unknown
const write = (value: unknown) => encode(value, { mapSorter: () => 0 } as never)
interface Opened { response: Node; document: Node; issuerSigned: Node; deviceSigned: Node; auth: unknown[]; items: Tagged[] }

/** The response with some part of it changed; what is signed is signed no more, unless the change signs again. */
function changed(change: (opened: Opened) => void, bytes = shown): Uint8Array {
  const response = read(bytes) as Node
  const document = (response.get('documents') as Node[])[0]!
  const [issuerSigned, deviceSigned] = [document.get('issuerSigned') as Node, document.get('deviceSigned') as Node]
  change({ response, document, issuerSigned, deviceSigned, auth: issuerSigned.get('issuerAuth') as unknown[], items: (issuerSigned.get('nameSpaces') as Node).get(nameSpace) as Tagged[] })
  return write(response)
}

/** The mobile security object changed and signed again by the issuer. */
const resigned = (change: (security: Node) => void, key = authority.signers[0]!.key) => changed(({ auth }) => {
  const security = read((read(auth[2] as Uint8Array) as Tagged).value as Uint8Array) as Node
  change(security)
  auth[2] = write(new Tagged(24, write(security)))
  auth[3] = signatureOver(['Signature1', auth[0], new Uint8Array(0), auth[2]], key)
})

const signatureOver = (value: unknown, key: KeyObject) => new Uint8Array(sign('sha256', encode(value), { key, dsaEncoding: 'ieee-p1363' }))
const signedByDevice = (deviceSigned: Node) => (deviceSigned.get('deviceAuth') as Node).get('deviceSignature') as unknown[]

test('what the stock library issued and showed is accepted: the chosen elements and no other', () => {
  const result = check(shown)
  assert.ok(result.valid, JSON.stringify(result))
  const [document] = result.verified
  assert.deepEqual(document!.claims, { [nameSpace]: { given_name: '하늘', age_over_18: true } })
  assert.deepEqual([document!.type, document!.issuer.id, document!.validUntil], [docType, 'https://farland.example', Date.parse('2027-11-01T00:00:00Z') / 1_000])
})

test('the bytes changed nowhere give the same answer when written again', () => {
  assert.ok(check(changed(() => undefined)).valid)
})

test('attack: issuer signature altered, or by another key', async () => {
  refused(changed(({ auth }) => { auth[3] = new Uint8Array(64) }), 'bad-signature')
  refused(changed(({ auth }) => { auth[3] = new Uint8Array(0) }), 'bad-signature')
  refused(resigned(() => undefined, newKeys().privateKey), 'bad-signature')
  assert.ok(check(resigned(() => undefined)).valid)
})

test('attack: algorithm chosen by the sender', () => {
  for (const alg of [-8, -35, 5, 0, null]) refused(changed(({ auth }) => { auth[0] = write(new Map([[1, alg]])) }), 'wrong-algorithm')
  refused(changed(({ auth }) => { auth[0] = new Uint8Array(0) }), 'unreadable')
  refused(changed(({ auth }) => { auth[0] = write(new Map<number, unknown>([[1, -7], [2, [99]]])) }), 'unreadable')
})

test('attack: signer without an authority, of another authority, or the authority itself', async () => {
  const stranger = await makeAuthority({ name: 'Elsewhere' })
  refused(await show([], stranger.signers[0]!), 'unknown-issuer')
  refused(await show([], { ...stranger.signers[0]!, certificate: authority.signers[0]!.certificate }), 'bad-signature')
  refused(changed(({ auth }) => { (auth[1] as Node).set(33, new Uint8Array(Buffer.from(authority.anchor, 'base64'))) }), 'unknown-issuer')
  refused(changed(({ auth }) => { (auth[1] as Node).set(33, new Uint8Array([1, 2, 3])) }), 'bad-certificate')
  refused(changed(({ auth }) => { (auth[1] as Node).delete(33) }), 'unreadable')
  // A signer of the same authority, but not the one that signed.
  refused(changed(({ auth }) => { (auth[1] as Node).set(33, new Uint8Array(authority.signers[1]!.certificate)) }), 'bad-signature')
})

test('attack: a certificate that is out of time, or made for another use', async () => {
  const old = await makeAuthority({ until: new Date('2026-11-10T00:00:00Z') })
  refused(await show([], old.signers[0]!), 'bad-certificate', { trust: openTrust([{ ...trusted, anchors: [old.anchor] }]) })
  const web = await makeAuthority({ usages: ['1.3.6.1.5.5.7.3.1'] })
  refused(await show([], web.signers[0]!), 'bad-certificate', { trust: openTrust([{ ...trusted, anchors: [web.anchor] }]) })
})

test('an issuer that is not trusted for this type is refused', () => {
  refused(shown, 'not-for-this-type', { trust: openTrust([{ ...trusted, types: ['org.iso.23220.photoid.1'] }]) })
})

test('attack: tag 24 bytes altered, or an element moved, doubled or invented', () => {
  const alter = (change: (item: Node) => void) => changed(({ items }) => {
    const item = read(items[0]!.value as Uint8Array) as Node
    change(item)
    items[0] = new Tagged(24, write(item))
  })
  refused(alter((item) => { item.set('elementValue', '바다') }), 'altered-claim')
  refused(alter((item) => { item.set('elementIdentifier', 'family_name') }), 'altered-claim')
  refused(alter((item) => { item.set('digestID', 4_000_000) }), 'altered-claim')
  refused(changed(({ items }) => { items.push(items[0]!) }), 'repeated-claim')
  refused(changed(({ issuerSigned, items }) => { (issuerSigned.get('nameSpaces') as Node).set('org.iso.18013.5.1.aamva', items) }), 'altered-claim')
  refused(changed(({ items }) => { (items as unknown[])[0] = items[0]!.value }), 'unreadable')
})

test('attack: a document named otherwise than its issuer signed', () => {
  const other = openTrust([{ ...trusted, types: [docType, 'org.iso.23220.photoid.1'] }])
  refused(changed(({ document }) => { document.set('docType', 'org.iso.23220.photoid.1') }), 'wrong-type', { trust: other })
})

test('attack: wrong transcript: another verifier, nonce, key or address', () => {
  for (const over of [{ clientId: 'x509_hash:bar' }, { nonce: 'another' }, { encryptionKey: null }, { encryptionKey: new Uint8Array(32) }, { responseUri: 'https://bar.example/answer' }]) {
    refused(shown, 'bad-binding-signature', { over: { ...handover, ...over } })
  }
})

test('attack: device signature by another key, altered, missing, or with a payload of its own', async () => {
  refused(await show([], {}, handover, newKeys().privateKey), 'bad-binding-signature')
  refused(changed(({ deviceSigned }) => { signedByDevice(deviceSigned)[3] = new Uint8Array(64) }), 'bad-binding-signature')
  refused(changed(({ document }) => { document.delete('deviceSigned') }), 'no-binding')
  refused(changed(({ deviceSigned }) => { deviceSigned.set('deviceAuth', new Map()) }), 'no-binding')
  refused(changed(({ deviceSigned }) => { signedByDevice(deviceSigned)[2] = new Uint8Array([1]) }), 'unreadable')
  refused(changed(({ deviceSigned }) => { signedByDevice(deviceSigned)[0] = write(new Map([[1, -8]])) }), 'wrong-algorithm')
})

test('attack: claims that the device makes itself', () => {
  refused(changed(({ deviceSigned }) => { deviceSigned.set('nameSpaces', new Tagged(24, write(new Map([[nameSpace, new Map([['age_over_21', true]])]])))) }), 'device-claim')
})

test('expired and not yet valid are told apart, with a minute for clocks that differ', async () => {
  const until = new Date(at.getTime() + 100_000)
  const brief = await show([], { from: new Date(at.getTime() - 100_000), until })
  assert.ok(check(brief).valid)
  refused(brief, 'not-yet-valid', { now: now - 200 })
  refused(brief, 'expired', { now: now + 161 })
  assert.ok(check(brief, { now: now + 159 }).valid)
})

test('attack: weak or missing parts under a good signature', () => {
  refused(resigned((security) => { security.set('digestAlgorithm', 'SHA-1') }), 'wrong-algorithm')
  refused(resigned((security) => { security.delete('validityInfo') }), 'unreadable')
  refused(resigned((security) => { security.delete('deviceKeyInfo') }), 'unreadable')
  refused(resigned((security) => { (security.get('validityInfo') as Node).set('validUntil', 'later') }), 'unreadable')
  refused(resigned((security) => { ((security.get('deviceKeyInfo') as Node).get('deviceKey') as Node).set(-1, 2) }), 'bad-holder-key')
  refused(resigned((security) => { ((security.get('deviceKeyInfo') as Node).get('deviceKey') as Node).set(-2, new Uint8Array(32)) }), 'bad-holder-key')
  refused(resigned((security) => { security.set('status', new Map([['other', 1]])) }), 'no-status')
  refused(resigned((security) => { security.set('status', new Map([['status_list', new Map(Object.entries({ idx: -1, uri: 'x' }))]])) }), 'no-status')
})

test('a status list that the issuer signed for is handed on', () => {
  const result = check(resigned((security) => { security.set('status', new Map([['status_list', new Map<string, unknown>([['idx', 7], ['uri', 'https://farland.example/status/1']])]])) }))
  assert.ok(result.valid, JSON.stringify(result))
  assert.deepEqual(result.verified[0]!.status, { uri: 'https://farland.example/status/1', index: 7 })
})

test('one bad document of several refuses the whole answer', () => {
  refused(changed(({ response, document }) => { response.set('documents', [document, new Map([...document, ['deviceSigned', undefined]].filter(([key]) => key !== 'deviceSigned') as [unknown, unknown][])]) }), 'no-binding')
  refused(changed(({ response }) => { response.set('documents', []) }), 'unreadable')
  refused(changed(({ response }) => { response.set('status', 10) }), 'unreadable')
})

test('attack: deep, doubled, loose or endless CBOR', () => {
  refused(new Uint8Array(60_000).fill(0x81), 'unreadable')
  refused(new Uint8Array(70_000), 'too-large')
  refused(new Uint8Array([0xbf, 0xff]), 'unreadable')
  refused(Buffer.concat([shown, Buffer.of(0)]), 'unreadable')
  // {"status": 0, "status": 0}, then a length longer than it need be
  refused(Buffer.from('a266737461747573006673746174757300', 'hex'), 'unreadable')
  refused(Buffer.from('a1780673746174757300', 'hex'), 'unreadable')
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => { assert.equal(check(bytes).valid, false) }), { numRuns: 300 })
})

test('whatever byte is changed, nothing is accepted that the stock library refuses, and nothing means anything else', async () => {
  const stock = await stockMdoc(handover, [authority.anchor], at)
  await stock(shown)
  const honest = check(shown)
  const where = fc.nat({ max: shown.length - 1 })
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(where, fc.nat({ max: 255 })), { minLength: 1, maxLength: 3 }), async (changes) => {
    const bytes = Uint8Array.from(shown)
    for (const [index, value] of changes) bytes[index] = value
    const ours = check(bytes)
    if (!ours.valid) return
    await stock(bytes)
    assert.deepEqual(ours.verified[0]!.claims, honest.valid && honest.verified[0]!.claims)
  }), { numRuns: 1_500 })
})

test('where the stock library refuses another session, signer or time, so do we', async () => {
  const elsewhere = { ...handover, nonce: 'another' }
  await assert.rejects((await stockMdoc(elsewhere, [authority.anchor], at))(shown))
  refused(shown, 'bad-binding-signature', { over: elsewhere })
  const stranger = await makeAuthority({ name: 'Elsewhere' })
  const foreign = await show([], stranger.signers[0]!)
  await assert.rejects((await stockMdoc(handover, [authority.anchor], at))(foreign))
  refused(foreign, 'unknown-issuer')
  const later = new Date('2027-12-01T00:00:00Z')
  await assert.rejects((await stockMdoc(handover, [authority.anchor], later))(shown))
  refused(shown, 'expired', { now: later.getTime() / 1_000 })
})

test('what a device signs for by the Digital Credentials API is, byte for byte, the example of OpenID4VP 1.0 annex B.2.6.2', () => {
  const transcript = digitalTranscript({ origin: 'https://example.com', nonce: 'exc7gBkxjx1rdc9udRrveKvSsJIq80avlXeLHhGwqtA', encryptionKey: new Uint8Array(Buffer.from('4283ec927ae0f208daaa2d026a814f2b22dca52cf85ffa8f3f8626c6bd669047', 'hex')) })
  assert.equal(Buffer.from(encode(transcript)).toString('hex'), '83f6f682764f70656e4944345650444341504948616e646f7665725820fbece366f4212f9762c74cfdbf83b8c69e371d5d68cea09cb4c48ca6daab761a')
})
