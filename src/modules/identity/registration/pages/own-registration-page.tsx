/** A sheet in the reader's own name: what it is, and what to do if they know nothing of it. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { SummaryList } from '../../../../web/components/summary-list/summary-list.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { ShownRegistration } from '../registration.ts'
import { stateOf } from './state.ts'

export function ownRegistrationPage(view: View, row: ShownRegistration): Page {
  const { t, pack, principal } = view
  // What an official has seen a document for is not stopped by whom a letter alone vouches for.
  const stops = principal.kind === 'resident' && principal.assurance === undefined
  const document = pack.registration?.documents.find(({ id }) => id === row.document)
  return portalPage(view, {
    title: t('registration.own.title'),
    children: (
      <>
        <BackLink view={view} href="/my/passkeys" />
        <h1>{t('registration.own.title')}</h1>
        <Lead>{t(row.basis === 'word' ? 'registration.own.lead-word' : 'registration.own.lead')}</Lead>
        <SummaryList rows={[
          { key: t('registration.own.where'), value: view.text(pack.agencies.find(({ id }) => id === row.agency)?.name ?? {}) || row.agency },
          { key: t('registration.own.when'), value: view.dateTime(row.opened_at) },
          { key: t('registration.office.document'), value: row.document === null ? t('registration.office.word') : document === undefined ? row.document : view.text(document.name) },
          { key: t('registration.own.former'), value: t(row.state === 'asked' ? 'registration.own.former-will' : row.ends_former ? 'registration.own.former-ended' : 'registration.own.former-stays') },
          { key: t('registration.office.column.state'), value: stateOf(view, row) },
        ]} />
        {row.state === 'open' || row.state === 'asked' ? (
          <>
            <h2>{t('registration.own.not-you')}</h2>
            <p>{t('registration.own.not-you-open', { phone: pack.helpLine.phone })}</p>
            {stops ? <Form view={view} action={`/my/registrations/${row.id}/stop`}><Button kind="danger">{t('registration.own.stop')}</Button></Form> : null}
          </>
        ) : null}
        {row.state === 'used' ? (
          <>
            <h2>{t('registration.own.not-you')}</h2>
            <p>{t('registration.own.not-you-used', { phone: pack.helpLine.phone })}</p>
            <div class="buttons">
              <ButtonLink href="/my/passkeys">{t('registration.own.passkeys')}</ButtonLink>
              <ButtonLink href="/my/wallet" kind="secondary">{t('registration.own.wallet')}</ButtonLink>
            </div>
          </>
        ) : null}
      </>
    ),
  })
}
