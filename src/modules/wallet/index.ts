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
  /** Whom the app believes about the log of keys and requests (C2SP tlog-policy): it is part of the app, so that no answer can bring another. */
  logPolicy(): Promise<string>
}

export interface Wallet {
  /** Made when first asked for: most processes never serve it. */
  shell(): Promise<Shell>
}

export function createWallet({ pack, wordingIn, demonstration, logPolicy }: WalletDeps): Wallet {
  let shell: Promise<Shell> | undefined
  const build = async () => buildShell({ ...gatherTexts(pack, wordingIn, demonstration), logPolicy: await logPolicy() }, wordingIn(pack.defaultLanguage).t('wallet.title'))
  return {
    shell: () => (shell ??= build().catch((cause: unknown) => {
      shell = undefined
      throw cause
    })),
  }
}
