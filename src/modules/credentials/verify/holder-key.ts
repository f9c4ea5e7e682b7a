/** The key that a credential is bound to. ES256 is the one algorithm that HAIP 1.0 section 7 has every party support. */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { Refused } from './refusal.ts'

const coordinate = /^[\w-]{43}$/

/** @param jwk of which only the point counts: whatever else it carries has no say */
export function readHolderKey(jwk: { kty?: unknown; crv?: unknown; x?: unknown; y?: unknown }): KeyObject {
  const { kty, crv, x, y } = jwk
  if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string' || !coordinate.test(x) || !coordinate.test(y)) throw new Refused('bad-holder-key')
  try {
    return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' })
  } catch (cause) {
    throw new Refused('bad-holder-key', cause)
  }
}
