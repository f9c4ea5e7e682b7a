/** The trust bundle: what the platform writes, any browser's cryptography reads, and nothing else is taken for one. */
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, randomBytes, randomInt } from 'node:crypto'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { type BundleParts, writeBundle } from '../../src/modules/credentials/trust/write-bundle.ts'
import { includes, packGaps, unpackGaps } from './gaps.ts'
import { loggedKey, trustedUse } from './logged-key.ts'
import { loggedPapers, loggedRoot } from './logged-root.ts'
import { ageOf, bundleLife, openBundle, type ProvenKey } from './trust-bundle.ts'

const now = 1_795_000_000
const newSigner = (kid: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  return { signer: { kid, key: privateKey }, key: { kid, x: Buffer.from(x!, 'base64url'), y: Buffer.from(y!, 'base64url'), proof: `of ${kid}` } satisfies ProvenKey, jwk: { kty: 'EC', crv: 'P-256', x: x!, y: y! } }
}
const { signer, key, jwk } = newSigner('one')
const [own, paper, stranger] = ['own', 'paper', 'stranger'].map(newSigner)
const list = { uri: 'https://farland.example/status/1', entries: 1_000, notValid: [0, 7, 8, 999], states: 'bits', proof: 'of list 1' }
const parts: BundleParts = {
  madeAt: now, lists: [list], papers: ['260309-AB12-CD34E'], papersProof: 'of papers',
  issuers: [
    { id: 'https://farland.example', own: true, name: {}, types: [], keys: [own!.key], paperKeys: [paper!.key] },
    { id: 'https://school.example', own: false, name: {}, types: [], keys: [stranger!.key], paperKeys: [] },
  ],
}
const sha = (content: string | Uint8Array) => createHash('sha256').update(content).digest('base64url')
const logged = new Map([
  ['of one', loggedKey('metadata', jwk)], ['of own', loggedKey('credentials', own!.jwk)], ['of paper', loggedKey('papers', paper!.jwk)], ['of stranger', loggedKey(trustedUse('https://school.example'), stranger!.jwk)],
  ['of list 1', loggedRoot({ list: '1', entries: 1_000, states: 'bits', notValid: sha(packGaps(list.notValid)) })], ['of papers', loggedPapers(sha('260309-AB12-CD34E\n'))],
])
/** The log itself is tried with real proofs where a house stands. */
const inLog = (proof: string, entry: string) => (logged.get(proof) === entry ? Promise.resolve() : Promise.reject(new Error('not in the log')))
const open = (bytes: Uint8Array, keys: readonly ProvenKey[] = [key]) => openBundle(bytes, keys, inLog)
let file: Buffer
before(async () => { file = await writeBundle(signer, parts) })

test('entries come back as they went in, however far apart', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.nat({ max: 2 ** 27 - 1 }), { maxLength: 300 }), (indices) => {
    const sorted = [...indices].sort((one, other) => one - other)
    const back = unpackGaps(packGaps(indices), 2 ** 27)
    assert.deepEqual([...back], sorted)
    for (const index of [...indices, 0, 1, 2 ** 26]) assert.equal(includes(back, index), indices.includes(index))
  }))
})

test('gaps that lead out of the list, or end in the middle, are refused', () => {
  assert.throws(() => unpackGaps(packGaps([1_000]), 1_000), RangeError)
  assert.throws(() => unpackGaps(Uint8Array.of(0x80), 1_000), RangeError)
  assert.throws(() => unpackGaps(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f), 1_000), RangeError)
})

test('a bundle is read: who, which keys, what was taken back', async () => {
  const bundle = await open(file)
  assert.deepEqual([0, 1, 7, 8, 9, 999].map((index) => bundle.isValid(list.uri, index)), [false, true, false, false, true, false])
  assert.equal(bundle.isValid('https://farland.example/status/2', 0), undefined)
  assert.ok(bundle.revokedPapers.has('260309-AB12-CD34E'))
})

test('fresh for a day, stale until the seventh, then over; one from the future is over as well', () => {
  const at = (seconds: number) => ageOf({ madeAt: now }, now + seconds)
  assert.deepEqual([0, 24 * 3600, 24 * 3600 + 1, bundleLife, bundleLife + 1, -30, -61].map(at), ['fresh', 'fresh', 'stale', 'stale', 'over', 'fresh', 'over'])
})

