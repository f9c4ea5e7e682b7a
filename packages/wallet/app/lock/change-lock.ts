/** The lock: turned on, opened, given one more passkey or one fewer, turned off; and everything thrown away where no passkey is left. */
import { Refused } from '../json.ts'
import type { Lock, Store } from '../store/open-store.ts'
import { alone, hold, letGo, newSeal, readLock } from '../store/seal.ts'
import { askPasskey, dropPasskey, type GivenSecret } from './ask-passkey.ts'
import { moveSeal } from './move-seal.ts'
import { unwrapWith, wrapFor } from './wrap-key.ts'

/** With a new key: the old one lay beside the data. @param own the passkey was made for this app alone. @throws Refused */
export async function turnOn(store: Store, given: GivenSecret, own: boolean) {
  if (await readLock(store)) throw new Refused('locked')
  const id = crypto.randomUUID()
  const lock: Lock = { id, openers: [await wrapFor(given, own, id, await newSeal(true))] }
  const key = await unwrapWith(given, lock)
  await moveSeal(store, key, lock)
  hold(store, lock, key)
}

/** Asks for a passkey: to open, and again whenever it must be known that its holder is there. @throws Refused */
export async function openLock(store: Store, signal: AbortSignal) {
  const lock = await readLock(store)
  if (lock) hold(store, lock, await unwrapWith(await askPasskey(signal, lock.openers), lock))
}

/** The key, so that it can be wrapped for one more passkey: by one that opens already. @throws Refused */
export async function askForOthers(store: Store, signal: AbortSignal): Promise<CryptoKey> {
  const lock = await demandLock(store)
  return unwrapWith(await askPasskey(signal, lock.openers), lock, true)
}

/** @param key of `askForOthers`. @throws Refused */
export async function addOpener(store: Store, key: CryptoKey, given: GivenSecret, own: boolean) {
  const { id } = await demandLock(store)
  const opener = await wrapFor(given, own, id, key)
  await change(store, id, (openers) => {
    if (openers.some(({ passkey }) => passkey === given.passkey)) throw new Refused('lock-known')
    return [...openers, opener]
  })
}

/** The last one stays: without any, nobody would open again. It is not called back: who has copied this device before opens that copy with it. @throws Refused */
export async function removeOpener(store: Store, passkey: string) {
  const { id, openers } = await demandLock(store)
  await change(store, id, (there) => {
    const left = there.filter((opener) => opener.passkey !== passkey)
    return left.length === 0 ? there : left
  })
  if (openers.find((opener) => opener.passkey === passkey)?.own) await dropPasskey(passkey)
}

/** Whoever may has just opened it. @throws Refused */
export async function turnOff(store: Store) {
  const { openers } = await demandLock(store)
  await moveSeal(store, await newSeal(false), 'beside')
  letGo(store)
  await Promise.all(openers.filter(({ own }) => own).map(({ passkey }) => dropPasskey(passkey)))
}

/** Everything on this device, keys and all; what is left is a new app. */
export async function throwAway(store: Store) {
  const lock = await readLock(store)
  await alone(async () => {
    const names = ['card', 'shown', 'conversation', 'key', 'seal', 'lock'] as const
    const transaction = store.transaction(names, 'readwrite')
    await Promise.all([...names.map((name) => transaction.objectStore(name).clear()), transaction.done])
  })
  letGo(store)
  await Promise.all((lock?.openers ?? []).filter(({ own }) => own).map(({ passkey }) => dropPasskey(passkey)))
}

async function demandLock(store: Store): Promise<Lock> {
  const lock = await readLock(store)
  if (!lock) throw new Refused('locked')
  return lock
}

/** @param id another window may have exchanged the lock meanwhile */
async function change(store: Store, id: string, next: (openers: Lock['openers']) => Lock['openers']) {
  const transaction = store.transaction('lock', 'readwrite', { durability: 'strict' })
  const lock = await transaction.store.get('own')
  if (lock?.id !== id) throw new Refused('locked')
  await transaction.store.put({ id, openers: next(lock.openers) }, 'own')
  await transaction.done
}
