/** One service: who it is for, what it costs, how long it takes, who decides, which law, and how to begin. */
import type { LifeEvent } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { Breadcrumbs } from '../../../web/components/breadcrumbs/breadcrumbs.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList, type SummaryRow } from '../../../web/components/summary-list/summary-list.tsx'
import { Words } from '../../../web/components/words/words.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { CatalogueAgency, Entry, ImportedEntry, PackEntry } from '../entry.ts'

export interface ServicePage {
  entry: Entry
  agency: CatalogueAgency | undefined
  lifeEvents: readonly LifeEvent[]
}

export function servicePage(view: View, { entry, agency, lifeEvents }: ServicePage): Page {
  const { t } = view
  const decidedBy: SummaryRow = {
    key: t('catalogue.service.agency'),
    value: agency === undefined ? entry.agency : <AgencyLink view={view} agency={agency} />,
  }
  return portalPage(view, {
    title: view.text(entry.name),
    children: (
      <>
        <Breadcrumbs view={view} items={[{ href: '/', label: t('web.home.title') }, { href: '/services', label: t('catalogue.services.title') }]} />
        <h1><Words view={view} text={entry.name} /></h1>
        <Lead><Words view={view} text={entry.summary} /></Lead>
        {entry.source === 'pack'
          ? <PackService view={view} entry={entry} decidedBy={decidedBy} lifeEvents={lifeEvents} />
          : <ImportedService view={view} entry={entry} decidedBy={decidedBy} />}
      </>
    ),
  })
}

function AgencyLink({ view, agency }: { view: View; agency: CatalogueAgency }) {
  return (
    <>
      <a href={`/agencies/${agency.id}`}><Words view={view} text={agency.name} /></a>
      {agency.phone === null ? null : <><br />{view.t('catalogue.agency.phone', { phone: agency.phone })}</>}
    </>
  )
}

function PackService({ view, entry, decidedBy, lifeEvents }: { view: View; entry: PackEntry; decidedBy: SummaryRow; lifeEvents: readonly LifeEvent[] }) {
  const { t } = view
  const { audience, howToApply, cost, processing, complaint, source, rule } = entry.service
  return (
    <>
      {lifeEvents.filter(({ open }) => open).map((event) => (
        <p key={event.id}><ButtonLink href={`/life-events/${event.id}`}>{t('catalogue.service.start', { event: view.text(event.name) })}</ButtonLink></p>
      ))}
      <SummaryList rows={[
        { key: t('catalogue.service.audience'), value: view.text(audience) },
        { key: t('catalogue.service.how'), value: view.text(howToApply) },
        { key: t('catalogue.service.cost'), value: view.text(cost) },
        { key: t('catalogue.service.time'), value: t(`catalogue.service.${processing.clock}`, { days: processing.days }) },
        decidedBy,
        { key: t('catalogue.service.complaint'), value: view.text(complaint) },
      ]} />
      <Law view={view} source={source} />
      {rule === null ? null : <p><a href={`/rules/${rule}`}>{t('rules.reader.link')}</a></p>}
      {lifeEvents.length === 0 ? null : <p><a href={`/services/${entry.id}/process.bpmn`} download>{t('catalogue.bpmn.file')}</a></p>}
    </>
  )
}

function ImportedService({ view, entry: { audience, imported }, decidedBy }: { view: View; entry: ImportedEntry; decidedBy: SummaryRow }) {
  const { t } = view
  const own = (words: string) => <Paragraphs view={view} words={words} />
  const rows: SummaryRow[] = [
    { key: t('catalogue.service.audience'), value: own(view.text(audience)) },
    { key: t('catalogue.service.criteria'), value: own(imported.criteria) },
    { key: t('catalogue.service.amount'), value: own(imported.amount) },
    { key: t('catalogue.service.how'), value: own(imported.howToApply) },
    { key: t('catalogue.service.deadline'), value: imported.deadlineOn === null ? own(imported.deadline) : view.date(imported.deadlineOn) },
    decidedBy,
    { key: t('catalogue.service.contact'), value: own(imported.contact) },
  ].filter(({ value }) => value !== null)
  return (
    <>
      <Notice title={t('catalogue.service.imported')}>
        <p>{t('catalogue.service.imported-next', { date: view.dateTime(imported.importedAt) })}</p>
      </Notice>
      <SummaryList rows={rows} />
      {imported.applyUrl === null ? null : <p><a href={imported.applyUrl} rel="external">{t('catalogue.service.apply-there')}</a></p>}
      {imported.pageUrl === null ? null : <p><a href={imported.pageUrl} rel="external">{t('catalogue.service.source-page')}</a></p>}
      {imported.changedOn === null ? null : <p class="hint">{t('catalogue.service.changed', { date: view.date(imported.changedOn) })}</p>}
    </>
  )
}

/** The source's own lines, one paragraph each. */
function Paragraphs({ view, words }: { view: View; words: string }) {
  const lines = words.split('\n').filter((line) => line.trim() !== '')
  return lines.length === 0 ? <>{view.t('catalogue.service.not-said')}</> : <>{lines.map((line, at) => <p key={at}><Words view={view} text={{ [view.pack.defaultLanguage]: line }} /></p>)}</>
}
