/** From an offer to a card that is not kept yet: whose data it carries is shown first (against offers that carry another person's, OpenID4VCI issue 806). */
import type { Card } from '../cards/card.ts'
import { keepCard } from '../cards/keep-cards.ts'
import { type Json, Refused } from '../json.ts'
import type { Logged } from '../log/demand-in-log.ts'
import { type HeldKey, newKey } from '../store/new-key.ts'
import type { Store } from '../store/open-store.ts'
import { fetchCopies, ready } from './fetch-copies.ts'
import { keepConversation } from './keep-conversation.ts'
import { openConversation } from './open-conversation.ts'
import { type Offer, preAuthorizedGrant } from './read-offer.ts'
import type { ConfigurationMetadata, IssuerMetadata } from './read-issuer.ts'

export interface ReceivedCard { card: Card; keys: HeldKey[]; claims: Json; logged: Logged | undefined }

export interface Received {
  cards: ReceivedCard[]
  /** Stores all of it. */
  keep(store: Store): Promise<void>
}

/** What of an offer this wallet can hold. */
export const holdable = (issuer: IssuerMetadata, { configurations }: Offer): [id: string, ConfigurationMetadata][] =>
  configurations.flatMap((id) => (issuer.configurations[id]?.format === 'dc+sd-jwt' ? [[id, issuer.configurations[id]] as [string, ConfigurationMetadata]] : []))

/** Nothing is stored. @param policy whom to believe about the public log. @throws Refused */
export async function receiveOffer(offer: Offer, issuer: IssuerMetadata, transactionCode: string | undefined, policy: string): Promise<Received> {
  const key = await newKey()
  const conversation = await openConversation(issuer.authorizationServer, key.pair)
  await conversation.redeem(offer.code, preAuthorizedGrant, transactionCode)
  const cards: ReceivedCard[] = []
  for (const [id, configuration] of holdable(issuer, offer)) {
    // One that lasts, for where there is no network; the others are shown once each.
    const [lasting] = await fetchCopies(conversation, issuer, id, 1, policy) as [Awaited<ReturnType<typeof fetchCopies>>[number]]
    const copies = [lasting, ...(issuer.batch > 1 ? await fetchCopies(conversation, issuer, id, Math.min(ready, issuer.batch), policy) : [])]
    cards.push({
      claims: lasting.claims, logged: lasting.logged, keys: copies.map(({ key }) => key),
      card: {
        id: crypto.randomUUID(), issuer: issuer.id, issuerDisplay: issuer.display, configuration: id, type: configuration.type ?? '', display: configuration.display, names: configuration.names, addedAt: new Date().toISOString(),
        copies: copies.map(({ copy }) => copy),
      },
    })
  }
  if (cards.length === 0) throw new Refused('other-format')
  return {
    cards,
    async keep(store) {
      const id = await keepConversation(store, issuer.authorizationServer, conversation, key)
      for (const { card, keys } of cards) await keepCard(store, { ...card, conversation: id }, keys)
    },
  }
}
