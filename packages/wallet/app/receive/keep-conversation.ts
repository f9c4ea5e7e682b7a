/** What lets the app come again to an issuer for the same person: a token that only this conversation's key can use. */
import { Refused } from '../json.ts'
import type { HeldKey } from '../store/new-key.ts'
import type { Store } from '../store/open-store.ts'
import { seal, unseal, withSeal } from '../store/seal.ts'
import { type Conversation, openConversation } from './open-conversation.ts'

/** Name of the lock under which conversations are taken up: their tokens work once. */
export const aloneWithIssuers = 'maru-wallet-refill'

interface KeptConversation { server: string; refreshToken: string; key: string; /** By which name it was begun; the app's own when absent. */ client?: string | undefined }

/** @returns its id; undefined where the issuer does not let us come again */
export async function keepConversation(store: Store, server: string, conversation: Conversation, key: HeldKey, client?: string): Promise<string | undefined> {
  const refreshToken = conversation.refreshToken()
  if (refreshToken === undefined) return undefined
  await store.put('key', key.pair, key.name)
  await withSeal(store, (sealing) => write(store, sealing, key.name, { server, refreshToken, key: key.name, client }))
  return key.name
}

/** Its token works once: the next one is written down before anything is asked with it, also where the app is locked meanwhile. @throws Refused */
export const takeUpConversation = (store: Store, id: string): Promise<Conversation | undefined> => withSeal(store, async (key) => {
  const sealed = await store.get('conversation', id)
  const pair = await store.get('key', id)
  if (sealed === undefined || !pair) return undefined
  const kept = await unseal<KeptConversation>(key, sealed)
  const conversation = await openConversation(kept.server, pair, kept.client)
  await conversation.refresh(kept.refreshToken)
  await write(store, key, id, { ...kept, refreshToken: conversation.refreshToken() ?? kept.refreshToken })
  return conversation
})

/** For a last word: out of the store, with its key, before anything is asked with it. @returns what opens it once more; undefined where there was none */
export async function takeOutConversation(store: Store, id: string): Promise<(() => Promise<Conversation>) | undefined> {
  const pair = await store.get('key', id)
  const kept = await withSeal(store, async (key) => {
    const sealed = await store.get('conversation', id)
    return sealed === undefined ? undefined : unseal<KeptConversation>(key, sealed)
  }).catch(lockedMeanwhile)
  await Promise.all([store.delete('conversation', id), store.delete('key', id)])
  if (!kept || !pair) return undefined
  const { server, refreshToken, client } = kept
  return async () => {
    const conversation = await openConversation(server, pair, client)
    await conversation.refresh(refreshToken)
    return conversation
  }
}

/** It goes all the same; nothing can be said with it any more. */
function lockedMeanwhile(cause: unknown): undefined {
  if (!(cause instanceof Refused)) throw cause
}

const write = async (store: Store, key: CryptoKey, id: string, kept: KeptConversation) => store.put('conversation', await seal(key, kept), id)
