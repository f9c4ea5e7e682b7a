import { drawKeys } from './draw-keys.ts'
import { type KeyRing, keyRing } from './key-ring.ts'
import type { Subject } from './make-certificate.ts'

/** Keys that live as long as this process: for tests, and for nothing that has to be believed tomorrow. */
export async function newKeyRing(subject: Subject): Promise<KeyRing> {
  const file = await drawKeys(subject)
  return keyRing(() => file)
}
