import { SignOut } from '../portal/portal-header.tsx'
import { Wordmark } from '../portal/wordmark.tsx'
import type { View } from '../view.ts'
import { ConsoleNavigation, ownWays } from './console-navigation.tsx'

export function ConsoleHeader({ view }: { view: View }) {
  const { t, principal, pack } = view
  const official = principal.kind === 'official' ? principal : undefined
  const agency = pack.agencies.find(({ id }) => id === official?.agency)
  return (
    <>
      <a class="skip" href="#main">{t('web.skip')}</a>
      <header class="masthead">
        {view.demonstration ? <p class="banner"><span class="frame">{t('web.demonstration')}</span></p> : null}
        <div class="frame masthead-row">
          <Wordmark view={view} href="/console" name={t('web.console.name')} />
          {official
            ? (
              <nav class="tools" aria-label={t('web.console.nav.own')}>
                <span class="who">{t('web.console.desk', { name: official.name, agency: agency === undefined ? official.agency : view.text(agency.name) })}</span>
                {ownWays({ view, official })}
                <a href={`/settings?next=${encodeURIComponent(view.path)}`}>{t('web.nav.settings')}</a>
                <SignOut view={view} csrf={view.csrf} />
              </nav>
            )
            : null}
        </div>
        {official ? <ConsoleNavigation view={view} official={official} /> : null}
      </header>
    </>
  )
}
