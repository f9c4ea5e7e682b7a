/** Puts the app where the server's words stood. */
import { render } from 'preact'
import { keepForLong, openStore } from './store/open-store.ts'
import type { WalletTexts } from './texts/wallet-texts.ts'
import { App } from './views/app-view.tsx'

export async function openApp(root: HTMLElement) {
  const { texts: address, language } = root.dataset
  const [texts, store] = await Promise.all([fetch(address!).then((answer) => answer.json() as Promise<WalletTexts>), openStore()])
  void keepForLong()
  root.replaceChildren()
  render(<App texts={texts} store={store} language={language!} />, root)
}
