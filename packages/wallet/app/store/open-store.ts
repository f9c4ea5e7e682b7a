/** What stays on this device (IndexedDB). Keys lie as the browser's own objects, which give no bytes out; everything else lies encrypted. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** A passkey that opens the store, and the store's key wrapped for it (`lock/wrap-key.ts`). */
export interface Opener {
  /** Credential ID, base64url. */
  passkey: string
  /** In this device, or one that is carried: a security key, a telephone. */
  attachment: 'platform' | 'cross-platform'
  /** Made for this app alone, and of no use where it opens nothing any more. */
  own: boolean
  /** RFC 3339 */
  since: string
  salt: Uint8Array<ArrayBuffer>
  iv: Uint8Array<ArrayBuffer>
  wrapped: ArrayBuffer
}

/** There is one while the holder wants the app locked. */
export interface Lock {
  /** Of the key that everything is sealed with: a window that holds another one holds an old one. */
  id: string
  openers: Opener[]
}

interface Schema extends DBSchema {
  /** Key pairs of credentials and of conversations with issuers, by a random name. */
  key: { key: string; value: CryptoKeyPair }
  /** The key that everything else is encrypted with; none while there is a lock. */
  seal: { key: string; value: CryptoKey }
  lock: { key: string; value: Lock }
  /** Each as a JWE, by a random id. */
  card: { key: string; value: string }
  shown: { key: string; value: string }
  /** What lets the app come again to an issuer; and, while its holder is at an issuer's page, what the return needs. */
  conversation: { key: string; value: string }
}

export type Store = IDBPDatabase<Schema>

/** The store is of a newer app, which was opened on this device: this one would not know what it reads. */
export class StoreNewer extends Error {}

/**
 * Whoever opens it must make way for a newer app (`versionchange`), which waits until all others have closed it.
 * @param onBlocked an older app in another window holds it; it is opened as soon as that one is gone. @throws StoreNewer
 */
export async function openStore(onBlocked: () => void): Promise<Store> {
  try {
    return await openDB<Schema>('maru-wallet', 2, {
      upgrade(database) {
        for (const name of ['key', 'seal', 'lock', 'card', 'shown', 'conversation'] as const) if (!database.objectStoreNames.contains(name)) database.createObjectStore(name)
      },
      blocked: onBlocked,
    })
  } catch (cause) {
    throw cause instanceof DOMException && cause.name === 'VersionError' ? new StoreNewer('of a newer app', { cause }) : cause
  }
}

/** Asks that the browser does not clear it when space is short. */
export const keepForLong = async () => {
  if (!(await navigator.storage.persisted())) await navigator.storage.persist()
}
