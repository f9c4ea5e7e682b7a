/** Encryption at rest (JWE, AES-GCM of 256 bits). The key lies beside the data but cannot be taken out of the browser: a copied disk alone opens nothing that was exported. */
import { compactDecrypt, CompactEncrypt } from 'jose'
import type { Store } from './open-store.ts'

const only = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] }

/** Made when first needed; two windows that make one at once agree on the first. */
export async function sealingKey(store: Store): Promise<CryptoKey> {
  const known = await store.get('seal', 'own')
  if (known) return known
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  await store.add('seal', made, 'own').catch(() => undefined)
  return (await store.get('seal', 'own'))!
}

export const seal = (key: CryptoKey, value: unknown): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value))).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(key)

export async function unseal<Value>(key: CryptoKey, sealed: string): Promise<Value> {
  const { plaintext } = await compactDecrypt(sealed, key, only)
  return JSON.parse(new TextDecoder().decode(plaintext)) as Value
}
