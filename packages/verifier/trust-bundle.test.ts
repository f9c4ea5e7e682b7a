/** The trust bundle: what the platform writes, any browser's cryptography reads, and nothing else is taken for one. */
import assert from 'node:assert/strict'
import { generateKeyPairSync, randomInt } from 'node:crypto'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { type BundleParts, writeBundle } from '../../src/modules/credentials/trust/write-bundle.ts'
import { includes, packGaps, unpackGaps } from './gaps.ts'
import { ageOf, bundleLife, openBundle, type PublicKey } from './trust-bundle.ts'

const now = 1_795_000_000
const newSigner = (kid: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  return { signer: { kid, key: privateKey }, key: { kid, x: Buffer.from(x!, 'base64url'), y: Buffer.from(y!, 'base64url') } satisfies PublicKey }
}
const { signer, key } = newSigner('one')
const list = { uri: 'https://farland.example/status/1', entries: 1_000, notValid: [0, 7, 8, 999] }
const parts: BundleParts = { madeAt: now, issuers: [], lists: [list], papers: ['260309-AB12-CD34E'] }
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
  const bundle = await openBundle(file, [key])
  assert.deepEqual([0, 1, 7, 8, 9, 999].map((index) => bundle.isValid(list.uri, index)), [false, true, false, false, true, false])
  assert.equal(bundle.isValid('https://farland.example/status/2', 0), undefined)
  assert.ok(bundle.revokedPapers.has('260309-AB12-CD34E'))
})

test('fresh for a day, stale until the seventh, then over; one from the future is over as well', () => {
  const at = (seconds: number) => ageOf({ madeAt: now }, now + seconds)
  assert.deepEqual([0, 24 * 3600, 24 * 3600 + 1, bundleLife, bundleLife + 1, -30, -61].map(at), ['fresh', 'fresh', 'stale', 'stale', 'over', 'fresh', 'over'])
})

test('attack: another key, any one bit changed, anything unsigned, a list that unfolds to more than it says', async () => {
  await assert.rejects(openBundle(file, [newSigner('one').key]))
  await assert.rejects(openBundle(file, [{ ...key, kid: 'two' }]))
  for (let at = 0; at < file.length; at += 1) for (let bit = 0; bit < 8; bit += 1) {
    const changed = Buffer.from(file)
    changed[at]! ^= 1 << bit
    await assert.rejects(openBundle(changed, [key]), `byte ${at}, bit ${bit}`)
  }
  // All that a map of no entries can become.
  const unsigned = file.indexOf(Buffer.from([0xa0, 0x58]))
  for (let byte = 0; byte < 256; byte += 1) {
    const changed = Buffer.from(file)
    changed[unsigned] = byte
    if (byte !== 0xa0) await assert.rejects(openBundle(changed, [key]), `unsigned header ${byte}`)
  }
  await assert.rejects(openBundle(await writeBundle(signer, { ...parts, lists: [{ ...list, entries: 10 }] }), [key]))
  await assert.rejects(openBundle(new Uint8Array(0), [key]))
})

test('51 million people, one in a hundred revoked: below 1 MB whole, below 850 KB of status, in full lists and in half-full ones', async (t) => {
  for (const entries of [2 ** 20, 2 ** 21]) {
    const lists = Array.from({ length: 49 }, (_, at) => {
      const notValid = new Set<number>()
      while (notValid.size < 10_410) notValid.add(randomInt(entries))
      return { uri: `https://services.example/status/${String(at).padStart(22, 'A')}`, entries, notValid: [...notValid] }
    })
    const bundle = await writeBundle(signer, { ...parts, lists })
    const without = await writeBundle(signer, { ...parts, lists: lists.map((one) => ({ ...one, notValid: [] })) })
    t.diagnostic(`${lists.length * 10_410} of ${lists.length * entries} entries: ${bundle.length} bytes, of which status ${bundle.length - without.length}`)
    assert.ok(bundle.length <= 1_000_000, String(bundle.length))
    assert.ok(bundle.length - without.length <= 850_000)
    const opened = await openBundle(bundle, [key])
    for (const { uri, notValid } of lists.slice(0, 3)) for (const index of notValid.slice(0, 200)) assert.equal(opened.isValid(uri, index), false)
  }
})
