/** From an offer to a card that is not kept yet: whose data it carries is shown first (against offers that carry another person's, OpenID4VCI issue 806). */
import { type Card, type CardDisplay, type ClaimName, formats } from '../cards/card.ts'
import { keepCard } from '../cards/keep-cards.ts'
import { type Json, Refused } from '../json.ts'
import type { Logged } from '../log/demand-in-log.ts'
import { refusalOf } from '../refusals.ts'
import { type HeldKey, newKey } from '../store/new-key.ts'
import type { Store } from '../store/open-store.ts'
import { askAgain, isLater } from './ask-credentials.ts'
import { type Ask, askCopies, checkCopies, ready, type WantedForm } from './fetch-copies.ts'
import { keepConversation } from './keep-conversation.ts'
import { type Conversation, openConversation } from './open-conversation.ts'
import { takeLeave } from './leave-for-issuer.ts'
import { type Offer, preAuthorizedGrant } from './read-offer.ts'
import type { IssuerHistory } from './read-history.ts'
import { type IssuerMetadata, readIssuer } from './read-issuer.ts'
import { type Fate, notificationsOf, tellIssuer } from './tell-issuer.ts'

export interface ReceivedCard { card: Card; keys: HeldKey[]; claims: Json; logged: Logged | undefined; history: IssuerHistory | undefined }

export interface Received {
  state: 'received'
  asked: AskedCard[]
  cards: ReceivedCard[]
  /** Stores all of it. */
  keep(store: Store): Promise<void>
  /** Nothing of it is stored; its issuer hears that nobody holds it. */
  leave(): Promise<void>
}

/** The issuer needs more time. */
export interface Awaited {
  state: 'awaited'
  agreed: Agreed
  asked: AskedCard[]
  /** Milliseconds since 1970: not asked again before. */
  from: number
  /** @throws Refused */
  again(): Promise<Outcome>
}

export type Outcome = Received | Awaited

/** Refused for now, after what the offer was good for was spent: the same is asked again with what it was spent for. */
export class Interrupted extends Refused {
  readonly again: () => Promise<Outcome>
  constructor({ reason, cause, more }: Refused, again: () => Promise<Outcome>) {
    super(reason, cause, more)
    this.again = again
  }
}

async function orAgain(ask: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await ask()
  } catch (cause) {
    throw cause instanceof Refused && !(cause instanceof Interrupted) && refusalOf(cause.reason).again ? new Interrupted(cause, () => orAgain(ask)) : cause
  }
}

/** What has been asked of an issuer, for one card. */
export interface AskedCard extends Omit<Holdable, 'forms'> { forms: { form: WantedForm; asks: Ask[] }[] }

/** With whom this app talks, for one person. */
export interface Agreed { conversation: Conversation; key: HeldKey; issuer: IssuerMetadata; client?: string | undefined }

export interface Holdable { display: CardDisplay[]; names: ClaimName[]; forms: WantedForm[] }

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
export async function receiveOffer({ configurations, grant }: Offer, issuer: IssuerMetadata, transactionCode: string | undefined, policy: string): Promise<Outcome> {
  if (grant.way !== 'code') throw new Refused('other-grant')
  const key = await newKey()
  const conversation = await openConversation(issuer.authorizationServer, key.pair)
  await conversation.redeem(grant.code, preAuthorizedGrant, transactionCode)
  return orAgain(() => askFor({ conversation, key, issuer }, configurations, policy))
}

/** What a person has signed in for at the issuer's page. Nothing is stored. @throws Refused */
export async function receiveReturn(store: Store, address: string, policy: string): Promise<Outcome> {
  const { left, key, answer } = await takeLeave(store, address)
  return orAgain(async () => {
    const issuer = await readIssuer(left.issuer, policy)
    const conversation = await openConversation(left.server, key.pair, left.client)
    await conversation.comeBack(answer, left)
    return orAgain(() => askFor({ conversation, key, issuer, client: left.client }, left.configurations, policy))
  })
}

async function askFor(agreed: Agreed, configurations: readonly string[], policy: string): Promise<Outcome> {
  const { conversation, issuer } = agreed
  const cards: AskedCard[] = []
  for (const { forms: wanted, ...card } of holdable(issuer, { configurations })) {
    const forms: AskedCard['forms'] = []
    for (const form of wanted) {
      // One that lasts, for where there is no network; the others are shown once each.
      const asks = [await askCopies(conversation, issuer, form, 1), ...(issuer.batch > 1 ? [await askCopies(conversation, issuer, form, Math.min(ready, issuer.batch))] : [])]
      forms.push({ form, asks })
    }
    cards.push({ ...card, forms })
  }
  if (cards.length === 0) throw new Refused('other-format')
  return outcomeOf(agreed, cards, policy)
}

/** Asks again for what was not given yet. @throws Refused */
export async function goOn(agreed: Agreed, cards: readonly AskedCard[], policy: string): Promise<Outcome> {
  const asked = await Promise.all(cards.map(async (card) => ({
    ...card, forms: await Promise.all(card.forms.map(async ({ form, asks }) => ({ form, asks: await Promise.all(asks.map((ask) => again(agreed, ask))) }))),
  })))
  return outcomeOf(agreed, asked, policy)
}

const again = async ({ conversation, issuer }: Agreed, ask: Ask): Promise<Ask> => (isLater(ask.answer) ? { keys: ask.keys, answer: await askAgain(conversation, issuer, ask.answer, ask.keys.length) } : ask)

async function outcomeOf(agreed: Agreed, asked: AskedCard[], policy: string): Promise<Outcome> {
  const waits = asksOf(asked).flatMap(({ answer }) => (isLater(answer) ? [answer.from] : []))
  if (waits.length > 0) return { state: 'awaited', agreed, asked, from: Math.max(...waits), again: () => orAgain(() => goOn(agreed, asked, policy)) }
  const { conversation, key, issuer, client } = agreed
  const tell = (event: Fate) => tellIssuer(conversation, issuer, notificationsOf(asksOf(asked)), event)
  const cards = await Promise.all(asked.map((card) => cardOf(issuer, card, policy))).catch((cause: unknown) => {
    void tell('credential_failure')
    throw cause
  })
  return {
    state: 'received', asked, cards,
    async keep(store) {
      const id = await keepConversation(store, issuer.authorizationServer, conversation, key, client)
      for (const { card, keys } of cards) await keepCard(store, { ...card, conversation: id }, keys)
      void tell('credential_accepted')
    },
    leave: () => tell('credential_deleted'),
  }
}

export const asksOf = (asked: readonly AskedCard[]): Ask[] => asked.flatMap(({ forms }) => forms.flatMap(({ asks }) => asks))

async function cardOf(issuer: IssuerMetadata, { display, names, forms: asked }: AskedCard, policy: string): Promise<ReceivedCard> {
  const forms = await Promise.all(asked.map(async ({ form, asks }) => ({ form, copies: (await Promise.all(asks.map((ask) => checkCopies(issuer, form, ask, policy)))).flat() })))
  const { claims, logged, history } = forms[0]!.copies[0]!
  return {
    claims, logged, history, keys: forms.flatMap(({ copies }) => copies.map(({ key }) => key)),
    card: {
      id: crypto.randomUUID(), issuer: issuer.id, issuerDisplay: issuer.display, display, names, addedAt: new Date().toISOString(),
      forms: forms.map(({ form, copies }) => ({ ...form, copies: copies.map(({ copy }) => copy) })) as Card['forms'], ...(history ? { history } : {}),
    },
  }
}
