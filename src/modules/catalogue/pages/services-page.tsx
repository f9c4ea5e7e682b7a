/** All services: searched in one's own words, narrowed by what happened, who decides and who one is. */
import type { Page } from '../../../kernel/http/answers.ts'
import type { LifeEvent } from '../../../../packages/pack-kit/schema/life-event.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { Select } from '../../../web/components/select/select.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { CatalogueAgency, Entry } from '../entry.ts'
import { ServiceList } from './service-list.tsx'

export interface Wanted {
  q: string
  event: string
  agency: string
  group: string
  page: number
}

export interface ServicesPage {
  wanted: Wanted
  services: readonly Entry[]
  total: number
  /** Life events that the words fit. */
  found: readonly LifeEvent[]
  lifeEvents: readonly LifeEvent[]
  agencies: readonly CatalogueAgency[]
  groups: readonly string[]
  pageSize: number
}

export function servicesPage(view: View, shown: ServicesPage): Page {
  const { t } = view
  const { wanted, services, total, found, agencies, pageSize } = shown
  const last = Math.max(1, Math.ceil(total / pageSize))
  return portalPage(view, {
    title: wanted.q === '' ? t('catalogue.services.title') : t('catalogue.services.title-search', { words: wanted.q }),
    children: (
      <>
        <h1>{t('catalogue.services.title')}</h1>
        <SearchForm view={view} shown={shown} />
        {found.length === 0 ? null : (
          <>
            <h2>{t('catalogue.services.life-events')}</h2>
            <LinkList items={found.map((event) => ({ href: `/life-events/${event.id}`, title: view.text(event.name), description: view.text(event.summary) }))} />
          </>
        )}
        <h2>{t('catalogue.services.count', { count: total })}</h2>
        {total === 0
          ? <Empty title={t('catalogue.services.none')}><p>{t('catalogue.services.none-next')}</p></Empty>
          : <ServiceList view={view} entries={services} agencies={new Map(agencies.map((agency) => [agency.id, agency]))} />}
        {last === 1 ? null : <Pages view={view} wanted={wanted} last={last} />}
        {wanted.q === '' ? null : <p><a href={`/ask?q=${encodeURIComponent(wanted.q)}`}>{t('assistant.title')}</a></p>}
        <p><a href="/services/for-me">{t('catalogue.services.for-me')}</a></p>
        <p><a href="/agencies">{t('catalogue.services.agencies')}</a></p>
      </>
    ),
  })
}

function SearchForm({ view, shown: { wanted, lifeEvents, agencies, groups } }: { view: View; shown: ServicesPage }) {
  const { t } = view
  const narrow = (
    <>
      <Select name="event" label={t('catalogue.services.event')} value={wanted.event} items={[
        { value: '', label: t('catalogue.services.any-event') },
        ...lifeEvents.map(({ id, name }) => ({ value: id, label: view.text(name) })),
      ]} />
      <Select name="agency" label={t('catalogue.services.agency')} value={wanted.agency} items={[
        { value: '', label: t('catalogue.services.any-agency') },
        ...agencies.filter(({ services }) => services > 0).map(({ id, name }) => ({ value: id, label: view.text(name) })),
      ]} />
      {groups.length === 0 ? null : (
        <Select name="group" label={t('catalogue.services.group')} hint={t('catalogue.services.group-hint')} value={wanted.group} items={[
          { value: '', label: t('catalogue.services.any-group') },
          ...groups.map((group) => ({ value: group, label: t(`catalogue.group.${group}`) })),
        ]} />
      )}
      <Button kind="secondary">{t('catalogue.services.narrow')}</Button>
    </>
  )
  const narrowed = wanted.event !== '' || wanted.agency !== '' || wanted.group !== ''
  return (
    <form role="search" method="get" action="/services">
      <label class="label" for="q">{t('catalogue.services.label')}</label>
      <div class="search field">
        <input class="input" type="search" id="q" name="q" value={wanted.q} autocomplete="off" />
        <Button>{t('web.home.search')}</Button>
      </div>
      {narrowed ? narrow : <Details summary={t('catalogue.services.narrow-summary')}>{narrow}</Details>}
    </form>
  )
}

function Pages({ view, wanted, last }: { view: View; wanted: Wanted; last: number }) {
  const { t } = view
  const link = (page: number) => {
    const { page: _, ...filters } = wanted
    const query = new URLSearchParams({ ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '')), page: String(page) })
    return `/services?${query}`
  }
  return (
    <nav class="pages" aria-label={t('catalogue.pages')}>
      {wanted.page > 1 ? <a href={link(wanted.page - 1)} rel="prev">{t('catalogue.pages.before')}</a> : null}
      <span>{t('catalogue.pages.at', { page: wanted.page, last })}</span>
      {wanted.page < last ? <a href={link(wanted.page + 1)} rel="next">{t('catalogue.pages.after')}</a> : null}
    </nav>
  )
}
