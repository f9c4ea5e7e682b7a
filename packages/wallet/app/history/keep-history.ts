/** What was shown to whom: on this device only, and never the values. Refusals are written down as well. */
import type { Store } from '../store/open-store.ts'
import { seal, unseal, withSeal } from '../store/seal.ts'
import type { Displayed } from '../texts/open-wording.ts'
import type { Text } from '../present/find-registration.ts'

export interface Shown {
  id: string
  /** RFC 3339 */
  at: string
  /** Host that the answer went to. */
  host: string
  /** By codes, to who stood there: nobody knows who that was. */
  inPerson?: true
  /** Under which registration, in every language. */
  registered: Text | undefined
  /** `unanswered`: sent, and nobody knows whether it arrived. */
  outcome: 'shown' | 'declined' | 'refused' | 'unanswered'
  cards: { display: Displayed[]; claims: { name: string; display: Displayed[] }[] }[]
}

/** Newest first. */
export async function listShown(store: Store): Promise<Shown[]> {
  const all = await withSeal(store, async (key) => Promise.all((await store.getAll('shown')).map((sealed) => unseal<Shown>(key, sealed))))
  return all.sort((one, other) => other.at.localeCompare(one.at))
}

export async function writeDown(store: Store, shown: Omit<Shown, 'id' | 'at'>) {
  const entry: Shown = { ...shown, id: crypto.randomUUID(), at: new Date().toISOString() }
  await withSeal(store, async (key) => store.put('shown', await seal(key, entry), entry.id))
}

export const forgetShown = (store: Store) => store.clear('shown')
