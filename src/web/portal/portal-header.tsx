import type { View } from '../view.ts'
import { csrfField } from '../../kernel/http/guard-origin.ts'
import { mandateOf } from '../../kernel/http/principal.ts'
import { ReaderNavigation, type Place } from './reader-navigation.tsx'
import { Wordmark } from './wordmark.tsx'

/** What differs from reader to reader and from page to page. */
export interface HeaderWords {
  csrf: string
  path: string
  /** The path, encoded for an address. */
  next: string
  /** Of the resident. */
  name: string
  /** The inbox, with what is unread in it. */
  inbox: string
}

interface Header {
  view: View
  words: HeaderWords
  place: Place | undefined
  /** Signing in leads back to this page. */
  comesBack: boolean
}

export function PortalHeader({ view, words, place, comesBack }: Header) {
  const { t, principal } = view
  const isHere = principal.kind === 'resident' || principal.kind === 'representative'
  return (
    <>
      <a class="skip" href="#main">{t('web.skip')}</a>
      <header class="masthead">
        {view.demonstration ? <p class="banner"><span class="frame">{t('web.demonstration')}</span></p> : null}
        {view.pack.theme.emblem
          ? <p class="banner banner-official"><span class="frame">{t('web.official', { country: view.text(view.pack.name) })}</span></p> : null}
        <div class="frame utility">
          <LanguageChoice view={view} words={words} />
          <a class="utility-settings" href={`/settings?next=${words.next}`}>{t('web.nav.display')}</a>
        </div>
        <div class="frame masthead-row">
          <Wordmark view={view} href="/" name={t('web.site.name')} />
          <nav class="tools" aria-label={t('web.nav.tools')}>
            <a href="/services">{t('web.nav.search')}</a>
            <a href="/ask">{t('assistant.nav')}</a>
            <a href="/help">{t('web.nav.help')}</a>
            {principal.kind === 'anyone' ? <a href={comesBack ? `/sign-in?next=${words.next}` : '/sign-in'}>{t('web.nav.sign-in')}</a> : null}
            {isHere ? <><span class="who">{words.name}</span><SignOut view={view} csrf={words.csrf} /></> : null}
            {principal.kind === 'official' ? <a href="/console">{t('web.nav.console')}</a> : null}
          </nav>
        </div>
        {isHere ? <ReaderNavigation view={view} place={place} inbox={words.inbox} acts={mandateOf(principal)?.acts} /> : null}
      </header>
    </>
  )
}

export function SignOut({ view, csrf }: { view: View; csrf: string }) {
  return (
    <form method="post" action="/sign-out" role="none">
      <input type="hidden" name={csrfField} value={csrf} />
      <button class="plain" type="submit">{view.t('web.nav.sign-out')}</button>
    </form>
  )
}

/** Each language in its own words, one press, and the reader stays on the page. */
function LanguageChoice({ view, words }: { view: View; words: HeaderWords }) {
  if (view.pack.languages.length < 2) return null
  return (
    <form class="languages" method="post" action="/settings" aria-label={view.t('web.settings.language')}>
      <input type="hidden" name={csrfField} value={words.csrf} />
      <input type="hidden" name="next" value={words.path} />
      {view.pack.languages.map(({ tag, name, html }) => (
        <button key={tag} class="plain" type="submit" name="language" value={tag} lang={html}
          aria-current={tag === view.language.tag ? 'true' : undefined}>{name}</button>
      ))}
    </form>
  )
}
