/**
 * A card that the issuer needs more time for. What lies on the device is how to come again: keys, the transaction, a token that only they can use
 * (OpenID4VCI 1.0 section 9). Nothing that was given is among it: before it is stored its holder sees whose it is.
 */
import { exportJWK } from 'jose'
import type { CardDisplay } from '../cards/card.ts'
import { Refused } from '../json.ts'
import type { HeldKey } from '../store/new-key.ts'
import type { Store } from '../store/open-store.ts'
import { seal, unseal, withSeal } from '../store/seal.ts'
import type { Displayed } from '../texts/open-wording.ts'
import { isLater, type Later } from './ask-credentials.ts'
import { type Ask, askCopies, type WantedForm } from './fetch-copies.ts'
import { type Conversation, openConversation } from './open-conversation.ts'
import { readIssuer } from './read-issuer.ts'
import { type Agreed, type AskedCard, asksOf as allOf, type Awaited, goOn, type Holdable, type Outcome } from './receive-offer.ts'
import { notificationsOf, tellIssuer } from './tell-issuer.ts'

/** What was given already is asked for anew: its keys are forgotten with it. */
type KeptAsk = { keys: string[]; later: Later } | { count: number }

interface Kept {
  issuer: string
  issuerDisplay: Displayed[]
  server: string
  client?: string | undefined
  /** Name of the conversation's key. */
  key: string
  refreshToken: string
  /** RFC 3339 */
  since: string
  cards: (Omit<Holdable, 'forms'> & { forms: { form: WantedForm; asks: KeptAsk[] }[] })[]
}

export interface Waiting {
  id: string
  issuer: string
  issuerDisplay: Displayed[]
  /** RFC 3339 */
  since: string
  /** Milliseconds since 1970: not asked again before. */
  from: number
  cards: { display: CardDisplay[]; type: string }[]
}

/** @returns its id; undefined where the issuer does not let us come again */
export async function keepWaiting(store: Store, { agreed, asked }: Pick<Awaited, 'agreed' | 'asked'>): Promise<string | undefined> {
  const { conversation, key, issuer, client } = agreed
  const refreshToken = conversation.refreshToken()
  if (refreshToken === undefined) return undefined
  await store.put('key', key.pair, key.name)
  for (const { name, pair } of waitingKeys(asked)) await store.put('key', pair, name)
  await withSeal(store, (sealing) => write(store, sealing, key.name, {
    issuer: issuer.id, issuerDisplay: issuer.display, server: issuer.authorizationServer, client, key: key.name, refreshToken, since: new Date().toISOString(), cards: keptOf(asked),
  }))
  // What was given already is asked for anew.
  void tellIssuer(conversation, issuer, notificationsOf(allOf(asked)), 'credential_deleted')
  return key.name
}

/** Newest first. */
export async function listWaiting(store: Store): Promise<Waiting[]> {
  const names = (await store.getAllKeys('conversation')).filter((name) => name.startsWith(prefix))
  const all = await withSeal(store, (key) => Promise.all(names.map((name) => read(store, key, name.slice(prefix.length)))))
  return all.flatMap((kept) => (kept ? [{ id: kept.key, issuer: kept.issuer, issuerDisplay: kept.issuerDisplay, since: kept.since, from: Math.max(0, ...asksOf(kept).flatMap((ask) => ('later' in ask ? [ask.later.from] : []))), cards: kept.cards.map(({ display, forms }) => ({ display, type: forms[0]!.form.type })) }] : []))
    .sort((one, other) => other.since.localeCompare(one.since))
}

