/** The holder's app as the server gives it; its views are looked at in `tests/browser/wallet.test.ts`, with the app running. */
import { TextBrowser } from '../../support/browser-of-text.ts'
import type { Walk } from '../walk.ts'

export async function walkWallet(walk: Walk) {
  await walk.see('wallet', new TextBrowser(walk.house.origin), '/wallet')
}
