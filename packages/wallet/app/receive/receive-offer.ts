/** From an offer to a card that is not kept yet: whose data it carries is shown first (against offers that carry another person's, OpenID4VCI issue 806). */
import { type Card, type CardDisplay, type ClaimName, type Form, formats } from '../cards/card.ts'
import { keepCard } from '../cards/keep-cards.ts'
import { type Json, Refused } from '../json.ts'
import type { Logged } from '../log/demand-in-log.ts'
import { type HeldKey, newKey } from '../store/new-key.ts'
import type { Store } from '../store/open-store.ts'
import { type FetchedCopy, fetchCopies, ready } from './fetch-copies.ts'
import { keepConversation } from './keep-conversation.ts'
import { type Conversation, openConversation } from './open-conversation.ts'
import { takeLeave } from './leave-for-issuer.ts'
import { type Offer, preAuthorizedGrant } from './read-offer.ts'
import type { IssuerHistory } from './read-history.ts'
import { type IssuerMetadata, readIssuer } from './read-issuer.ts'

export interface ReceivedCard { card: Card; keys: HeldKey[]; claims: Json; logged: Logged | undefined; history: IssuerHistory | undefined }

export interface Received {
  cards: ReceivedCard[]
  /** Stores all of it. */
  keep(store: Store): Promise<void>
}

export interface Holdable { display: CardDisplay[]; names: ClaimName[]; forms: Omit<Form, 'copies'>[] }

/** What of an offer this wallet can hold: a card for each credential, in every form that it is offered in. */
export function holdable(issuer: IssuerMetadata, { configurations }: { configurations: readonly string[] }): Holdable[] {
  const cards = new Map<string, Holdable>()
  for (const wanted of formats) {
    for (const configuration of configurations) {
      const metadata = issuer.configurations[configuration]
      if (metadata?.format !== wanted) continue
      const { type = '', scope, display, names } = metadata
      const form = { format: wanted, configuration, type }
      const known = scope === undefined ? undefined : cards.get(scope)
      // Two of one format are two credentials, whatever their scope.
      if (known && !known.forms.some((other) => other.format === wanted)) known.forms.push(form)
      else cards.set(known ? configuration : scope ?? configuration, { display, names, forms: [form] })
    }
  }
  return [...cards.values()]
}

/** Nothing is stored. @param policy whom to believe about the public log. @throws Refused */
export async function receiveOffer({ configurations, grant }: Offer, issuer: IssuerMetadata, transactionCode: string | undefined, policy: string): Promise<Received> {
  if (grant.way !== 'code') throw new Refused('other-grant')
  const key = await newKey()
  const conversation = await openConversation(issuer.authorizationServer, key.pair)
  await conversation.redeem(grant.code, preAuthorizedGrant, transactionCode)
  return receiveCards({ conversation, key, issuer, configurations }, policy)
}

/** What a person has signed in for at the issuer's page. Nothing is stored. @throws Refused */
export async function receiveReturn(store: Store, address: string, policy: string): Promise<Received> {
  const { left, key, answer } = await takeLeave(store, address)
  const issuer = await readIssuer(left.issuer, policy)
  const conversation = await openConversation(left.server, key.pair, left.client)
  await conversation.comeBack(answer, left)
  return receiveCards({ conversation, key, issuer, configurations: left.configurations, client: left.client }, policy)
}

interface Agreed { conversation: Conversation; key: HeldKey; issuer: IssuerMetadata; configurations: readonly string[]; client?: string }

async function receiveCards({ conversation, key, issuer, configurations, client }: Agreed, policy: string): Promise<Received> {
  const cards: ReceivedCard[] = []
  for (const { display, names, forms: offered } of holdable(issuer, { configurations })) {
    const forms: { form: Form; copies: FetchedCopy[] }[] = []
    for (const form of offered) {
      // One that lasts, for where there is no network; the others are shown once each.
      const copies = [...await fetchCopies(conversation, issuer, form, 1, policy), ...(issuer.batch > 1 ? await fetchCopies(conversation, issuer, form, Math.min(ready, issuer.batch), policy) : [])]
      forms.push({ form: { ...form, copies: copies.map(({ copy }) => copy) }, copies })
    }
    const { claims, logged, history } = forms[0]!.copies[0]!
    cards.push({
      claims, logged, history, keys: forms.flatMap(({ copies }) => copies.map(({ key: held }) => held)),
      card: { id: crypto.randomUUID(), issuer: issuer.id, issuerDisplay: issuer.display, display, names, addedAt: new Date().toISOString(), forms: forms.map(({ form }) => form) as Card['forms'], ...(history ? { history } : {}) },
    })
  }
  if (cards.length === 0) throw new Refused('other-format')
  return {
    cards,
    async keep(store) {
      const id = await keepConversation(store, issuer.authorizationServer, conversation, key, client)
      for (const { card, keys } of cards) await keepCard(store, { ...card, conversation: id }, keys)
    },
  }
}
