/** The store's key as it lies on the device while it is locked: wrapped once for each passkey, by a key derived from what that passkey gives (HKDF with SHA-256, AES-GCM, all by the browser). */
import { Refused } from '../json.ts'
import type { Lock, Opener } from '../store/open-store.ts'
import type { GivenSecret } from './ask-passkey.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

const wrapping = ({ secret }: GivenSecret, salt: Uint8Array<ArrayBuffer>) =>
  crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info: bytes('maru wallet lock 1: wraps the key of the store') }, secret, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey'])

/** Good in this place alone: for this passkey of this lock. */
const wrapped = (iv: Uint8Array<ArrayBuffer>, lock: string, passkey: string) => ({ name: 'AES-GCM', iv, additionalData: bytes(`${lock} ${passkey}`) })

/** @param lock its id. @param key one that may be wrapped, `extractable` */
export async function wrapFor(given: GivenSecret, own: boolean, lock: string, key: CryptoKey): Promise<Opener> {
  const [salt, iv] = [crypto.getRandomValues(new Uint8Array(32)), crypto.getRandomValues(new Uint8Array(12))]
  const { passkey, attachment } = given
  return { passkey, attachment, own, since: new Date().toISOString(), salt, iv, wrapped: await crypto.subtle.wrapKey('raw', key, await wrapping(given, salt), wrapped(iv, lock, passkey)) }
}

/** @param forOthers to be wrapped for one more passkey; otherwise it cannot be taken out. @throws Refused */
export async function unwrapWith(given: GivenSecret, { id, openers }: Lock, forOthers = false): Promise<CryptoKey> {
  const opener = openers.find(({ passkey }) => passkey === given.passkey)
  if (!opener) throw new Refused('lock-wrong')
  const key = await wrapping(given, opener.salt)
  return crypto.subtle.unwrapKey('raw', opener.wrapped, key, wrapped(opener.iv, id, opener.passkey), 'AES-GCM', forOthers, ['encrypt', 'decrypt']).catch((cause: unknown) => { throw new Refused('lock-wrong', cause) })
}
