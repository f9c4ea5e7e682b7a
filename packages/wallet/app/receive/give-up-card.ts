/**
 * A card that its holder does not want any more. Here it is gone first, with its keys; then its issuer hears that nobody holds it (OpenID4VCI 1.0 section 11), so that it does not lie
 * valid in nobody's hands. Nobody waits for that: without a network the credentials end by their time.
 */
import { copiesOf } from '../cards/card.ts'
import { listCards, removeCard } from '../cards/keep-cards.ts'
import { Refused } from '../json.ts'
import type { Store } from '../store/open-store.ts'
import { aloneWithIssuers, takeOutConversation, takeUpConversation } from './keep-conversation.ts'
import type { Conversation } from './open-conversation.ts'
import { readIssuer } from './read-issuer.ts'
import { tellIssuer } from './tell-issuer.ts'

/** @param policy whom to believe about the public log */
export async function giveUpCard(store: Store, id: string, policy: string) {
  const card = await removeCard(store, id)
  if (card?.conversation === undefined) return
  const { conversation: name, issuer } = card
  const notifications = [...new Set(copiesOf(card).flatMap(({ notification }) => notification ?? []))]
  const tell = (open: () => Promise<Conversation | undefined>) => tellGone(issuer, open, notifications, policy)
  // Other cards came with it, and go on with its token.
  if ((await listCards(store)).some(({ conversation }) => conversation === name)) {
    if (notifications.length > 0) void navigator.locks.request(aloneWithIssuers, () => tell(() => takeUpConversation(store, name)))
    return
  }
  const takeOut = async () => {
    const open = await takeOutConversation(store, name)
    if (open && notifications.length > 0) void tell(open)
  }
  const free = await navigator.locks.request(aloneWithIssuers, { ifAvailable: true }, async (lock) => {
    if (lock) await takeOut()
    return lock !== null
  })
  // A refill is under way: its token is not taken from it.
  if (!free) void navigator.locks.request(aloneWithIssuers, takeOut)
}

async function tellGone(name: string, open: () => Promise<Conversation | undefined>, notifications: readonly string[], policy: string) {
  try {
    const issuer = await readIssuer(name, policy)
    const conversation = issuer.notificationEndpoint === undefined ? undefined : await open()
    if (conversation) await tellIssuer(conversation, issuer, notifications, 'credential_deleted')
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause
  }
}
