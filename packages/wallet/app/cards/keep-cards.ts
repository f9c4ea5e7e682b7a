/** The cards of this device. */
import type { HeldKey } from '../store/new-key.ts'
import type { Store } from '../store/open-store.ts'
import { seal, sealingKey, unseal } from '../store/seal.ts'
import { dropConversation } from '../receive/keep-conversation.ts'
import type { Card, Copy } from './card.ts'

/** Newest first. */
export async function listCards(store: Store): Promise<Card[]> {
  const key = await sealingKey(store)
  const cards = await Promise.all((await store.getAll('card')).map((sealed) => unseal<Card>(key, sealed)))
  return cards.sort((one, other) => other.addedAt.localeCompare(one.addedAt))
}

/** The card and its keys are there together, or neither is. */
export async function keepCard(store: Store, card: Card, keys: readonly HeldKey[] = []) {
  const sealed = await seal(await sealingKey(store), card)
  const transaction = store.transaction(['card', 'key'], 'readwrite')
  await Promise.all([...keys.map(({ name, pair }) => transaction.objectStore('key').put(pair, name)), transaction.objectStore('card').put(sealed, card.id), transaction.done])
}

/** A copy for one use is gone once it was shown, with its key. */
export async function spendCopy(store: Store, card: Card, copy: Copy) {
  if (!copy.oneUse) return
  await keepCard(store, { ...card, copies: card.copies.filter(({ key }) => key !== copy.key) })
  await store.delete('key', copy.key)
}

/** With the card its keys are gone: what was copied from it elsewhere can be shown by nobody any more. */
export async function removeCard(store: Store, card: Card) {
  const transaction = store.transaction(['card', 'key'], 'readwrite')
  await Promise.all([...card.copies.map(({ key }) => transaction.objectStore('key').delete(key)), transaction.objectStore('card').delete(card.id), transaction.done])
  const { conversation } = card
  if (conversation !== undefined && !(await listCards(store)).some((other) => other.conversation === conversation)) await dropConversation(store, conversation)
}
