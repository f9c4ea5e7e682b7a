/**
 * Encryption at rest (JWE, AES-GCM of 256 bits). Without a lock the key lies beside the data but cannot be taken out of the browser: a copied disk alone opens nothing
 * that was exported. With one it lies wrapped for its passkeys, and is in memory while the app is open.
 */
import { compactDecrypt, CompactEncrypt } from 'jose'
import { Refused } from '../json.ts'
import type { Lock, Store } from './open-store.ts'

const only = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] }
const inUse = 'maru-wallet-seal'

/** While it is used no window exchanges the key: what is written is sealed with the one that opens it. Not one within another. @throws Refused while the app is locked */
export const withSeal = <Result,>(store: Store, use: (key: CryptoKey) => Promise<Result>): Promise<Result> => navigator.locks.request(inUse, { mode: 'shared' }, async () => use(await sealingKey(store)))

/** No window uses the key meanwhile. */
export const alone = <Result,>(change: () => Promise<Result>): Promise<Result> => navigator.locks.request(inUse, change)

export const readLock = (store: Store): Promise<Lock | undefined> => store.get('lock', 'own')

const held = new WeakMap<Store, { lock: string; key: CryptoKey }>()

export const hold = (store: Store, { id }: Lock, key: CryptoKey) => { held.set(store, { lock: id, key }) }
export const letGo = (store: Store) => { held.delete(store) }
export const isOpen = (store: Store, lock: Lock | undefined) => lock === undefined || held.get(store)?.lock === lock.id

/** Made when first needed; two windows that make one at once agree on the first. @throws Refused */
export async function sealingKey(store: Store): Promise<CryptoKey> {
  const lock = await readLock(store)
  if (lock) {
    if (!isOpen(store, lock)) throw new Refused('locked')
    return held.get(store)!.key
  }
  const known = await store.get('seal', 'own')
  if (known) return known
  await store.add('seal', await newSeal(false), 'own').catch(() => undefined)
  return (await store.get('seal', 'own'))!
}

/** @param extractable to be wrapped for a passkey */
export const newSeal = (extractable: boolean): Promise<CryptoKey> => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, extractable, ['encrypt', 'decrypt'])

export const seal = (key: CryptoKey, value: unknown): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value))).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(key)

export async function unseal<Value>(key: CryptoKey, sealed: string): Promise<Value> {
  const { plaintext } = await compactDecrypt(sealed, key, only)
  return JSON.parse(new TextDecoder().decode(plaintext)) as Value
}
