/** Where one can be, and how the address says it. Offers and requests are never in the address: they hold secrets. */
import { isRequest } from '../present/read-request.ts'
import { isReturn } from '../receive/leave-for-issuer.ts'
import { isOffer } from '../receive/read-offer.ts'

export type Place =
  | { view: 'cards'; kept?: string | undefined; /** Everything was thrown away. */ emptied?: boolean }
  | { view: 'card'; id: string }
  | { view: 'in-person'; id: string }
  /** A card that its issuer needs more time for. */
  | { view: 'awaited'; id: string }
  | { view: 'add' }
  | { view: 'offer'; link: string }
  | { view: 'request'; link: string; otherDevice: boolean }
  /** From an issuer's page. */
  | { view: 'return'; address: string }
  | { view: 'history' }
  | { view: 'settings' }

/**
 * What a link from outside carries; undefined where it is none.
 * @param otherDevice it was scanned or pasted: who began is not known to be this person
 */
export function linkOf(text: string, otherDevice: boolean): Place | undefined {
  if (isOffer(text)) return { view: 'offer', link: text }
  return isRequest(text) ? { view: 'request', link: text, otherDevice } : undefined
}

export function placeOf(address: string): Place {
  const link = linkOf(address, false)
  if (link) return link
  if (isReturn(address)) return { view: 'return', address }
  const { searchParams } = new URL(address)
  const [view, id] = [searchParams.get('view'), searchParams.get('card')]
  if (id !== null) return { view: view === 'in-person' || view === 'awaited' ? view : 'card', id }
  return view === 'add' || view === 'history' || view === 'settings' ? { view } : { view: 'cards' }
}

const home = '/wallet'

/** Undefined where the place is in no address. */
export const addressOf = (place: Place): string | undefined => {
  switch (place.view) {
    case 'cards': return home
    case 'card': return `${home}?card=${place.id}`
    case 'in-person': case 'awaited': return `${home}?view=${place.view}&card=${place.id}`
    case 'offer': case 'request': case 'return': return undefined
    default: return `${home}?view=${place.view}`
  }
}

export function showPlace(place: Place, set: (place: Place) => void) {
  const address = addressOf(place)
  if (address !== undefined) history.pushState(null, '', address)
  set(place)
}
