/** An application of the reader's is, or was, written down at a counter: where, by whom, how they were known, and the way to stop it. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { SummaryList } from '../../../../web/components/summary-list/summary-list.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import { stepPath } from '../../pages/step-page.tsx'
import { agencyName, eventName } from '../../pages/value-in-words.ts'
import type { OwnVisit } from '../read-visits.ts'

export function ownVisitPage(view: View, visit: OwnVisit): Page {
  const { t, pack } = view
  const { end, receipt } = visit
  const title = t('counter.told.title', { agency: agencyName(view, visit.agency) })
  const document = pack.registration?.documents.find(({ id }) => id === visit.document)
  return portalPage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href="/my/applications" />
        <p class="caption">{eventName(view, visit.event)}</p>
        <h1>{title}</h1>
        <Lead>{t(`counter.told.${end === undefined ? 'open' : receipt !== null ? 'sent' : 'ended'}`)}</Lead>
        <SummaryList rows={[
          { key: t('counter.told.official'), value: visit.official_name },
          { key: t('counter.told.when'), value: view.dateTime(visit.begun_at) },
          { key: t('counter.told.how'), value: visit.basis === 'code' ? t('counter.told.code') : t('counter.told.document', { document: document === undefined ? visit.document ?? '' : view.text(document.name) }) },
          ...(visit.present_name === null ? [] : [{ key: t('counter.told.present'), value: visit.present_name }]),
          { key: t('counter.told.state'), value: receipt !== null && end !== undefined ? t('counter.state.receipt', { receipt }) : t(`counter.state.${end ?? 'open'}`) },
        ]} />
        {end === undefined ? (
          <>
            <h2>{t('counter.told.not-you')}</h2>
            <p>{t('counter.told.not-you-open', { phone: pack.helpLine.phone })}</p>
            <Form view={view} action={`/my/counter/${visit.id}/stop`}><Button kind="danger">{t('counter.told.stop')}</Button></Form>
          </>
        ) : null}
        {end !== undefined && receipt !== null ? <><h2>{t('counter.told.not-you')}</h2><p>{t('counter.told.not-you-sent', { phone: pack.helpLine.phone })}</p></> : null}
        <div class="buttons">
          {receipt !== null ? <ButtonLink href={`/my/applications/${receipt}`}>{t('counter.told.application')}</ButtonLink> : visit.application === null ? null : <ButtonLink href={stepPath({ id: visit.application }, 'continue')}>{t('counter.told.draft')}</ButtonLink>}
          <ButtonLink href="/my/data" kind="secondary">{t('counter.told.data')}</ButtonLink>
        </div>
      </>
    ),
  })
}
