import { isCurrent } from '../portal/reader-navigation.tsx'
import { SignOut } from '../portal/portal-header.tsx'
import { Wordmark } from '../portal/wordmark.tsx'
import type { View } from '../view.ts'

export function ConsoleHeader({ view }: { view: View }) {
  const { t, principal, pack } = view
  const path = view.path.split('?', 1)[0]!
  const agency = principal.kind === 'official' ? pack.agencies.find(({ id }) => id === principal.agency) : undefined
  return (
    <>
      <a class="skip" href="#main">{t('web.skip')}</a>
      <header class="masthead">
        {view.demonstration ? <p class="banner"><span class="frame">{t('web.demonstration')}</span></p> : null}
        <div class="frame masthead-row">
          <Wordmark view={view} href="/console" name={t('web.console.name')} />
          {principal.kind === 'official' ? (
            <nav class="tools" aria-label={t('web.console.nav')}>
              <a href="/console" aria-current={isCurrent(path, '/console')}>{t('web.console.inbox')}</a>
              {principal.roles.includes('caseworker')
                ? <a href="/console/conversations" aria-current={isCurrent(path, '/console/conversations')}>{t('assistant.console.nav')}</a> : null}
              {principal.roles.includes('caseworker') && pack.mandates.some(({ recordedAt }) => recordedAt?.includes(principal.agency))
                ? <a href="/console/mandates" aria-current={isCurrent(path, '/console/mandates')}>{t('mandates.office.title')}</a> : null}
              {principal.roles.includes('caseworker') && pack.registration?.agencies.includes(principal.agency)
                ? <a href="/console/registrations" aria-current={isCurrent(path, '/console/registrations')}>{t('registration.office.nav')}</a> : null}
              {principal.roles.includes('payment-clerk')
                ? <a href="/console/payments" aria-current={isCurrent(path, '/console/payments')}>{t('payments.title')}</a> : null}
              {principal.roles.includes('service-owner')
                ? <a href="/console/services" aria-current={isCurrent(path, '/console/services')}>{t('catalogue.studio.title')}</a> : null}
              {principal.roles.includes('investigator')
                ? <a href="/console/sealed" aria-current={isCurrent(path, '/console/sealed')}>{t('exchange.covert.nav')}</a> : null}
              {principal.roles.includes('administrator')
                ? <a href="/console/team" aria-current={isCurrent(path, '/console/team')}>{t('web.console.team')}</a> : null}
              {principal.roles.includes('administrator')
                ? <a href="/console/programs" aria-current={isCurrent(path, '/console/programs')}>{t('programs.title')}</a> : null}
              {principal.roles.includes('administrator') && pack.credentials.some(({ about }) => about === 'device')
                ? <a href="/console/devices" aria-current={isCurrent(path, '/console/devices')}>{t('devices.title')}</a> : null}
              {principal.roles.includes('administrator') && principal.agency === pack.companies?.overseer
                ? <a href="/console/partners" aria-current={isCurrent(path, '/console/partners')}>{t('partners.office.title')}</a> : null}
              {principal.roles.includes('administrator')
                ? <a href="/console/pass" aria-current={isCurrent(path, '/console/pass')}>{t('notices.pass.title')}</a> : null}
              {principal.roles.includes('administrator')
                ? <a href="/console/log" aria-current={isCurrent(path, '/console/log')}>{t('exchange.log-state.nav')}</a> : null}
              <a href="/console/rules" aria-current={isCurrent(path, '/console/rules')}>{t('rules.editor.title')}</a>
              {pack.credentials.some(({ about }) => about === 'official')
                ? <a href="/console/official-id" aria-current={isCurrent(path, '/console/official-id')}>{t('web.console.official-id')}</a> : null}
              <a href="/console/passkeys" aria-current={isCurrent(path, '/console/passkeys')}>{t('identity.passkeys.own')}</a>
              <a href={`/settings?next=${encodeURIComponent(view.path)}`}>{t('web.nav.settings')}</a>
              <SignOut view={view} csrf={view.csrf} />
            </nav>
          ) : null}
        </div>
        {principal.kind === 'official' ? (
          <p class="frame desk">
            {t('web.console.desk', { name: principal.name, agency: agency === undefined ? principal.agency : view.text(agency.name) })}
          </p>
        ) : null}
      </header>
    </>
  )
}