/** One window at a time: the token for coming again works once, and the next one is written down before anything is asked with it, also where the app is locked meanwhile. @throws Refused */
export const askWaiting = (store: Store, id: string, policy: string): Promise<Outcome> => navigator.locks.request('maru-wallet-waiting', () => withSeal(store, async (key) => {
  const kept = await read(store, key, id)
  const pair = await store.get('key', id)
  if (!kept || !pair) throw new Refused('wait-over')
  const issuer = await readIssuer(kept.issuer, policy)
  const conversation = await openConversation(kept.server, pair, kept.client)
  await conversation.refresh(kept.refreshToken)
  const fresh = { ...kept, refreshToken: conversation.refreshToken() ?? kept.refreshToken }
  await write(store, key, id, fresh)
  const agreed: Agreed = { conversation, issuer, client: kept.client, key: { name: id, pair, jwk: await exportJWK(pair.publicKey) } }
  const outcome = await goOn(agreed, await takeUp(store, agreed, kept), policy)
  const left = waitingKeys(outcome.asked)
  for (const { name, pair: held } of left) await store.put('key', held, name)
  await write(store, key, id, { ...fresh, cards: keptOf(outcome.asked) })
  // Keys of what has come stay with it, in memory, until their holder keeps the card.
  for (const name of keyNames(kept)) if (!left.some((one) => one.name === name)) await store.delete('key', name)
  if (outcome.state === 'awaited') return outcome
  return {
    ...outcome,
    /** The conversation goes on with the card. */
    async keep(into: Store) {
      await outcome.keep(into)
      await into.delete('conversation', nameOf(id))
    },
  }
}))

/** With every key. */
export async function stopWaiting(store: Store, id: string) {
  const kept = await withSeal(store, (key) => read(store, key, id))
  const keys = kept ? keyNames(kept) : []
  const transaction = store.transaction(['conversation', 'key'], 'readwrite')
  await Promise.all([transaction.objectStore('conversation').delete(nameOf(id)), ...[id, ...keys].map((name) => transaction.objectStore('key').delete(name)), transaction.done])
}

const takeUp = (store: Store, { conversation, issuer }: { conversation: Conversation; issuer: Agreed['issuer'] }, { cards }: Kept): Promise<AskedCard[]> => Promise.all(cards.map(async (card) => ({
  ...card, forms: await Promise.all(card.forms.map(async ({ form, asks }) => ({
    form, asks: await Promise.all(asks.map(async (ask): Promise<Ask> => ('later' in ask ? { keys: await keysOf(store, ask.keys), answer: ask.later } : askCopies(conversation, issuer, form, ask.count)))),
  }))),
})))

const keysOf = (store: Store, names: readonly string[]): Promise<HeldKey[]> => Promise.all(names.map(async (name) => {
  const pair = await store.get('key', name)
  if (!pair) throw new Refused('wait-over')
  return { name, pair, jwk: await exportJWK(pair.publicKey) }
}))

const asksOf = ({ cards }: Kept) => cards.flatMap(({ forms }) => forms.flatMap(({ asks }) => asks))

const keyNames = (kept: Kept) => asksOf(kept).flatMap((ask) => ('keys' in ask ? ask.keys : []))

const waitingKeys = (asked: readonly AskedCard[]) => asked.flatMap(({ forms }) => forms.flatMap(({ asks }) => asks.flatMap(({ keys, answer }) => (isLater(answer) ? keys : []))))

const keptOf = (asked: readonly AskedCard[]): Kept['cards'] => asked.map((card) => ({
  ...card, forms: card.forms.map(({ form, asks }) => ({ form, asks: asks.map(({ keys, answer }): KeptAsk => (isLater(answer) ? { keys: keys.map(({ name }) => name), later: answer } : { count: keys.length })) })),
}))

const prefix = 'wait '
const nameOf = (id: string) => `${prefix}${id}`

async function read(store: Store, key: CryptoKey, id: string): Promise<Kept | undefined> {
  const sealed = await store.get('conversation', nameOf(id))
  return sealed === undefined ? undefined : unseal<Kept>(key, sealed)
}

const write = async (store: Store, key: CryptoKey, id: string, kept: Kept) => store.put('conversation', await seal(key, kept), nameOf(id))
