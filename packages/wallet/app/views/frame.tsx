/** The frame around every view, and the way back for whoever reads with the ears: each view begins at its heading. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Wording } from '../texts/open-wording.ts'
import { PlaceLink } from './place-link.tsx'
import { addressOf, type Place } from './places.ts'

/** @param place undefined: there is nowhere to go */
export function Frame({ wording: { t, language, languages, demonstration }, speak, place, children }: { wording: Wording; speak: (tag: string) => void; place: Place | undefined; children: ComponentChildren }) {
  const main = useRef<HTMLElement>(null)
  const where = place ? addressOf(place) ?? place.view : 'nowhere'
  const first = useRef(true)
  useEffect(() => {
    const heading = main.current?.querySelector('h1')
    document.title = heading ? t('wallet.document-title', { title: heading.textContent }) : t('wallet.title')
    if (!first.current) heading?.focus()
    first.current = false
  }, [where, t])
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => {
        event.preventDefault()
        main.current?.focus()
      }}>{t('web.skip')}</a>
      <header class="masthead">
        {demonstration ? <p class="banner"><span class="frame">{t('web.demonstration')}</span></p> : null}
        <div class="frame utility">
          <div class="languages" role="group" aria-label={t('wallet.settings.language')}>
            {languages.map(({ tag, name, html }) => (
              <button key={tag} type="button" class="plain" lang={html} aria-current={tag === language.tag ? 'true' : undefined} onClick={() => { speak(tag) }}>{name}</button>
            ))}
          </div>
        </div>
        <div class="frame masthead-row">
          <a class="wordmark" href="/">
            <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><rect x="2" y="4" width="22" height="6" rx="1.5" /><rect x="8" y="13" width="22" height="6" rx="1.5" /><rect x="2" y="22" width="22" height="6" rx="1.5" /></svg>
            <span><b>{t('web.site.name')}</b> <span class="wordmark-country">{language.country}</span></span>
          </a>
          {place ? <nav class="tools" aria-label={t('wallet.title')}>
            {(['cards', 'add', 'history', 'settings'] as const).map((view) => (
              <PlaceLink key={view} to={{ view }} current={place.view === view}>{t(`wallet.nav.${view}`)}</PlaceLink>
            ))}
          </nav> : null}
        </div>
      </header>
      <main id="main" class="page" ref={main} tabIndex={-1}>{children}</main>
    </>
  )
}
