/** Puts the app where the server's words stood. */
import { render } from 'preact'
import { keepForLong, openStore, StoreNewer } from './store/open-store.ts'
import type { WalletTexts } from './texts/wallet-texts.ts'
import { App } from './views/app-view.tsx'
import { type Clash, ClashView } from './views/clash-view.tsx'

export async function openApp(root: HTMLElement) {
  const { texts: address, language } = root.dataset
  // The words first: without them nothing could be said of the store.
  const texts = await fetch(address!).then((answer) => answer.json() as Promise<WalletTexts>)
  let begun = false
  const show = (view: preact.ComponentChild) => {
    // The server's words are no part of what is drawn here.
    if (!begun) root.replaceChildren()
    begun = true
    render(view, root)
  }
  const clash = (kind: Clash) => { show(<ClashView kind={kind} texts={texts} language={language!} />) }
  const store = await openStore(() => { clash('other-is-older') }).catch((cause: unknown) => {
    if (!(cause instanceof StoreNewer)) throw cause
    clash('this-is-older')
  })
  if (!store) return
  void keepForLong()
  show(<App texts={texts} store={store} language={language!} onGivenWay={() => { clash('gave-way') }} />)
}
