/** Who decides: all agencies, and one with its services. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Breadcrumbs } from '../../../web/components/breadcrumbs/breadcrumbs.tsx'
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { Words } from '../../../web/components/words/words.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { CatalogueAgency, Entry } from '../entry.ts'
import { ServiceList } from './service-list.tsx'

export function agenciesPage(view: View, agencies: readonly CatalogueAgency[]): Page {
  const { t } = view
  return portalPage(view, {
    title: t('catalogue.agencies.title'),
    children: (
      <>
        <Breadcrumbs view={view} items={[{ href: '/', label: t('web.home.title') }, { href: '/services', label: t('catalogue.services.title') }]} />
        <h1>{t('catalogue.agencies.title')}</h1>
        <LinkList items={agencies.map(({ id, name, services }) => ({
          href: `/agencies/${id}`, title: <Words view={view} text={name} />, description: t('catalogue.services.count', { count: services }),
        }))} />
      </>
    ),
  })
}

export function agencyPage(view: View, agency: CatalogueAgency, services: readonly Entry[]): Page {
  const { t } = view
  return portalPage(view, {
    title: view.text(agency.name),
    children: (
      <>
        <Breadcrumbs view={view} items={[{ href: '/', label: t('web.home.title') }, { href: '/agencies', label: t('catalogue.agencies.title') }]} />
        <h1><Words view={view} text={agency.name} /></h1>
        {agency.phone === null ? null : <p>{t('catalogue.agency.phone', { phone: agency.phone })}</p>}
        <h2>{t('catalogue.services.count', { count: services.length })}</h2>
        <ServiceList view={view} entries={services} agencies={new Map()} />
      </>
    ),
  })
}
