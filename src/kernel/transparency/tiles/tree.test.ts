/** The tree against its definition in RFC 6962 section 2.1, written down a second time as the RFC writes it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { emptyRoot, type Hash, leafHash, nodeHash } from '../merkle/hash.ts'
import { consistencyRanges, inclusionRanges } from '../merkle/ranges.ts'
import { isConsistent, isIncluded } from '../merkle/verify.ts'
import { type Edge, edgeOf, emptyEdge, grow, openPlaces, rootOfEdge } from './grow.ts'
import { readBundle, readTilePath, writeBundle, writeIndex, writeTilePath } from './path.ts'
import { placeKey, rootOf, type Tile, tilesFor } from './tile.ts'

const power = (count: number) => 2 ** Math.floor(Math.log2(count - 1))
const MTH = (d: Hash[]): Hash => (d.length === 0 ? emptyRoot : d.length === 1 ? d[0]! : nodeHash(MTH(d.slice(0, power(d.length))), MTH(d.slice(power(d.length)))))
function PATH(m: number, d: Hash[]): Hash[] {
  if (d.length === 1) return []
  const k = power(d.length)
  return m < k ? [...PATH(m, d.slice(0, k)), MTH(d.slice(k))] : [...PATH(m - k, d.slice(k)), MTH(d.slice(0, k))]
}
function SUBPROOF(m: number, d: Hash[], b: boolean): Hash[] {
  if (m === d.length) return b ? [] : [MTH(d)]
  const k = power(d.length)
  return m <= k ? [...SUBPROOF(m, d.slice(0, k), b), MTH(d.slice(k))] : [...SUBPROOF(m - k, d.slice(k), false), MTH(d.slice(0, k))]
}

const leaves = Array.from({ length: 70_000 }, (_, at) => leafHash(Buffer.from(`entry ${at}`)))

/** Grown in steps, as checkpoints come. */
function plant(sizes: number[]) {
  const kept = new Map<string, Tile>()
  let edge: Edge = emptyEdge()
  for (const size of sizes) {
    const grown = grow(edge, leaves.slice(edge.size, size))
    edge = grown.edge
    for (const tile of grown.changed) kept.set(placeKey(tile), tile)
  }
  return { kept, edge, read: (place: { level: number; index: number }) => kept.get(placeKey(place))?.hashes ?? assert.fail(placeKey(place)) }
}

test('roots of the known tree of Certificate Transparency', () => {
  const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => leafHash(Buffer.from(hex, 'hex')))
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]
  for (const [at, root] of roots.entries()) assert.equal(rootOfEdge(grow(emptyEdge(), entries.slice(0, at + 1)).edge).toString('hex'), root)
  assert.equal(rootOfEdge(emptyEdge()).toString('hex'), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})

const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 6 }).map((steps) => steps.map(((sum) => (step: number) => (sum += step))(0)))

test('however a tree has grown, its root, its proofs and its tiles are those of the definition', () => {
  fc.assert(fc.property(sizes, fc.nat(), fc.nat(), (steps, anyIndex, anyOld) => {
    const { read, edge, kept } = plant(steps)
    const { size } = edge
    const all = leaves.slice(0, size)
    const [index, old] = [anyIndex % size, anyOld % (size + 1)]
    const root = rootOfEdge(edge)
    assert.ok(root.equals(MTH(all)))
    const inclusion = inclusionRanges(index, size).map((range) => rootOf(range, read))
    assert.deepEqual(inclusion, PATH(index, all))
    assert.ok(isIncluded(index, size, all[index]!, inclusion, root))
    const consistency = consistencyRanges(old, size).map((range) => rootOf(range, read))
    assert.deepEqual(consistency, old === 0 ? [] : SUBPROOF(old, all, true))
    assert.ok(isConsistent({ size: old, root: MTH(all.slice(0, old)) }, { size, root }, consistency))
    assert.ok(tilesFor(inclusionRanges(index, size)).every((place) => kept.has(placeKey(place))))
    const tiles = openPlaces(size).map((place) => kept.get(placeKey(place))!)
    assert.ok(rootOfEdge(edgeOf(size, tiles)).equals(root))
    assert.ok(rootOfEdge(edgeOf(size, tiles.map((tile) => ({ ...tile, hashes: Buffer.concat([tile.hashes, root]) })))).equals(root))
  }), { numRuns: 60 })
})

