import type { View } from '../view.ts'
import { csrfField } from '../../kernel/http/guard-origin.ts'
import { ReaderNavigation } from './reader-navigation.tsx'
import { Wordmark } from './wordmark.tsx'

export function PortalHeader({ view }: { view: View }) {
  const { t, principal } = view
  return (
    <>
      <a class="skip" href="#main">{t('web.skip')}</a>
      <header class="masthead">
        {view.demonstration ? <p class="banner"><span class="frame">{t('web.demonstration')}</span></p> : null}
        {view.pack.theme.emblem
          ? <p class="banner banner-official"><span class="frame">{t('web.official', { country: view.text(view.pack.name) })}</span></p> : null}
        <div class="frame utility">
          <LanguageChoice view={view} />
          <a class="utility-settings" href={`/settings?next=${encodeURIComponent(view.path)}`}>{t('web.nav.display')}</a>
        </div>
        <div class="frame masthead-row">
          <Wordmark view={view} href="/" name={t('web.site.name')} />
          <nav class="tools" aria-label={t('web.nav.tools')}>
            <a href="/services">{t('web.nav.search')}</a>
            <a href="/ask">{t('assistant.nav')}</a>
            <a href="/help">{t('web.nav.help')}</a>
            {principal.kind === 'anyone' ? <a href={signInPath(view.path)}>{t('web.nav.sign-in')}</a> : null}
            {principal.kind === 'resident' ? <><span class="who">{principal.name}</span><SignOut view={view} /></> : null}
            {principal.kind === 'official' ? <a href="/console">{t('web.nav.console')}</a> : null}
          </nav>
        </div>
        {principal.kind === 'resident' ? <ReaderNavigation view={view} /> : null}
      </header>
    </>
  )
}

const signInPath = (path: string) => (path === '/' || path.startsWith('/sign-in') ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`)

export function SignOut({ view }: { view: View }) {
  return (
    <form method="post" action="/sign-out" role="none">
      <input type="hidden" name={csrfField} value={view.csrf} />
      <button class="plain" type="submit">{view.t('web.nav.sign-out')}</button>
    </form>
  )
}

/** Each language in its own words, one press, and the reader stays on the page. */
function LanguageChoice({ view }: { view: View }) {
  if (view.pack.languages.length < 2) return null
  return (
    <form class="languages" method="post" action="/settings" aria-label={view.t('web.settings.language')}>
      <input type="hidden" name={csrfField} value={view.csrf} />
      <input type="hidden" name="next" value={view.path} />
      {view.pack.languages.map(({ tag, name, html }) => (
        <button key={tag} class="plain" type="submit" name="language" value={tag} lang={html}
          aria-current={tag === view.language.tag ? 'true' : undefined}>{name}</button>
      ))}
    </form>
  )
}
