/** Copies of one card, each bound to a fresh key and checked. */
import type { Copy } from '../cards/card.ts'
import type { Json } from '../json.ts'
import { type HeldKey, newKey } from '../store/new-key.ts'
import { askCredentials } from './ask-credentials.ts'
import { checkCredential } from './check-credential.ts'
import type { Conversation } from './open-conversation.ts'
import type { IssuerMetadata } from './read-issuer.ts'

/** Copies for one use that lie ready at a time. */
export const ready = 5

export interface FetchedCopy { copy: Copy; key: HeldKey; claims: Json }

/** @throws Refused */
export async function fetchCopies(conversation: Conversation, issuer: IssuerMetadata, configuration: string, count: number): Promise<FetchedCopy[]> {
  const keys = await Promise.all(Array.from({ length: count }, newKey))
  const credentials = await askCredentials(conversation, issuer, configuration, keys)
  return Promise.all(credentials.map(async (credential, at) => {
    const key = keys[at]!
    const { payload, claims } = await checkCredential(credential, { issuer: issuer.id, type: issuer.configurations[configuration]?.type, key })
    return { copy: { credential, key: key.name, until: typeof payload['exp'] === 'number' ? payload['exp'] : undefined, oneUse: count > 1 }, key, claims }
  }))
}
