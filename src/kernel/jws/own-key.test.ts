/** Held against jose: what one takes the other takes, with the same thumbprint, and what is wrong both refuse. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calculateJwkThumbprint, EmbeddedJWK, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose'
import { verifyOwnKey } from './own-key.ts'

const typ = 'dpop+jwt'
const [{ privateKey, publicKey }, other, p384] = await Promise.all([generateKeyPair('ES256', { extractable: true }), generateKeyPair('ES256'), generateKeyPair('ES384')])
const [jwk, otherJwk, wideJwk] = await Promise.all([publicKey, other.publicKey, p384.publicKey].map((key) => exportJWK(key)))
const now = Math.floor(Date.now() / 1000)
const make = (payload: Record<string, unknown> = {}, header: Record<string, unknown> = {}, key: CryptoKey = privateKey) =>
  new SignJWT({ iat: now, jti: 'one', ...payload }).setProtectedHeader({ alg: 'ES256', typ, jwk: jwk!, ...header }).sign(key)

/** Both at the same moment, however long the test takes. */
const byJose = (token: string) => jwtVerify(token, EmbeddedJWK, { algorithms: ['ES256'], typ, requiredClaims: ['iat'], clockTolerance: 5, currentDate: new Date(now * 1000) })
const byUs = (token: string) => verifyOwnKey(token, typ, 5, now)

await test('a good token reads alike', async () => {
  for (const payload of [{}, { nonce: 'é한', nested: { a: [1, 2] } }, { exp: now - 4, nbf: now + 4 }]) {
    const token = await make(payload)
    const [theirs, ours] = [await byJose(token), byUs(token)]
    assert.deepEqual(ours.payload, theirs.payload)
    assert.deepEqual(ours.header, theirs.protectedHeader)
    assert.equal(ours.thumbprint, await calculateJwkThumbprint(jwk!))
  }
})

const altered = (token: string, at: number, make: (part: string) => string) => token.split('.').map((part, n) => (n === at ? make(part) : part)).join('.')
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const header = (more: Record<string, unknown>) => (token: string) => altered(token, 0, () => encoded({ alg: 'ES256', typ, jwk, ...more }))
const good = await make()

const wrong: Record<string, string> = {
  'another payload under the signature': altered(good, 1, () => encoded({ iat: now, jti: 'two' })),
  'another key in the header': await make({}, { jwk: otherJwk }),
  'a signature of another key': await make({}, {}, other.privateKey),
  'a signature cut short': good.slice(0, -2),
  'a signature of zeros': altered(good, 2, () => Buffer.alloc(64).toString('base64url')),
  'no signature': altered(good, 2, () => ''),
  'an algorithm of none': header({ alg: 'none' })(good),
  'an algorithm of a shared secret': header({ alg: 'HS256' })(good),
  'another type': await make({}, { typ: 'JWT' }),
  'no key': await new SignJWT({ iat: now }).setProtectedHeader({ alg: 'ES256', typ }).sign(privateKey),
  'a key on another curve': header({ jwk: wideJwk })(good),
  'a key off the curve': header({ jwk: { ...jwk, y: jwk!.x } })(good),
  'a private key': await make({}, { jwk: await exportJWK(privateKey) }),
  'something critical': header({ crit: ['exp'], exp: 1 })(good),
  'a payload that is a list': altered(good, 1, () => encoded([1])),
  'a payload that is no JSON': altered(good, 1, () => 'AAAA'),
  'four parts': `${good}.x`,
  'two parts': good.split('.').slice(0, 2).join('.'),
  'a time that is a word': await make({ iat: 'now' as never }),
  'no time': await new SignJWT({}).setProtectedHeader({ alg: 'ES256', typ, jwk: jwk! }).sign(privateKey),
  'an end that has passed': await make({ exp: now - 60 }),
  'a beginning that is to come': await make({ nbf: now + 60 }),
}

for (const [name, token] of Object.entries(wrong)) {
  await test(`refused by both: ${name}`, async () => {
    await assert.rejects(byJose(token))
    assert.throws(() => byUs(token), Error)
  })
}

await test('idle bits of signature and key have one spelling, which jose does not ask for', async () => {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const spelled = altered(good, 2, (part) => part.slice(0, -1) + signs[signs.indexOf(part.at(-1)!) + 1])
  assert.ok(await byJose(spelled))
  assert.throws(() => byUs(spelled), /signature/)
})
