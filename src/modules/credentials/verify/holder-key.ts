/** The key that a credential is bound to. ES256 is the one algorithm that HAIP 1.0 section 7 has every party support. */
import type { KeyObject } from 'node:crypto'
import { pointOf } from '../../../kernel/jws/es256.ts'
import { Refused } from './refusal.ts'

/** @param jwk of which only the point counts: whatever else it carries has no say */
export function readHolderKey(jwk: Record<string, unknown>): KeyObject {
  const found = pointOf(jwk)
  if (!found) throw new Refused('bad-holder-key')
  return found.key
}
