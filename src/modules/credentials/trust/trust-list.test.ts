/** Another country's list of issuers: taken in by its root alone, refused when anything is another, ended by its end; and what a platform with it believes and passes on. */
import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { decodeJwt, SignJWT } from 'jose'
import { serveAs } from '../../../../tests/support/open-internet.ts'
import { runMaru } from '../../../../tests/support/start-maru.ts'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { newKeyRing } from '../../../kernel/keys/new-key-ring.ts'
import { vctOf } from '../issue/credential-types.ts'
import { ownIssuer, trustWithOwn } from './own-issuer.ts'
import { readTrustList } from './read-trust-list.ts'
import { createTrustPublisher } from './trust-publisher.ts'
import { trustedLists } from './trusted-lists.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-trust-'))
const file = join(folder, 'trusted.json')
after(() => { rmSync(folder, { recursive: true }) })

const [origin, home] = ['https://farland.example', 'https://services.example']
const [farland, korea] = [loadPack('packs/farland'), loadPack('packs/kr')]
const [keys, own, stranger] = await Promise.all([newKeyRing({ host: 'farland.example', country: 'XF' }), newKeyRing({ host: 'services.example', country: 'KR' }), newKeyRing({ host: 'farland.example', country: 'XF' })])
const root = Buffer.from(keys.roots()[0]!, 'base64')
const publisher = (ring: typeof keys, pack: typeof farland, others = () => [] as readonly ReturnType<typeof ownIssuer>[]) => createTrustPublisher({ pack, keys: ring, others } as never)
const list = await publisher(keys, farland).list(origin)
const vct = vctOf(farland, farland.credentials[0]!)

/** The same content, bent, and signed by whoever it is. */
function bent(change: (payload: Record<string, unknown> & { issuers: Record<string, unknown>[] }) => void, ring = keys, typ = 'maru-trust-list+jwt') {
  const payload = structuredClone(decodeJwt(list)) as never as Record<string, unknown> & { issuers: Record<string, unknown>[] }
  change(payload)
  const { key, kid, x5c } = ring.current('metadata')
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ, kid, x5c: [...x5c] }).sign(key)
}

test('taken in by its root; its issuer is believed for its types by key and by certificate, and nobody is without it', async () => {
  const held = await trustedLists.add(file, list, root)
  assert.deepEqual([held.from, held.issuers.map(({ id }) => id)], [origin, [origin]])
  assert.equal(held.fingerprint, new X509Certificate(root).fingerprint256)
  const trusted = await trustedLists.open(file, assert.fail)
  assert.equal(trusted(), trusted(), 'the same array until it changes')
  const trust = trustWithOwn(korea, own, trusted)(home)
  const { kid, x5c } = keys.current('credentials')
  assert.equal(trust.byKeyId(origin, kid, vct).issuer.id, origin)
  assert.equal(trust.byCertificate(Buffer.from(x5c[0]!, 'base64').toString('latin1'), vct, Date.now() / 1_000, 'sd-jwt').issuer.id, origin)
  assert.throws(() => trust.byKeyId(origin, kid, vctOf(korea, korea.credentials[0]!)), /not-for-this-type/)
  assert.ok(trust.statusKey(trust.issuers.find(({ id }) => id === origin)!, keys.current('status').kid))
  assert.throws(() => trustWithOwn(korea, own, () => [])(home).byKeyId(origin, kid, vct), /unknown-issuer/)
  const passedOn = decodeJwt(await publisher(own, korea, trusted).list(home)) as { issuers: { id: string }[] }
  assert.deepEqual(passedOn.issuers.map(({ id }) => id), [home, origin])
})

test('refused: another root, another signature, another kind of token, one that has ended, is of tomorrow, or is not of this form', async () => {
  const now = Math.floor(Date.now() / 1_000)
  const refused: [string, string | Promise<string>, Buffer, RegExp][] = [
    ['another root', list, Buffer.from(stranger.roots()[0]!, 'base64'), /nobody whom this root/],
    ['a leaf as root', list, Buffer.from(keys.current('metadata').x5c[0]!, 'base64'), /no authority/],
    ['a signer of another root', bent(() => undefined, stranger), root, /nobody whom this root/],
    ['altered', `${list.split('.')[0]}.${(await bent(({ issuers }) => { issuers[0]!['types'] = ['everything'] })).split('.')[1]}.${list.split('.')[2]}`, root, /does not hold/],
    ['another kind', bent(() => undefined, keys, 'JWT'), root, /does not hold/],
    ['ended', bent((payload) => { payload['exp'] = now - 3_600 }), root, /does not hold/],
    ['without an end', bent((payload) => { delete payload['exp'] }), root, /does not hold/],
    ['of tomorrow', bent((payload) => { payload['iat'] = now + 3_600 }), root, /tomorrow|does not hold/],
    ['not signed', 'a.b.c', root, /no signed list/],
    ['an issuer without https', bent(({ issuers }) => { issuers[0]!['id'] = 'http://farland.example' }), root, /form/],
    ['lists of whoever begins like it', bent(({ issuers }) => { issuers[0]!['status_lists'] = ['https://farland.example'] }), root, /form/],
    ['a private half', bent(({ issuers }) => { issuers[0]!['keys'] = [{ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'k' }] }), root, /cannot be read/],
  ]
  for (const [what, token, by, why] of refused) await assert.rejects(async () => readTrustList(await token, by), why, what)
})

