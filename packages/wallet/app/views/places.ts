/** Where one can be, and how the address says it. Offers are never in the address: they hold secrets. */
import { isOffer } from '../receive/read-offer.ts'

export type Place =
  | { view: 'cards'; kept?: string | undefined }
  | { view: 'card'; id: string }
  | { view: 'add' }
  | { view: 'offer'; link: string }
  | { view: 'settings' }

/** What a link from outside carries; undefined where the address is one of the app's own. */
export const linkOf = (text: string): Place | undefined => (isOffer(text) ? { view: 'offer', link: text } : undefined)

export function placeOf(address: string): Place {
  const link = linkOf(address)
  if (link) return link
  const { searchParams } = new URL(address)
  const [view, id] = [searchParams.get('view'), searchParams.get('card')]
  if (id !== null) return { view: 'card', id }
  return view === 'add' || view === 'settings' ? { view } : { view: 'cards' }
}

const home = '/wallet'

/** Undefined where the place is in no address. */
export const addressOf = (place: Place): string | undefined => {
  switch (place.view) {
    case 'cards': return home
    case 'card': return `${home}?card=${place.id}`
    case 'offer': return undefined
    default: return `${home}?view=${place.view}`
  }
}

export function showPlace(place: Place, set: (place: Place) => void) {
  const address = addressOf(place)
  if (address !== undefined) history.pushState(null, '', address)
  set(place)
}
