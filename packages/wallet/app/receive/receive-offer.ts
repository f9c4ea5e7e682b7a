/** From an offer to a card that is not kept yet: whose data it carries is shown first (against offers that carry another person's, OpenID4VCI issue 806). */
import type { Card, Copy } from '../cards/card.ts'
import { type Json, Refused } from '../json.ts'
import { type HeldKey, newKey } from '../store/new-key.ts'
import { askCredentials } from './ask-credentials.ts'
import { checkCredential } from './check-credential.ts'
import { openConversation } from './open-conversation.ts'
import { type Offer, preAuthorizedGrant } from './read-offer.ts'
import type { ConfigurationMetadata, IssuerMetadata } from './read-issuer.ts'

export interface Received { card: Card; keys: HeldKey[]; claims: Json }

/** What of an offer this wallet can hold. */
export const holdable = (issuer: IssuerMetadata, { configurations }: Offer): [id: string, ConfigurationMetadata][] =>
  configurations.flatMap((id) => (issuer.configurations[id]?.format === 'dc+sd-jwt' ? [[id, issuer.configurations[id]] as [string, ConfigurationMetadata]] : []))

/** Copies for one use each that lie ready at a time. */
const ready = 5

/** Nothing is stored. @throws Refused */
export async function receiveOffer(offer: Offer, issuer: IssuerMetadata, transactionCode: string | undefined): Promise<Received[]> {
  const wanted = holdable(issuer, offer)
  if (wanted.length === 0) throw new Refused('other-format')
  const conversation = await openConversation(issuer.authorizationServer, (await newKey()).pair)
  await conversation.redeem(offer.code, preAuthorizedGrant, transactionCode)
  const received: Received[] = []
  for (const [id, configuration] of wanted) {
    const lasting = await fetchCopies(1)
    const spare = issuer.batch > 1 ? await fetchCopies(Math.min(ready, issuer.batch)) : []
    const copies = [...lasting, ...spare]
    received.push({
      claims: copies[0]!.claims, keys: copies.map(({ key }) => key),
      card: {
        id: crypto.randomUUID(), issuer: issuer.id, issuerDisplay: issuer.display, configuration: id, type: configuration.type ?? '', display: configuration.display, names: configuration.names, addedAt: new Date().toISOString(),
        copies: copies.map(({ copy }) => copy),
      },
    })
    async function fetchCopies(count: number) {
      const keys = await Promise.all(Array.from({ length: count }, newKey))
      const credentials = await askCredentials(conversation, issuer, id, keys)
      return Promise.all(credentials.map(async (credential, at) => {
        const key = keys[at]!
        const { payload, claims } = await checkCredential(credential, { issuer: issuer.id, type: configuration.type, key })
        const copy: Copy = { credential, key: key.name, until: typeof payload['exp'] === 'number' ? payload['exp'] : undefined, oneUse: count > 1 }
        return { copy, key, claims }
      }))
    }
  }
  return received
}
