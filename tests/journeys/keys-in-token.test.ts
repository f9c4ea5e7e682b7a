/** Keys of the issuer in a token (PKCS#11), by a real one in software: they are made there, sign there, are rotated into it, and what cannot be asked signs nothing. */
import assert from 'node:assert/strict'
import { createPublicKey, X509Certificate } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, test } from 'node:test'
import { compactVerify } from 'jose'
import { drawKeys } from '../../src/kernel/keys/draw-keys.ts'
import { keyRing } from '../../src/kernel/keys/key-ring.ts'
import { readKeys, watchKeys, writeKeys } from '../../src/kernel/keys/keys-file.ts'
import { until } from '../support/birth-journey.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { listedState } from '../support/listed-state.ts'
import { runMaru } from '../support/start-maru.ts'
import { newKeyPair, readOffer, TestWallet } from '../support/test-wallet.ts'

const onPath = (name: string) => (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))
const skip = onPath('softhsm2-util') && onPath('pkcs11-tool') ? false : 'needs softhsm'
const module = '/usr/lib/softhsm/libsofthsm2.so'

const folder = mkdtempSync(join(tmpdir(), 'maru-token-'))
const [file, tokens, pinFile] = ['keys.json', 'tokens', 'pin'].map((name) => join(folder, name)) as [string, string, string]
let house: TestHouse
before(async () => {
  if (skip) return
  mkdirSync(tokens)
  writeFileSync(join(folder, 'softhsm2.conf'), `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`)
  process.env['SOFTHSM2_CONF'] = join(folder, 'softhsm2.conf')
  writeFileSync(pinFile, '246810\n', { mode: 0o600 })
  assert.equal(spawnSync('softhsm2-util', ['--init-token', '--free', '--label', 'maru', '--pin', '246810', '--so-pin', '13579'], { encoding: 'utf8' }).status, 0)
  writeKeys(file, await drawKeys({ host: 'localhost', country: 'ZZ' }))
  house = await openHouse({ ring: keyRing(watchKeys(file)) })
})
after(async () => {
  delete process.env['SOFTHSM2_CONF']
  await house?.close()
  rmSync(folder, { recursive: true })
})

async function issue(configuration = 'mobile-id') {
  const { link, transactionCode } = await house.credentials.issuer!.offer(house.origin, 'KR-DEMO-000101', ['mobile-id'])
  const wallet = await TestWallet.open(house.origin)
  await wallet.redeem(readOffer(link).code, transactionCode)
  const answer = await wallet.ask(configuration, [await newKeyPair()])
  return { ...answer, credential: (answer.body['credentials'] as [{ credential: string }] | undefined)?.[0].credential }
}
const rotate = (use: string, ...more: string[]) => runMaru(['keys', 'rotate', use, '--file', file, '--in-token', ...more])
const signedBy = async (token: string) => {
  const { protectedHeader } = await compactVerify(token, createPublicKey({ key: readKeys(file).uses.credentials![0]!.jwk as never, format: 'jwk' }))
  return protectedHeader
}

test('a file’s key signs until it is rotated into the token; from then on the key is there alone, and everybody verifies as before', { skip }, async (context) => {
  await runMaru(['keys', 'token', '--file', file, '--module', module, '--label', 'maru', '--pin-file', pinFile])
  assert.equal((await issue()).status, 200)
  await assert.rejects(rotate('authorization'), /credentials and status/)
  await rotate('credentials', '--leaked')
  await rotate('status', '--leaked')
  assert.match(await runMaru(['keys', 'show', '--file', file]), /credentials .* in the token as [\da-f]+/)
  const { credentials, status } = readKeys(file).uses
  for (const [now] of [credentials!, status!]) {
    assert.deepEqual([Object.keys(now!.jwk).includes('d'), typeof now!.inToken], [false, 'string'])
    const leaf = new X509Certificate(Buffer.from(now!.certificate, 'base64'))
    assert.ok(leaf.verify(new X509Certificate(Buffer.from(readKeys(file).roots[0]!.certificate, 'base64')).publicKey))
  }
  const shown = spawnSync('pkcs11-tool', ['--module', module, '--token-label', 'maru', '--login', '--pin', '246810', '--list-objects', '--type', 'privkey'], { encoding: 'utf8' }).stdout
  assert.equal(shown.match(/sensitive, always sensitive, never extractable, local/g)?.length, 2)

  await until(() => Promise.resolve(house.keys.current('credentials').kid), (kid) => kid === credentials![0]!.jwk.kid, 5_000)
  const began = performance.now()
  const { status: answered, credential, text } = await issue()
  assert.equal(answered, 200, text)
  context.diagnostic(`issued in ${Math.round(performance.now() - began)} ms`)
  assert.equal((await signedBy(credential!.split('~')[0]!)).kid, credentials![0]!.jwk.kid)
  assert.equal(await listedState(credential!), 0)
  const { status: { status_list: { uri } } } = JSON.parse(Buffer.from(credential!.split('.')[1]!, 'base64url').toString()) as { status: { status_list: { uri: string } } }
  await compactVerify(await (await fetch(uri)).text(), createPublicKey({ key: status![0]!.jwk as never, format: 'jwk' }))
  assert.equal((await issue('mobile-id-mdoc')).status, 200)
  await house.credentials.issuer!.revoking.everything('KR-DEMO-000101', 'portal')
  await until(() => listedState(credential!), (state) => state === 1, 5_000)
})

test('a token that is away signs nothing, and says so; back again it needs no restart', { skip }, async () => {
  const ready = async () => (await fetch(`${house.origin}/readyz`)).status
  assert.equal(await ready(), 200)
  renameSync(tokens, `${tokens}.away`)
  assert.equal(await ready(), 503)
  const refused = await issue()
  assert.ok(refused.status >= 500, refused.text)
  assert.doesNotMatch(refused.text, /token maru|pkcs11|246810/)
  renameSync(`${tokens}.away`, tokens)
  assert.equal(await ready(), 200)
  assert.equal((await issue()).status, 200)
  // Neither does one whose PIN is another, nor a PIN that others can read.
  writeFileSync(pinFile, '000000\n')
  assert.equal(await ready(), 503)
  // A token closes itself after a few wrong PINs: what it has refused is not tried again.
  for (let tried = 0; tried < 12; tried++) assert.equal(await ready(), 503)
  writeFileSync(pinFile, '246810\n')
  spawnSync('chmod', ['644', pinFile])
  assert.equal(await ready(), 503)
  spawnSync('chmod', ['600', pinFile])
  assert.equal(await ready(), 200)
})

test('a drill: the key in the token has leaked, the next one is made there and signs at once; nothing of the old one is believed', { skip }, async () => {
  const before = await issue()
  const [former] = readKeys(file).uses.credentials!
  await rotate('credentials', '--leaked')
  const [present, leaked] = readKeys(file).uses.credentials!
  assert.deepEqual([leaked!.jwk.kid, leaked!.compromisedAt === undefined, present!.jwk.kid === former!.jwk.kid], [former!.jwk.kid, false, false])
  await until(() => Promise.resolve(house.keys.current('credentials').kid), (kid) => kid === present!.jwk.kid, 5_000)
  assert.equal((await signedBy((await issue()).credential!.split('~')[0]!)).kid, present!.jwk.kid)
  assert.equal(house.keys.published('credentials').some(({ kid }) => kid === former!.jwk.kid), false)
  await assert.rejects(signedBy(before.credential!.split('~')[0]!))
  assert.doesNotMatch(readFileSync(file, 'utf8'), /246810/)
})