test('attack: another key, any one bit changed, anything unsigned, a list that unfolds to more than it says', async () => {
  const small = await writeBundle(signer, { ...parts, issuers: [], papers: [], papersProof: 'none' })
  await assert.rejects(open(file, [newSigner('one').key]))
  await assert.rejects(open(file, [{ ...key, kid: 'two' }]))
  for (let at = 0; at < small.length; at += 1) for (let bit = 0; bit < 8; bit += 1) {
    const changed = Buffer.from(small)
    changed[at]! ^= 1 << bit
    await assert.rejects(open(changed), `byte ${at}, bit ${bit}`)
  }
  // All that a map of no entries can become.
  const unsigned = small.indexOf(Buffer.from([0xa0, 0x58]))
  assert.ok(unsigned > 0)
  for (let byte = 0; byte < 256; byte += 1) {
    const changed = Buffer.from(small)
    changed[unsigned] = byte
    if (byte !== 0xa0) await assert.rejects(open(changed), `unsigned header ${byte}`)
  }
  await assert.rejects(open(await writeBundle(signer, { ...parts, lists: [{ ...list, entries: 10 }] })))
  await assert.rejects(open(new Uint8Array(0)))
})

test('attack: rightly signed, and yet another key, another list or other papers than all the world is shown', async () => {
  const [first, school] = parts.issuers as [BundleParts['issuers'][number], BundleParts['issuers'][number]]
  const changes: Partial<BundleParts>[] = [
    { issuers: [{ ...first, keys: [{ ...newSigner('own').key }] }, school] }, { issuers: [{ ...first, paperKeys: [newSigner('paper').key] }, school] },
    { issuers: [{ ...first, keys: [{ ...stranger!.key }] }, school] }, { issuers: [first, { ...school, id: 'https://other.example' }] }, { issuers: [first, { ...school, own: true }] },
    { lists: [{ ...list, notValid: [0, 7, 8] }] }, { lists: [{ ...list, states: 'others' }] }, { lists: [{ ...list, entries: 2_000 }] }, { lists: [{ ...list, uri: 'https://farland.example/status/2' }] },
    { papers: [] }, { papers: ['260309-AB12-CD34E', '260309-AB12-CD34F'] },
  ]
  for (const change of changes) await assert.rejects(writeBundle(signer, { ...parts, ...change }).then((bytes) => open(bytes)), { message: 'not in the log' }, JSON.stringify(change))
  await assert.rejects(open(file, [{ ...key, proof: 'of own' }]), { message: 'not in the log' })
})

test('51 million people, one in a hundred revoked: below 1 MB whole, below 850 KB of status, in full lists and in half-full ones', async (t) => {
  for (const entries of [2 ** 20, 2 ** 21]) {
    const lists = Array.from({ length: 49 }, (_, at) => {
      const notValid = new Set<number>()
      while (notValid.size < 10_410) notValid.add(randomInt(entries))
      return { uri: `https://services.example/status/${String(at).padStart(22, 'A')}`, entries, notValid: [...notValid], states: sha(randomBytes(32)), proof: proofOf(51_000_000) }
    })
    const bundle = await writeBundle(signer, { ...parts, lists })
    const without = await writeBundle(signer, { ...parts, lists: lists.map((one) => ({ ...one, notValid: [] })) })
    t.diagnostic(`${lists.length * 10_410} of ${lists.length * entries} entries: ${bundle.length} bytes, of which status ${bundle.length - without.length}`)
    assert.ok(bundle.length <= 1_000_000, String(bundle.length))
    assert.ok(bundle.length - without.length <= 850_000)
    const opened = await openBundle(bundle, [key], () => Promise.resolve())
    for (const { uri, notValid } of lists.slice(0, 3)) for (const index of notValid.slice(0, 200)) assert.equal(opened.isValid(uri, index), false)
  }
})

/** As long as a real one: a path through a log of so many entries, a checkpoint with the log's signature and two witnesses'. */
function proofOf(size: number): string {
  const line = (bytes: number) => randomBytes(bytes).toString('base64')
  const path = Array.from({ length: Math.ceil(Math.log2(size)) }, () => line(32))
  const signatures = [['services.example/log/requests', 68], ['witness-one.example', 76], ['witness-two.example', 76]].map(([name, bytes]) => `— ${name as string} ${line(bytes as number)}`)
  return ['c2sp.org/tlog-proof@v1', `index ${size - 1}`, ...path, '', 'services.example/log/requests', size, line(32), '', ...signatures, ''].join('\n')
}
