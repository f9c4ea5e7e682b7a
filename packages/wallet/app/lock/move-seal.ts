/** Everything sealed anew with another key: all of it, or nothing where the app ends in the middle. */
import type { Lock, Store } from '../store/open-store.ts'
import { alone, seal, sealingKey, unseal } from '../store/seal.ts'

const sealed = ['card', 'shown', 'conversation'] as const

/** @param to its lock, or that it lies beside the data */
export const moveSeal = (store: Store, key: CryptoKey, to: Lock | 'beside'): Promise<void> => alone(async () => {
  const from = await sealingKey(store)
  // Before the transaction, which a browser ends when it waits for anything but the store.
  const moved = (await Promise.all(sealed.map(async (name) => Promise.all((await store.getAllKeys(name)).map(async (id) => {
    const before = await store.get(name, id)
    return { name, id, before, after: before === undefined ? undefined : await seal(key, await unseal(from, before)) }
  }))))).flat()
  const transaction = store.transaction([...sealed, 'seal' as const, 'lock' as const], 'readwrite', { durability: 'strict' })
  try {
    for (const name of sealed) {
      const there = transaction.objectStore(name)
      for (const id of await there.getAllKeys()) {
        const entry = moved.find((one) => one.name === name && one.id === id)
        // What was removed meanwhile stays away. That anything came is prevented by `withSeal`; were it not, it would be lost with the old key.
        if (entry?.after === undefined || await there.get(id) !== entry.before) throw new Error(`${name} has changed`)
        await there.put(entry.after, id)
      }
    }
    await transaction.objectStore('seal').clear()
    await transaction.objectStore('lock').clear()
    if (to === 'beside') await transaction.objectStore('seal').put(key, 'own')
    else await transaction.objectStore('lock').put(to, 'own')
  } catch (cause) {
    transaction.abort()
    await transaction.done.catch(() => undefined)
    throw cause
  }
  await transaction.done
})
