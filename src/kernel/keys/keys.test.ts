import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { onPath } from '../../../tests/support/on-path.ts'
import { drawKeys, rotateKey } from './draw-keys.ts'
import { keyRing, keyUses } from './key-ring.ts'
import { type KeysFile, readKeys, watchKeys, writeKeys } from './keys-file.ts'

const subject = { host: 'services.example', country: 'KR' }
const folder = mkdtempSync(join(tmpdir(), 'maru-keys-'))
after(() => { rmSync(folder, { recursive: true, force: true }) })
let drawn: KeysFile
before(async () => { drawn = await drawKeys(subject, new Date(Date.now() - 86_400_000)) })

test('every use has a key of its own, certified by the root for this host', () => {
  const ring = keyRing(() => drawn)
  const kids = keyUses.map((use) => ring.current(use).kid)
  assert.equal(new Set(kids).size, keyUses.length)
  const root = new X509Certificate(Buffer.from(ring.roots()[0]!, 'base64'))
  for (const use of keyUses) {
    const leaf = new X509Certificate(Buffer.from(ring.current(use).x5c[0]!, 'base64'))
    assert.ok(leaf.checkIssued(root) && leaf.verify(root.publicKey), use)
    assert.equal(leaf.checkHost(subject.host), subject.host)
    assert.equal(leaf.ca, false)
    assert.deepEqual(leaf.publicKey.export({ format: 'jwk' }).x, ring.current(use).jwk.x)
  }
})

test('openssl finds the chain in order, and the leaf of credentials fit to sign mobile documents alone', { skip: onPath('openssl') ? false : 'needs openssl' }, () => {
  const pem = (name: string, der: string) => {
    const file = join(folder, `${name}.pem`)
    writeFileSync(file, new X509Certificate(Buffer.from(der, 'base64')).toString())
    return file
  }
  const root = pem('root', drawn.roots[0]!.certificate)
  for (const use of keyUses) {
    const { status, stdout, stderr } = spawnSync('openssl', ['verify', '-x509_strict', '-CAfile', root, pem(use, drawn.uses[use]![0]!.certificate)], { encoding: 'utf8' })
    assert.equal(status, 0, stdout + stderr)
  }
  const { stdout } = spawnSync('openssl', ['x509', '-in', pem('credentials', drawn.uses.credentials![0]!.certificate), '-noout', '-ext', 'extendedKeyUsage'], { encoding: 'utf8' })
  assert.match(stdout, /1\.0\.18013\.5\.1\.2/)
})

test('the next key is published before it signs, and the one before stays published', async () => {
  const before = keyRing(() => drawn).current('status').kid
  const rotated = await rotateKey(drawn, 'status', subject)
  const ring = keyRing(() => rotated)
  assert.equal(ring.current('status').kid, before)
  assert.equal(ring.published('status').length, 2)
  const later = await rotateKey(drawn, 'status', subject, {}, new Date(Date.now() - 3 * 3_600_000))
  const after_ = keyRing(() => later)
  assert.notEqual(after_.current('status').kid, before)
  assert.ok(after_.published('status').some(({ kid }) => kid === before))
})

test('a key that leaked is published no more, and the new one signs at once', async () => {
  const leaked = keyRing(() => drawn).current('credentials').kid
  const rotated = await rotateKey(drawn, 'credentials', subject, { leaked: true })
  const ring = keyRing(() => rotated)
  assert.equal(ring.published('credentials').some(({ kid }) => kid === leaked), false)
  assert.notEqual(ring.current('credentials').kid, leaked)
  assert.deepEqual(rotated.uses.status, drawn.uses.status)
})

test('a rotation is impossible without the private half of the root, and everything else goes on', async () => {
  const offline = { ...drawn, roots: drawn.roots.map(({ certificate }) => ({ certificate })) }
  await assert.rejects(rotateKey(offline, 'status', subject), /private half of the root/)
  assert.equal(keyRing(() => offline).current('status').kid, keyRing(() => drawn).current('status').kid)
})

test('the file is closed to others, and a change of it is seen without a restart', async () => {
  const file = join(folder, 'keys.json')
  writeKeys(file, drawn)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  let now = 0
  const ring = keyRing(watchKeys(file, () => now))
  const version = ring.version()
  writeKeys(file, await rotateKey(readKeys(file), 'status', subject, { leaked: true }))
  utimesSync(file, new Date(), new Date(Date.now() + 5_000))
  assert.equal(ring.version(), version)
  now = 2_000
  assert.notEqual(ring.version(), version)
  assert.throws(() => { writeFileSync(file, '{}'); readKeys(file) }, /holds no keys/)
})
