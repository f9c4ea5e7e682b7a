/** Proofs as the wallet checks them, held against the platform's own reading of the same files. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sha256 } from '@noble/hashes/sha2.js'
import { type Hash, leafHash, nodeHash } from '../../src/kernel/transparency/merkle/hash.ts'
import { checkpointText, cosign } from '../../src/kernel/transparency/note/checkpoint.ts'
import { signerFromSeed, type SignerKey, writeVkey } from '../../src/kernel/transparency/note/key.ts'
import { joinNote, signText } from '../../src/kernel/transparency/note/note.ts'
import { demandPolicy, readPolicy } from '../../src/kernel/transparency/note/policy.ts'
import { isProven, readProof, writeProof } from '../../src/kernel/transparency/note/proof.ts'
import { verify } from '../verifier/ed25519.ts'
import { verifyProof } from './verify-proof.mjs'

const seed = (fill: number) => Buffer.alloc(32, fill)
const log = signerFromSeed('services.example/log/requests', 1, seed(1))
const [ombudsman, press, stranger] = ['ombudsman', 'press', 'stranger'].map((name, at) => signerFromSeed(name, 4, seed(2 + at))) as [SignerKey, SignerKey, SignerKey]
const entries = Array.from({ length: 21 }, (_, at) => Buffer.from(`entry ${at}`))
const whole = `log ${writeVkey(log)}\nwitness ombudsman ${writeVkey(ombudsman)}\nwitness press ${writeVkey(press)}\ngroup both all ombudsman press\ngroup one any ombudsman press\n`
const policy = `${whole}quorum both\n`

/** RFC 6962 section 2.1, as it is written there. */
function rootOf(leaves: readonly Hash[]): Hash {
  if (leaves.length === 1) return leaves[0]!
  const cut = widthBelow(leaves.length)
  return nodeHash(rootOf(leaves.slice(0, cut)), rootOf(leaves.slice(cut)))
}

function pathTo(at: number, leaves: readonly Hash[]): Hash[] {
  if (leaves.length === 1) return []
  const cut = widthBelow(leaves.length)
  const [left, right] = [leaves.slice(0, cut), leaves.slice(cut)]
  return at < cut ? [...pathTo(at, left), rootOf(right)] : [...pathTo(at - cut, right), rootOf(left)]
}

const widthBelow = (count: number) => 2 ** Math.floor(Math.log2(count - 1))

function prove(at: number, witnesses: readonly SignerKey[], size = entries.length, signer = log) {
  const leaves = entries.slice(0, size).map(leafHash)
  const text = checkpointText(log.name, size, rootOf(leaves))
  return writeProof(at, pathTo(at, leaves), joinNote(text, [signText(text, signer), ...witnesses.map((key) => cosign(text, 1_790_000_000, key))]))
}

test('every entry of a tree of whatever width is proven, and by whom it was seen', async () => {
  for (const size of [1, 2, 3, 7, 8, 21]) {
    for (let at = 0; at < size; at += 1) assert.equal((await verifyProof(prove(at, [ombudsman, press], size), entries[at]!, policy, sha256)).index, at)
  }
  const { witnesses, size } = await verifyProof(prove(4, [ombudsman, press]), entries[4]!, policy, sha256)
  assert.deepEqual([size, witnesses.map(({ name, at }) => `${name} ${at}`)], [21, ['ombudsman 2026-09-21T14:13:20.000Z', 'press 2026-09-21T14:13:20.000Z']])
})

test('another entry, another log, and too few witnesses prove nothing', async () => {
  const refused = async (proof: string, code: string, by = policy, entry = entries[4]!) => assert.rejects(verifyProof(proof, entry, by, sha256), { code })
  await refused(prove(4, [ombudsman, press]), 'not-in-log', policy, entries[5]!)
  await refused(prove(4, [ombudsman, press], 21, signerFromSeed(log.name, 1, seed(9))), 'not-signed')
  await refused(prove(4, [ombudsman]), 'not-cosigned')
  await refused(prove(4, [ombudsman, stranger]), 'not-cosigned')
  await refused(prove(4, []), 'not-cosigned', `${whole}quorum one\n`)
  await refused(prove(4, [ombudsman, press]), 'not-cosigned', whole)
  await refused(prove(4, [ombudsman, press]), 'not-cosigned', `${whole}quorum nobody\n`)
  await refused('', 'no-proof')
  assert.equal((await verifyProof(prove(4, [press]), entries[4]!, `${whole}quorum one\n`, sha256)).witnesses.length, 1)
  assert.equal((await verifyProof(prove(4, []), entries[4]!, `log ${writeVkey(log)}\nquorum none\n`, sha256)).witnesses.length, 0)
})

test('whatever is changed, it holds for nobody; the library’s signatures and the browser’s are of one mind', async () => {
  const proof = prove(4, [ombudsman, press])
  const own = (text: string) => {
    const read = readProof(text)
    if (!isProven(read, leafHash(entries[4]!))) throw new Error('not in the tree')
    demandPolicy(read.checkpoint, readPolicy(policy))
  }
  const holds = async (check: () => unknown) => Promise.resolve().then(check).then(() => true, () => false)
  for (const change of ['A', '0', '\n', '']) {
    // A step that shares no factor with the lengths of lines comes to every part of them.
    for (let at = 0; at < proof.length; at += 17) {
      if (proof[at] === change) continue
      const changed = proof.slice(0, at) + change + proof.slice(at + 1)
      const [ours, theirs, library] = await Promise.all([
        holds(() => own(changed)), holds(() => verifyProof(changed, entries[4]!, policy, sha256)), holds(() => verifyProof(changed, entries[4]!, policy, sha256, async (key, message, signature) => verify(signature, message, key))),
      ])
      assert.deepEqual([ours, theirs, library], [false, false, false], `${JSON.stringify(change)} at ${at}`)
    }
  }
})
