/** Copies of one answer, each to the key that it is bound to and no other (OpenID4VCI 1.0 section 8.3): the standard knows no order of them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { exportJWK } from 'jose'
import { newKeyRing } from '../../src/kernel/keys/new-key-ring.ts'
import { signSdJwt } from '../../src/modules/credentials/issue/sign-sd-jwt.ts'
import { checkCopies } from './app/receive/fetch-copies.ts'
import type { IssuerMetadata } from './app/receive/read-issuer.ts'
import type { HeldKey } from './app/store/new-key.ts'

const issuer = { id: 'https://services.example', keyProofs: {} } as unknown as IssuerMetadata
const form = { format: 'dc+sd-jwt', configuration: 'a', type: 'urn:a' } as const
let keys: HeldKey[]
let credentials: string[]
before(async () => {
  // The app's own house is another: of a stranger's issuer no proof in the log is wanted.
  Object.assign(globalThis, { location: { origin: 'https://home.example' } })
  const signer = (await newKeyRing({ host: 'services.example', country: 'KR' })).current('credentials')
  keys = await Promise.all(['a', 'b', 'c'].map(async (name) => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']) as CryptoKeyPair
    return { name, pair, jwk: await exportJWK(pair.publicKey) }
  }))
  const now = Math.floor(Date.now() / 1_000)
  credentials = await Promise.all(keys.map(({ jwk }, index) => signSdJwt(signer, { issuer: issuer.id, vct: 'urn:a', claims: [], digests: 1, validity: { from: now - 60, until: now + 3_600 }, holder: jwk, status: { uri: 'https://services.example/status/a', index } })))
})
after(() => { Reflect.deleteProperty(globalThis, 'location') })

const take = (given: readonly string[], own = keys) => checkCopies(issuer, form, { keys: own, answer: { credentials: given, notification: undefined } }, '')

test('oid4vci-1_0-wallet-test-batch-credential-issuance: given in reverse, and fewer than were asked for, each copy finds its key', async () => {
  const copies = await take(credentials.toReversed())
  assert.deepEqual(copies.map(({ key, copy }) => [key.name, copy.key, copy.credential]), ['c', 'b', 'a'].map((name, at) => [name, name, credentials[2 - at]]))
  assert.deepEqual((await take([credentials[1]!])).map(({ key }) => key.name), ['b'])
})

test('refused: two copies for one key, and one for a key that is not ours', async () => {
  await assert.rejects(take([credentials[0]!, credentials[0]!]), { reason: 'wrong-key' })
  await assert.rejects(take(credentials, keys.slice(1)), { reason: 'wrong-key' })
})
