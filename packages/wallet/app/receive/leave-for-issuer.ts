/**
 * Out to an issuer's own page, where the person signs in, and back (OpenID4VCI 1.0 section 5, by scopes as HAIP demands). What the return needs lies in
 * this browser alone, for one return: who begins here and comes back elsewhere, or is sent here with what another has begun, gets nothing.
 */
import { exportJWK } from 'jose'
import { generateRandomCodeVerifier, generateRandomState } from 'oauth4webapi'
import { Refused } from '../json.ts'
import { type HeldKey, newKey } from '../store/new-key.ts'
import type { Store } from '../store/open-store.ts'
import { seal, unseal, withSeal } from '../store/seal.ts'
import { type Leave, openConversation, ownName } from './open-conversation.ts'
import type { Offer } from './read-offer.ts'
import type { IssuerMetadata } from './read-issuer.ts'

interface Left extends Leave { issuer: string; configurations: string[]; server: string; client: string; key: string; /** Milliseconds since 1970. */ until: number }

/** Milliseconds that signing in may take. */
const patience = 30 * 60_000

export const isReturn = (address: string) => /[?&]state=/.test(address) && /[?&](?:code|error)=/.test(address)

/** @param scopes of what is wanted. @returns where to go. @throws Refused */
export async function leaveForIssuer(store: Store, { grant }: Offer, issuer: IssuerMetadata, configurations: string[]): Promise<URL> {
  const scopes = configurations.map((id) => issuer.configurations[id]?.scope)
  if (grant.way !== 'sign-in' || scopes.includes(undefined)) throw new Refused('other-grant')
  const key = await newKey()
  const server = issuer.authorizationServer
  const client = new URL(server).origin === location.origin ? ownName : `${location.origin}/wallet/client.json`
  const leave: Leave = { redirectUri: `${location.origin}/wallet`, state: generateRandomState(), verifier: generateRandomCodeVerifier() }
  const conversation = await openConversation(server, key.pair, client)
  const url = await conversation.authorize({
    scope: [...new Set(scopes)].join(' '), ...(grant.issuerState === undefined ? {} : { issuer_state: grant.issuerState }), ...(server === issuer.id ? {} : { resource: issuer.id }),
  }, leave)
  await forgetOld(store)
  await store.put('key', key.pair, key.name)
  const left: Left = { ...leave, issuer: issuer.id, configurations, server, client, key: key.name, until: Date.now() + patience }
  await withSeal(store, async (sealing) => store.put('conversation', await seal(sealing, left), keyOf(leave.state)))
  return url
}

/** Once: it is gone from the store before anything is redeemed. @throws Refused in every browser but the one that went */
export async function takeLeave(store: Store, address: string): Promise<{ left: Left; key: HeldKey; answer: URLSearchParams }> {
  const answer = new URL(address).searchParams
  const left = await take(store, answer.get('state') ?? '')
  const pair = left && await store.get('key', left.key)
  if (!pair || left.until < Date.now()) throw new Refused('other-browser')
  await store.delete('key', left.key)
  return { left, answer, key: { name: left.key, pair, jwk: await exportJWK(pair.publicKey) } }
}

const prefix = 'leave '
const keyOf = (state: string) => `${prefix}${state}`

const take = (store: Store, state: string): Promise<Left | undefined> => withSeal(store, async (key) => {
  const transaction = store.transaction('conversation', 'readwrite')
  const sealed = await transaction.store.get(keyOf(state))
  await Promise.all([transaction.store.delete(keyOf(state)), transaction.done])
  return sealed === undefined ? undefined : unseal<Left>(key, sealed)
})

const forgetOld = (store: Store): Promise<void> => withSeal(store, async (sealing) => {
  for (const name of (await store.getAllKeys('conversation')).filter((one) => one.startsWith(prefix))) {
    const { until, key } = await unseal<Left>(sealing, (await store.get('conversation', name))!)
    if (until < Date.now()) await Promise.all([store.delete('conversation', name), store.delete('key', key)])
  }
})
