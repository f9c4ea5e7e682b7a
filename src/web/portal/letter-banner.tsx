/** On every page of whoever came in by a passkey for which a letter alone vouches: that some things are closed, and where it stands which. */
import type { View } from '../view.ts'

export function LetterBanner({ view: { t, principal } }: { view: View }) {
  if (principal.kind !== 'resident' || principal.assurance === undefined) return null
  return (
    <section class="banner acting" aria-label={t('letters.banner.label')}>
      <div class="frame"><p>{t('letters.banner')} <a href="/my/passkeys">{t('letters.banner.what')}</a></p></div>
    </section>
  )
}
