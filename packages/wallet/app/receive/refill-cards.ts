/** Fresh copies for one use, before they run out, without asking anyone. */
import { type Card, readyCopies, readyTimes } from '../cards/card.ts'
import { addCopies, listCards } from '../cards/keep-cards.ts'
import { Refused } from '../json.ts'
import type { Store } from '../store/open-store.ts'
import { askCopies, checkCopies, ready } from './fetch-copies.ts'
import { aloneWithIssuers, takeUpConversation } from './keep-conversation.ts'
import { readIssuer } from './read-issuer.ts'
import { type Fate, notificationsOf, tellIssuer } from './tell-issuer.ts'

/** When fewer are left. */
const low = 3

/**
 * When the app opens, never after showing: an issuer that saw copies fetched at the minute of a presentation could tell whose it was.
 * One window at a time. Whether there is a network is tried, not asked: a browser calls a machine offline that has no more than itself to talk to.
 * @param asked the app was opened by a request: for the same reason only a card that has no copy left is refilled now
 * @returns whether anything is new
 */
export const refillCards = (store: Store, asked: boolean, policy: string): Promise<boolean> => navigator.locks.request(aloneWithIssuers, { ifAvailable: true }, async (lock) => {
  if (!lock) return false
  const few = asked ? 1 : low
  const wanting = (await listCards(store)).filter((card) => card.conversation !== undefined && readyTimes(card) < few)
  const refilled = await Promise.all(Object.values(Object.groupBy(wanting, ({ conversation }) => conversation!)).map((cards) => refill(store, cards!, few, policy).catch(quiet)))
  return refilled.includes(true)
})

/** All cards that came by one conversation: its token works once. */
async function refill(store: Store, cards: readonly Card[], few: number, policy: string): Promise<boolean> {
  const [{ conversation: id, issuer: name }] = cards as [Card]
  const issuer = await readIssuer(name, policy)
  if (issuer.batch < 2) return false
  const conversation = await takeUpConversation(store, id!)
  if (!conversation) return false
  for (const { id: card, forms, history } of cards) {
    for (const form of forms.filter((one) => readyCopies(one).length < few)) {
      const ask = await askCopies(conversation, issuer, form, Math.min(ready, issuer.batch))
      const tell = (event: Fate) => tellIssuer(conversation, issuer, notificationsOf([ask]), event)
      const fresh = await checkCopies(issuer, form, ask, policy, form.format === 'dc+sd-jwt' ? history : undefined).catch((cause: unknown) => {
        void tell('credential_failure')
        throw cause
      })
      const kept = await addCopies(store, card, form.format, fresh.map(({ copy }) => copy), fresh.map(({ key }) => key), form === forms[0] ? issuer.configurations[form.configuration]?.names : undefined)
      void tell(kept ? 'credential_accepted' : 'credential_deleted')
    }
  }
  return true
}

/** Nobody waits for it: the card says how many copies are left, and the next opening tries again. */
function quiet(cause: unknown): boolean {
  if (cause instanceof Refused) return false
  throw cause
}
