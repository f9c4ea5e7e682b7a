/** What stays on this device (IndexedDB). Keys lie as the browser's own objects, which give no bytes out; everything else lies encrypted. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

interface Schema extends DBSchema {
  /** Key pairs of credentials and of conversations with issuers, by a random name. */
  key: { key: string; value: CryptoKeyPair }
  /** The key that everything else is encrypted with. */
  seal: { key: string; value: CryptoKey }
  /** Each as a JWE, by a random id. */
  card: { key: string; value: string }
  shown: { key: string; value: string }
  /** What lets the app come again to an issuer; and, while its holder is at an issuer's page, what the return needs. */
  conversation: { key: string; value: string }
}

export type Store = IDBPDatabase<Schema>

export const openStore = (): Promise<Store> => openDB<Schema>('maru-wallet', 1, {
  upgrade(database) {
    for (const name of ['key', 'seal', 'card', 'shown', 'conversation'] as const) database.createObjectStore(name)
  },
})

/** Asks that the browser does not clear it when space is short. */
export const keepForLong = async () => {
  if (!(await navigator.storage.persisted())) await navigator.storage.persist()
}
