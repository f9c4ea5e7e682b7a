/** The app: where its holder is, what cards there are, and in which language. */
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import type { Card } from '../cards/card.ts'
import { listCards } from '../cards/keep-cards.ts'
import { isReturn } from '../receive/leave-for-issuer.ts'
import { listWaiting, type Waiting } from '../receive/keep-waiting.ts'
import { refillCards } from '../receive/refill-cards.ts'
import type { Store } from '../store/open-store.ts'
import { openWording } from '../texts/open-wording.ts'
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
import { linkOf, type Place, placeOf, showPlace } from './places.ts'
import { RequestView } from './request-view.tsx'
import { ReturnView } from './return-view.tsx'
import { SettingsView } from './settings-view.tsx'

const languageKey = 'maru-wallet-language'

export function App({ texts, store, language }: { texts: WalletTexts; store: Store; language: string }) {
  const [tag, setTag] = useState(() => localStorage.getItem(languageKey) ?? language)
  const wording = useMemo(() => openWording(texts, tag), [texts, tag])
  const [cards, setCards] = useState<Card[]>()
  const [waiting, setWaiting] = useState<Waiting[]>([])
  const [place, setPlace] = useState<Place>(() => placeOf(location.href))

  const refresh = useCallback(async () => {
    setWaiting(await listWaiting(store))
    setCards(await listCards(store))
  }, [store])
  useEffect(() => {
    void refresh()
    void refillCards(store, placeOf(location.href).view === 'request', texts.logPolicy).then((fresh) => (fresh ? refresh() : undefined))
  }, [refresh, store, texts])
  // A link's secrets do not stay in the address.
  useEffect(() => { if (linkOf(location.href, false) !== undefined || isReturn(location.href)) history.replaceState(null, '', location.pathname) }, [place])
  useEffect(() => {
    const follow = () => { setPlace(placeOf(location.href)) }
    addEventListener('popstate', follow)
    return () => { removeEventListener('popstate', follow) }
  }, [])
  useEffect(() => {
    document.documentElement.lang = wording.language.html
    document.documentElement.dir = wording.language.dir
  }, [wording])

  const context = useMemo(() => ({
    wording, store, logPolicy: texts.logPolicy, cards: cards ?? [], waiting, refresh,
    go: (next: Place) => { showPlace(next, setPlace) },
    speak: (next: string) => {
      localStorage.setItem(languageKey, next)
      setTag(next)
    },
  }), [wording, store, texts, cards, waiting, refresh])

  return (
    <AppContext.Provider value={context}>
      <Frame place={place}>{cards === undefined ? null : <View place={place} />}</Frame>
    </AppContext.Provider>
  )
}

function View({ place }: { place: Place }) {
  switch (place.view) {
    case 'cards': return <CardsView kept={place.kept} />
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