test('an older list, another root and another country’s issuer do not take its place; a list that has ended is believed no more; a changed file is not read', async () => {
  await assert.rejects(trustedLists.add(file, await bent((payload) => { payload['iat'] = Number(payload['iat']) - 60 }), root), /newer list/)
  await assert.rejects(trustedLists.add(file, await bent(() => undefined, stranger), Buffer.from(stranger.roots()[0]!, 'base64')), /another root/)
  await assert.rejects(trustedLists.add(file, await bent((payload) => { payload['iss'] = 'https://third.example' }), root), /stands on the list of/)
  const impostor = await trustedLists.open(file, assert.fail)
  assert.equal(trustWithOwn(farland, keys, impostor)(origin).issuers.filter(({ id }) => id === origin).length, 1, 'nobody else’s list says who we are')
  const short = join(folder, 'short.json')
  const { until } = await trustedLists.add(short, list, root)
  let now = until - 1
  const trusted = await trustedLists.open(short, assert.fail, () => now)
  assert.equal(trusted().length, 1)
  now = until
  assert.equal(trusted().length, 0)
  assert.equal((await trustedLists.read(short)).length, 1, 'it is still shown')
  writeFileSync(short, readFileSync(short, 'utf8').replace(/"token": "[^"]{20}/, (found) => found.slice(0, -2) + 'xx'))
  await assert.rejects(trustedLists.read(short))
})

const address = `${origin}/trust/list`

test('fetched anew it is the next of the same country by the same root, and never an older one, another’s, or two of one moment; what comes to nothing leaves the one before, and says so', async () => {
  const kept = join(folder, 'fetched.json')
  let answer: { status?: number; body: string } = { body: list }
  await using server = await serveAs('farland.example', (_request, reply) => { reply.writeHead(answer.status ?? 200).end(answer.body) })
  const { reach } = server
  const first = await trustedLists.add(kept, list, root, address)
  const after = (seconds: number, change: Parameters<typeof bent>[0] = () => undefined, ring = keys) => bent((payload) => {
    payload['iat'] = first.issuedAt + seconds
    payload['exp'] = first.until + seconds
    change(payload)
  }, ring)
  const nameOf = async () => (await trustedLists.read(kept)).map(({ issuedAt, trouble }) => [issuedAt - first.issuedAt, trouble])
  assert.deepEqual(await trustedLists.refresh(kept, { reach }), [{ from: origin, trouble: undefined }])
  answer = { body: await after(30) }
  const trusted = await trustedLists.open(kept, assert.fail)
  const before = trusted()
  assert.deepEqual(await trustedLists.refresh(kept, { reach }), [{ from: origin, trouble: undefined }])
  assert.deepEqual(await nameOf(), [[30, undefined]])
  assert.equal(before.length, 1)
  const bad: [string, { status?: number; body: string }, RegExp][] = [
    ['an older one', { body: list }, /newer list/],
    ['one that ends sooner', { body: await after(40, (payload) => { payload['exp'] = first.until }) }, /newer list/],
    ['two of one moment', { body: await after(30, ({ issuers }) => { issuers[0]!['types'] = ['everything'] }) }, /two different lists/],
    ['another root', { body: await after(50, undefined, stranger) }, /nobody whom this root/],
    ['another country’s', { body: await after(50, (payload) => { payload['iss'] = 'https://third.example' }) }, /is of https:\/\/third/],
    ['a detour', { status: 302, body: '' }, /answers 302/],
    ['a flood', { body: 'x'.repeat(5_000_000) }, /more than/],
    ['nothing that can be read', { body: '<html>' }, /no signed list/],
  ]
  for (const [what, given, why] of bad) {
    answer = given
    const [outcome] = await trustedLists.refresh(kept, { reach })
    assert.match(outcome!.trouble ?? '', why, what)
    const [[issued, trouble]] = await nameOf() as [[number, string]]
    assert.deepEqual([issued, why.test(trouble)], [30, true], what)
  }
  assert.match((await trustedLists.refresh(kept, { reach: { ...reach, isAllowed: undefined as never } }))[0]!.trouble!, /not on the open internet/)
  answer = { body: await after(58) }
  assert.deepEqual(await trustedLists.refresh(kept, { reach, before: Date.now() - 60_000 }), [], 'tried lately: not again this night')
  assert.deepEqual(await trustedLists.refresh(kept, { reach }), [{ from: origin, trouble: undefined }])
  assert.deepEqual(await nameOf(), [[58, undefined]])
})

test('what is removed while it is being fetched does not come back; one without an address is fetched by nobody', async () => {
  const kept = join(folder, 'removed.json')
  await using server = await serveAs('farland.example', (_request, reply) => {
    trustedLists.remove(kept, origin)
    reply.end(list)
  })
  await trustedLists.add(kept, list, root)
  assert.deepEqual(await trustedLists.refresh(kept, { reach: server.reach }), [])
  await trustedLists.add(kept, list, root, address)
  assert.match((await trustedLists.refresh(kept, { reach: server.reach }))[0]!.trouble!, /removed meanwhile/)
  assert.deepEqual(await trustedLists.read(kept), [])
})

test('the operator adds it by a command that shows whose it is and what for, and removes it by another', async () => {
  const [listFile, rootFile, other] = [join(folder, 'list.jwt'), join(folder, 'root.pem'), join(folder, 'other.json')]
  writeFileSync(listFile, list)
  writeFileSync(rootFile, new X509Certificate(root).toString())
  const said = await runMaru(['trust', 'add', listFile, '--root', rootFile, '--file', other])
  for (const word of [origin, 'good until', new X509Certificate(root).fingerprint256, vct]) assert.ok(said.includes(word), word)
  assert.match(said, /fetched by nobody/)
  assert.match(await runMaru(['trust', 'fetch', '--file', other]), /No list has an address/)
  assert.match(await runMaru(['trust', 'remove', origin, '--file', other]), /believed any more/)
  assert.deepEqual(await trustedLists.read(other), [])
})
