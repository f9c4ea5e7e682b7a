/** The holder's app: built once from `packages/wallet`, served as files, and from then on independent of the server. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Wording } from '../../web/wordings.ts'
import { buildShell, type Shell } from './build-shell.ts'
import { gatherTexts } from './gather-texts.ts'

export interface WalletDeps {
  pack: Pack
  wordingIn(tag: string): Wording
  /** Says on every screen that nothing here is real. */
  demonstration: boolean
}

export interface Wallet {
  /** Made when first asked for: most processes never serve it. */
  shell(): Promise<Shell>
}

export function createWallet({ pack, wordingIn, demonstration }: WalletDeps): Wallet {
  let shell: Promise<Shell> | undefined
  return {
    shell: () => (shell ??= buildShell(gatherTexts(pack, wordingIn, demonstration), wordingIn(pack.defaultLanguage).t('wallet.title')).catch((cause: unknown) => {
      shell = undefined
      throw cause
    })),
  }
}