test('a proof with one bit changed, one hash more, one less, or for another place proves nothing', () => {
  fc.assert(fc.property(sizes, fc.nat(), fc.nat(), fc.nat(), (steps, anyIndex, anyOld, bit) => {
    const { read, edge: { size }, edge } = plant(steps)
    const root = rootOfEdge(edge)
    const [index, old] = [anyIndex % size, 1 + (anyOld % size)]
    const older = { size: old, root: MTH(leaves.slice(0, old)) }
    const flip = (hash: Hash) => hash.map((byte, at) => (at === bit % 32 ? byte ^ (1 << (bit % 8)) : byte)) as Hash
    for (const [ranges, holds] of [
      [inclusionRanges(index, size), (proof: Hash[]) => isIncluded(index, size, leaves[index]!, proof, root)],
      [consistencyRanges(old, size), (proof: Hash[]) => isConsistent(older, { size, root }, proof)],
    ] as const) {
      const proof = ranges.map((range) => rootOf(range, read))
      assert.ok(holds(proof))
      if (proof.length > 0) assert.ok(!holds(proof.with(bit % proof.length, flip(proof[bit % proof.length]!))))
      assert.ok(!holds([...proof, root]))
      if (proof.length > 0) assert.ok(!holds(proof.slice(1)) && !holds(proof.slice(0, -1)))
    }
    const inclusion = inclusionRanges(index, size).map((range) => rootOf(range, read))
    assert.ok(!isIncluded(index, size, flip(leaves[index]!), inclusion, root))
    if (size > 1) assert.ok(!isIncluded((index + 1) % size, size, leaves[index]!, inclusion, root))
    assert.ok(!isIncluded(size, size, leaves[index]!, inclusion, root) && !isIncluded(-1, size, leaves[index]!, inclusion, root))
    if (old < size) assert.ok(!isConsistent({ size, root }, older, []))
  }), { numRuns: 40 })
})

test('a tree of 70,000 entries has the tiles that the specification counts', () => {
  const { kept } = plant([1, 256, 30_000, 65_536, 70_000])
  const widths = (level: number) => [...kept.values()].filter((tile) => tile.level === level).sort((a, b) => a.index - b.index).map(({ hashes }) => hashes.length / 32)
  assert.deepEqual(widths(0), [...Array.from({ length: 273 }, () => 256), 112])
  assert.deepEqual(widths(1), [256, 17])
  assert.deepEqual(widths(2), [1])
})

test('addresses of tiles have one spelling', () => {
  assert.equal(writeIndex(1_234_067), 'x001/x234/067')
  assert.equal(writeTilePath({ level: 0, index: 273, width: 112 }), 'tile/0/273.p/112')
  for (const path of ['0/000', '1/x001/x234/067', 'entries/999.p/1', '63/000.p/255']) assert.equal(writeTilePath(readTilePath(path)!), `tile/${path}`)
  for (const path of ['', '0', '0/0', '00/000', '64/000', '0/000.p/0', '0/000.p/256', '0/000.p/01', '0/x000/000', '0/1234', 'entry/000', '0/000/', '0/../000', '-1/000']) {
    assert.equal(readTilePath(path), undefined, path)
  }
})

test('bundles keep entries apart; a broken one is refused', () => {
  const entries = [Buffer.from('a'), Buffer.alloc(0), Buffer.alloc(70, 7)]
  const bundle = writeBundle(entries)
  assert.deepEqual(readBundle(bundle), entries)
  assert.throws(() => readBundle(bundle.subarray(0, -1)))
  assert.throws(() => readBundle(Buffer.concat([bundle, Buffer.of(0)])))
})
