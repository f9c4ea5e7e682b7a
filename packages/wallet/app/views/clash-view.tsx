/** Two windows with different versions of the app cannot use the store at once: which of them goes on, and what its holder does. */
import type { WalletTexts } from '../texts/wallet-texts.ts'
import { Frame } from './frame.tsx'
import { Heading } from './heading.tsx'
import { useWording } from './use-wording.ts'

/** A window with an older app is open, and this one waits; this one has stopped for a newer app; a newer app was here before. */
export type Clash = 'other-is-older' | 'gave-way' | 'this-is-older'

export function ClashView({ kind, texts, language }: { kind: Clash; texts: WalletTexts; language: string }) {
  const { wording, speak } = useWording(texts, language)
  const { t } = wording
  return (
    <Frame wording={wording} speak={speak} place={undefined}>
      <Heading>{t(`wallet.clash.${kind}`)}</Heading>
      <p class="lead" role="alert">{t(`wallet.clash.${kind}-next`)}</p>
      {kind === 'gave-way' ? <button type="button" class="button" onClick={() => { location.reload() }}>{t('wallet.clash.reload')}</button> : null}
    </Frame>
  )
}
