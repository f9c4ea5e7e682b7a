/** A house vouches only by a key that signs already; a file of keys from before may hold none. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeJwt } from 'jose'
import { drawKeys, rotateKey } from '../../../../kernel/keys/draw-keys.ts'
import { keyRing } from '../../../../kernel/keys/key-ring.ts'
import { createAttesters } from './attesters.ts'

const subject = { host: 'services.example', country: 'ZZ' }
const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } as const

test('without a key, and until a first one signs, nobody is vouched for; the keys of those who are, are published before', async () => {
  const { uses: { attestation: _none, ...uses }, ...file } = await drawKeys(subject)
  let held = { ...file, uses }
  const attesters = createAttesters(keyRing(() => held), [], 'maru-wallet')
  const ask = () => attesters.attest('https://services.example', 'maru-wallet', key)
  assert.deepEqual([await ask(), attesters.keys().keys], [undefined, []])
  held = await rotateKey(held, 'attestation', subject)
  assert.deepEqual([await ask(), attesters.keys().keys.length], [undefined, 1])
  held = await rotateKey(held, 'attestation', subject, { leaked: true })
  assert.equal(decodeJwt((await ask())!).sub, 'maru-wallet')
})
