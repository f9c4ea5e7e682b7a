/** The store's key, wrapped for a passkey: opened by what that passkey gives, for that lock, and by nothing else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GivenSecret } from './app/lock/ask-passkey.ts'
import { unwrapWith, wrapFor } from './app/lock/wrap-key.ts'
import type { Lock, Opener } from './app/store/open-store.ts'

const aes = { name: 'AES-GCM', length: 256 }
const given = async (passkey: string, byte: number): Promise<GivenSecret> =>
  ({ passkey, attachment: 'platform', secret: await crypto.subtle.importKey('raw', new Uint8Array(32).fill(byte), 'HKDF', false, ['deriveKey']) })
const [iv, text] = [new Uint8Array(12), new TextEncoder().encode('a card')]
const [one, other] = [await given('one', 1), await given('other', 2)]
const key = await crypto.subtle.generateKey(aes, true, ['encrypt', 'decrypt'])
const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text)
const opens = async (opener: CryptoKey) => Buffer.from(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, opener, sealed)).toString()
const refusal = (attempt: Promise<CryptoKey>) => attempt.then(() => 'opened', (cause: { reason?: string }) => cause.reason)
const lock: Lock = { id: 'lock', openers: [await wrapFor(one, false, 'lock', key), await wrapFor(other, true, 'lock', key)] }
const [first, second] = lock.openers as [Opener, Opener]

test('each of its passkeys opens it, with a key that cannot be taken out; only to be wrapped for one more it can', async () => {
  for (const passkey of [one, other]) assert.equal(await opens(await unwrapWith(passkey, lock)), 'a card')
  await assert.rejects(crypto.subtle.exportKey('raw', await unwrapWith(one, lock)))
  assert.equal((await crypto.subtle.exportKey('raw', await unwrapWith(one, lock, true))).byteLength, 32)
})

test('refused: another secret, a passkey that it does not know, another’s wrapped key, another lock, one bit', async () => {
  const bent = new Uint8Array(first.wrapped.slice())
  bent[3]! ^= 1
  assert.deepEqual(await Promise.all([
    unwrapWith({ ...one, secret: other.secret }, lock), unwrapWith(await given('third', 1), lock),
    unwrapWith(one, { id: 'lock', openers: [{ ...second, passkey: 'one' }] }), unwrapWith(one, { ...lock, id: 'another' }),
    unwrapWith(one, { id: 'lock', openers: [{ ...first, wrapped: bent.buffer }] }), unwrapWith(one, { id: 'lock', openers: [{ ...first, salt: second.salt }] }),
  ].map(refusal)), Array.from({ length: 6 }, () => 'lock-wrong'))
})

test('what lies there is different each time, and the secret is not in it', async () => {
  const again = await wrapFor(one, false, 'lock', key)
  for (const part of ['salt', 'iv', 'wrapped'] as const) assert.notDeepEqual(Buffer.from(again[part] as ArrayBuffer), Buffer.from(first[part] as ArrayBuffer))
  const raw = Buffer.from(await crypto.subtle.exportKey('raw', key))
  for (const { salt, wrapped } of lock.openers) for (const secret of [raw, Buffer.alloc(32, 1), Buffer.alloc(32, 2)]) assert.equal(Buffer.concat([salt, Buffer.from(wrapped)]).includes(secret), false)
})
