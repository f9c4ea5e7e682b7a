/** What happened in a life: what belongs to it, what it takes, and where it begins. */
import type { LifeEvent } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { Breadcrumbs } from '../../../web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { CatalogueAgency, Entry } from '../entry.ts'
import { Applicants } from './applicants.tsx'
import { LegalClocks } from './legal-clocks.tsx'
import { ServicesByAgency } from './service-list.tsx'

export interface LifeEventPage {
  event: LifeEvent
  steps: number
  services: readonly Entry[]
  agencies: ReadonlyMap<string, CatalogueAgency>
  /** The day that was asked about, and its text where that is none. */
  happened: { text: string; day: Temporal.PlainDate | null }
}

export function lifeEventPage(view: View, { event, steps, services, agencies, happened }: LifeEventPage): Page {
  const { t } = view
  const deciding = new Set(services.map(({ agency }) => agency)).size
  return portalPage(view, {
    title: view.text(event.name), wide: true,
    children: (
      <>
        <Breadcrumbs view={view} items={[{ href: '/', label: t('web.home.title') }]} />
        <h1>{view.text(event.name)}</h1>
        <Lead id="summary">{view.text(event.summary)}</Lead>
        {event.open ? <Start view={view} event={event} steps={steps} agencies={deciding} services={services.length} /> : (
          <Notice title={t('catalogue.event.closed')}><p>{view.text(event.meanwhile ?? {})}</p></Notice>
        )}
        {services.length === 0 ? null : (
          <>
            <h2>{t('catalogue.event.services', { count: services.length })}</h2>
            <p>{t('catalogue.event.services-next')}</p>
            <ServicesByAgency view={view} entries={services} agencies={agencies} />
          </>
        )}
        <Applicants view={view} applicants={event.applicants ?? []} />
        <LegalClocks view={view} event={event} happened={happened} />
        {services.length === 0 ? null : <p><a href={`/life-events/${event.id}/process.bpmn`} download>{t('catalogue.bpmn.file')}</a></p>}
      </>
    ),
  })
}

interface StartProps {
  view: View
  event: LifeEvent
  steps: number
  services: number
  agencies: number
}

function Start({ view, event, steps, services, agencies }: StartProps) {
  const { t, principal } = view
  return (
    <>
      <ul>
        <li>{t('catalogue.event.one-form', { services, agencies })}</li>
        <li>{t('catalogue.event.pages', { steps, minutes: event.minutes })}</li>
        <li>{t('catalogue.event.known')}</li>
        <li>{t('catalogue.event.saved')}</li>
      </ul>
      {principal.kind === 'resident' || (principal.kind === 'representative' && principal.under.acts.includes('apply')) ? (
        <Form view={view} action="/apply">
          <input type="hidden" name="event" value={event.id} />
          <Button>{t('catalogue.event.start')}</Button>
        </Form>
      ) : (
        <>
          <p><ButtonLink href={`/sign-in?next=/life-events/${event.id}`}>{t('catalogue.event.sign-in')}</ButtonLink></p>
          <p>{t('catalogue.event.by-phone', { phone: view.pack.helpLine.phone })}</p>
        </>
      )}
    </>
  )
}
