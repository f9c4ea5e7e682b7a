/** The app: where its holder is, what cards there are, and in which language. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Card } from '../cards/card.ts'
import { listCards } from '../cards/keep-cards.ts'
import { Refused } from '../json.ts'
import { isReturn } from '../receive/leave-for-issuer.ts'
import { listWaiting, type Waiting } from '../receive/keep-waiting.ts'
import { refillCards } from '../receive/refill-cards.ts'
import type { Store } from '../store/open-store.ts'
import type { WalletTexts } from '../texts/wallet-texts.ts'
import { AddView } from './add-view.tsx'
import { AwaitedView } from './awaited-view.tsx'
import { CardView } from './card-view.tsx'
import { CardsView } from './cards-view.tsx'
import { Frame } from './frame.tsx'
import { HistoryView } from './history-view.tsx'
import { InPersonView } from './in-person-view.tsx'
import { OfferView } from './offer-view.tsx'
import { AppContext } from './app-context.ts'
import { LockedView } from './locked-view.tsx'
import { linkOf, type Place, placeOf, showPlace } from './places.ts'
import { RequestView } from './request-view.tsx'
import { ReturnView } from './return-view.tsx'
import { SettingsView } from './settings-view.tsx'
import { useLock } from './use-lock.ts'
import { useWording } from './use-wording.ts'

/** @param onGivenWay a newer app is open in another window: the store is closed, and nothing can be done here any more */
export function App({ texts, store, language, onGivenWay }: { texts: WalletTexts; store: Store; language: string; onGivenWay: () => void }) {
  const { wording, speak } = useWording(texts, language)
  const [cards, setCards] = useState<Card[]>()
  const [waiting, setWaiting] = useState<Waiting[]>([])
  const [place, setPlace] = useState<Place>(() => placeOf(location.href))

  const lock = useLock(store)
  const { open, look, settled } = lock
  const begun = useRef(place.view)
  const refilled = useRef(false)

  const refresh = useCallback(async () => {
    try {
      setWaiting(await listWaiting(store))
      setCards(await listCards(store))
    } catch (cause) {
      if (!(cause instanceof Refused && cause.reason === 'locked')) throw cause
      await look()
    }
  }, [store, look])
  const stays = isUnderWay(place)
  useEffect(() => {
    if (open === false && !stays) {
      setWaiting([])
      setCards(undefined)
    }
    if (!open) return
    void refresh()
    if (refilled.current) return
    refilled.current = true
    void refillCards(store, begun.current === 'request', texts.logPolicy).then((fresh) => (fresh ? refresh() : undefined))
  }, [open, stays, refresh, store, texts])
  // A link's secrets do not stay in the address.
  useEffect(() => { if (linkOf(location.href, false) !== undefined || isReturn(location.href)) history.replaceState(null, '', location.pathname) }, [place])
  useEffect(() => {
    const follow = () => { setPlace(placeOf(location.href)) }
    addEventListener('popstate', follow)
    return () => { removeEventListener('popstate', follow) }
  }, [])
  // At once: what comes before anybody listens would block the other window for good. What is on its way is written down first.
  useLayoutEffect(() => {
    const giveWay = () => {
      void settled().then(() => {
        store.close()
        onGivenWay()
      })
    }
    store.addEventListener('versionchange', giveWay)
    return () => { store.removeEventListener('versionchange', giveWay) }
  }, [store, settled, onGivenWay])

  const context = useMemo(() => ({
    wording, store, lock, logPolicy: texts.logPolicy, cards: cards ?? [], waiting, refresh,
    go: (next: Place) => { showPlace(next, setPlace) },
    speak,
  }), [wording, store, lock.lock, open, texts, cards, waiting, refresh])

  return (
    <AppContext.Provider value={context}>
      <Frame wording={wording} speak={speak} place={open === false ? undefined : place}>
        {open === false ? <LockedView /> : null}
        {cards !== undefined && (open || stays) ? <div hidden={!open}><View place={place} /></div> : null}
      </Frame>
    </AppContext.Provider>
  )
}

/** What was begun from outside and is in no address is not lost over a locked screen: it waits behind it, in memory, and is forgotten with the page. */
const isUnderWay = ({ view }: Place) => view === 'offer' || view === 'request' || view === 'return'

function View({ place }: { place: Place }) {
  switch (place.view) {
    case 'cards': return <CardsView kept={place.kept} emptied={place.emptied} />
    case 'card': return <CardView id={place.id} />
    case 'awaited': return <AwaitedView id={place.id} />
    case 'in-person': return <InPersonView id={place.id} />
    case 'add': return <AddView />
    case 'offer': return <OfferView key={place.link} link={place.link} />
    case 'request': return <RequestView key={place.link} link={place.link} otherDevice={place.otherDevice} />
    case 'return': return <ReturnView address={place.address} />
    case 'history': return <HistoryView />
    case 'settings': return <SettingsView />
    default: return place satisfies never
  }
}
