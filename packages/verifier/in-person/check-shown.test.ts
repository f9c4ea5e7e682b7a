/** A card shown in person, by numbers and codes: accepted once for what it is, and each way in which it is refused, by name. */
import assert from 'node:assert/strict'
import { type KeyObject, sign } from 'node:crypto'
import { test } from 'node:test'
import { newKeys } from '../../../src/modules/credentials/verify/test-authority.ts'
import { issuer, issueSdJwt, presentSdJwt, type SdJwtOrder, vct } from '../../../src/modules/credentials/verify/test-sd-jwt.ts'
import { bundleLife, type TrustBundle } from '../trust-bundle.ts'
import { checkShown, type ShownReason } from './check-shown.ts'
import { collect, type Collected, mostFrames, pieceLength, readFrame, toFrames, whole } from './frames.ts'
import { drawNumber, numberLife, numberLink, profile, readNumber } from './profile.ts'

const now = 1_795_000_000
const [authority, holder, thief] = [newKeys(), newKeys(), newKeys()]
const coordinates = (key: KeyObject) => {
  const { x, y } = key.export({ format: 'jwk' })
  return { x: new Uint8Array(Buffer.from(x!, 'base64url')), y: new Uint8Array(Buffer.from(y!, 'base64url')) }
}
const bundle: TrustBundle = {
  madeAt: now - 60, revokedPapers: new Set(), isValid: (uri, index) => (uri === `${issuer}/status/1` ? index !== 7 : undefined),
  issuers: [{ id: issuer, own: true, name: {}, types: [vct], keys: [{ kid: 'one', ...coordinates(authority.publicKey), proof: '' }], paperKeys: [] }],
}
const drawn = drawNumber(now)
const listed = (idx: number, uri = `${issuer}/status/1`) => ({ status: { status_list: { idx, uri } }, exp: now + 1_000 })
interface Showing extends Partial<SdJwtOrder> { number?: string; audience?: string; at?: number; by?: KeyObject; show?: string[] }
const showing = async ({ number = drawn.number, audience = profile, at = now, by = holder.privateKey, show = ['age_over_18'], ...order }: Showing = {}) =>
  presentSdJwt(await issueSdJwt({ key: authority.privateKey, holder: holder.publicKey, claims: { name: 'Lina', age_over_18: true }, own: listed(3), ...order }), { holder: by, audience, nonce: number, at, show })
const refused = async (reason: ShownReason, token: Promise<string> | string, over: { bundle?: TrustBundle | undefined; drawn?: typeof drawn | undefined; now?: number } = {}) =>
  assert.deepEqual(await checkShown(await token, 'bundle' in over ? over.bundle : bundle, 'drawn' in over ? over.drawn : drawn, over.now ?? now), { valid: false, reason })

test('accepted: the chosen fields and no other', async () => {
  const check = await checkShown(await showing(), bundle, drawn, now + 5)
  assert.ok(check.valid)
  assert.deepEqual([check.claims, check.type, check.stale, check.laterThanBundle], [{ age_over_18: true }, vct, false, false])
})

test('refused: for another number, shown before, too late, or for no number at all', async () => {
  await refused('other-number', showing({ number: '00000000' }))
  await refused('other-number', showing({ audience: 'https://shop.example' }))
  await refused('other-number', showing(), { drawn: { ...drawn, number: '12345678' } })
  await refused('number-over', showing(), { now: now + numberLife + 1 })
  await refused('number-over', showing(), { drawn: undefined })
  await refused('number-over', showing({ at: now - 3_600 }))
})

test('refused: forged, copied, changed, of nobody who is trusted, run out, taken back, on no list', async () => {
  await refused('forged', showing({ key: thief.privateKey }))
  await refused('forged', showing({ by: thief.privateKey }))
  await refused('unknown-key', showing({ kid: 'two' }))
  await refused('unknown-key', showing({ own: { ...listed(3), vct: 'urn:other' } }))
  await refused('unknown-key', showing({ own: { ...listed(3), iss: 'https://elsewhere.example' } }))
  await refused('expired', showing({ own: { ...listed(3), exp: now - 100 } }))
  await refused('revoked', showing({ own: listed(7) }))
  await refused('not-on-list', showing({ own: listed(3, `${issuer}/status/9`) }))
  await refused('not-on-list', showing({ own: { exp: now + 1_000 } }))
  const token = await showing({ show: ['name'] })
  const [jwt, disclosure, proof] = token.split('~') as [string, string, string]
  const changed = Buffer.from(JSON.stringify((JSON.parse(Buffer.from(disclosure, 'base64url').toString()) as unknown[]).with(2, 'Other'))).toString('base64url')
  await refused('forged', [jwt, changed, proof].join('~'))
  await refused('forged', [jwt, proof].join('~'))
  const unbound = `${jwt}~${disclosure}~`
  assert.equal((await checkShown(unbound, bundle, drawn, now)).valid, false)
  // The algorithm is ours to say, and not the sender's.
  const input = `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'dc+sd-jwt', kid: 'one' })).toString('base64url')}.${jwt.split('.')[1]}`
  await refused('unreadable', [`${input}.${sign('sha256', Buffer.from(input), authority.privateKey).toString('base64url')}`, disclosure, proof].join('~'))
})

test('without a list, or with one that is over, nothing is accepted; an old one is said to be', async () => {
  await refused('no-bundle', showing(), { bundle: undefined })
  await refused('bundle-over', showing(), { bundle: { ...bundle, madeAt: now - bundleLife - 1 } })
  const check = await checkShown(await showing(), { ...bundle, madeAt: now - 2 * 86_400 }, drawn, now)
  assert.ok(check.valid && check.stale)
})

test('codes: in any order, more than once, with another’s between them; nothing but codes of this kind is taken for one', async () => {
  const [token, other] = [await showing(), await showing({ show: ['name'] })]
  const [frames, others] = [await toFrames(token), await toFrames(other)]
  assert.ok(frames.length > 1 && frames.every((frame) => frame.length <= pieceLength + 30))
  let seen: Collected | undefined
  for (const text of [others[0]!, ...frames.toReversed(), frames[0]!]) seen = collect(seen, readFrame(text)!)
  assert.equal(await whole(seen!), token)
  assert.equal(await whole(collect(undefined, readFrame(frames[0]!)!)), undefined)
  assert.equal(await whole(collect(undefined, readFrame((await toFrames(token, token.length))[0]!)!)), token)
  const { of } = readFrame(frames[0]!)!
  const mixed = frames.map((text) => readFrame(text)!).reduce<Collected | undefined>((before, frame) => collect(before, frame.at === of ? { ...frame, piece: 'x' } : frame), undefined)
  assert.equal(await whole(mixed!), undefined)
  for (const text of ['', token, `maru-qr/1:0/2:abcdefgh:x`, `maru-qr/1:3/2:abcdefgh:x`, `maru-qr/1:1/${mostFrames + 1}:abcdefgh:x`, `maru-qr/2:1/2:abcdefgh:x`, `maru-qr/1:1/2:abcdefgh:<x>`]) assert.equal(readFrame(text), undefined, text)
})

test('a number is eight digits, by code or by hand', () => {
  const { number } = drawNumber(now)
  assert.match(number, /^\d{8}$/)
  for (const text of [numberLink(number), `${number.slice(0, 4)} ${number.slice(4)}`, number]) assert.equal(readNumber(text), number)
  for (const text of ['', '1234567', '123456789', 'maru-qr/2:12345678', '1234567a']) assert.equal(readNumber(text), undefined)
})
