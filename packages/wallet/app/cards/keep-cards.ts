/** The cards of this device. */
import { Refused } from '../json.ts'
import type { HeldKey } from '../store/new-key.ts'
import type { Store } from '../store/open-store.ts'
import { seal, unseal, withSeal } from '../store/seal.ts'
import { type Card, cardOf, type ClaimName, type CardOfOneForm, chooseCopy, copiesOf, type Copy, type Form, type Format, formOf, lastingCopy, readyCopies } from './card.ts'

/** Newest first. */
export async function listCards(store: Store): Promise<Card[]> {
  const cards = await withSeal(store, async (key) => Promise.all((await store.getAll('card')).map((sealed) => open(key, sealed))))
  return cards.sort((one, other) => other.addedAt.localeCompare(one.addedAt))
}

/** The card and its keys are there together, or neither is. @param gone names of keys that go with the change */
export const keepCard = (store: Store, card: Card, keys: readonly HeldKey[] = [], gone: readonly string[] = []): Promise<void> => withSeal(store, async (key) => {
  const sealed = await seal(key, card)
  const transaction = store.transaction(['card', 'key'], 'readwrite')
  const held = transaction.objectStore('key')
  await Promise.all([...keys.map(({ name, pair }) => held.put(pair, name)), ...gone.map((name) => held.delete(name)), transaction.objectStore('card').put(sealed, card.id), transaction.done])
})

export interface TakenCopy { format: Format; copy: Copy; pair: CryptoKeyPair }

/** To be shown: a copy for one use is out of the card from now on, with its key, whatever becomes of what is sent. @throws Refused */
export const takeCopy = (store: Store, id: string, format: Format): Promise<TakenCopy> => alone(async () => {
  const card = await readCard(store, id)
  const form = card && formOf(card, format)
  const copy = form && chooseCopy(form)
  const pair = copy && await store.get('key', copy.key)
  if (!pair) throw new Refused('wrong-key')
  if (copy.oneUse) await keepCard(store, withCopies(card, form, form.copies.filter(({ key }) => key !== copy.key)), [], [copy.key])
  return { format, copy, pair }
})

/** To be shown in person: the lasting copy, which stays. @throws Refused where there is none */
export async function takeLasting(store: Store, card: Card): Promise<TakenCopy> {
  const copy = lastingCopy(card)
  const pair = copy && await store.get('key', copy.key)
  if (!pair) throw new Refused('wrong-key')
  return { format: 'dc+sd-jwt', copy, pair }
}

/**
 * Fresh copies, in place of those that are over.
 * @param names how their issuer says now what they say; left out, the card keeps what it was told before. @returns false where the card was removed meanwhile: nothing is kept
 */
export const addCopies = (store: Store, id: string, format: Format, fresh: readonly Copy[], keys: readonly HeldKey[], names?: ClaimName[]): Promise<boolean> => alone(async () => {
  const card = await readCard(store, id)
  const form = card && formOf(card, format)
  if (!form) return false
  const left = [...form.copies.filter(({ oneUse }) => !oneUse), ...readyCopies(form)]
  await keepCard(store, withCopies({ ...card, names: names ?? card.names }, form, [...left, ...fresh]), keys, form.copies.filter((copy) => !left.includes(copy)).map(({ key }) => key))
  return true
})

/** With the card its keys are gone: what was copied from it elsewhere can be shown by nobody any more. */
export const removeCard = (store: Store, id: string): Promise<Card | undefined> => alone(async () => {
  const card = await readCard(store, id)
  if (!card) return undefined
  const transaction = store.transaction(['card', 'key'], 'readwrite')
  await Promise.all([...copiesOf(card).map(({ key }) => transaction.objectStore('key').delete(key)), transaction.objectStore('card').delete(id), transaction.done])
  return card
})

/** One window at a time: what another has shown meanwhile does not come back. */
const alone = <Result,>(change: () => Promise<Result>): Promise<Result> => navigator.locks.request('maru-wallet-cards', change)

const readCard = (store: Store, id: string): Promise<Card | undefined> => withSeal(store, async (key) => {
  const sealed = await store.get('card', id)
  return sealed === undefined ? undefined : open(key, sealed)
})

const open = async (key: CryptoKey, sealed: string) => cardOf(await unseal<Card | CardOfOneForm>(key, sealed))

const withCopies = (card: Card, form: Form, copies: Copy[]): Card => ({ ...card, forms: card.forms.map((one) => (one === form ? { ...one, copies } : one)) as Card['forms'] })
