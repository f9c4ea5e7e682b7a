/** One service: who it is for, what one gets, what it costs, how long it takes, who decides, which law, and how to begin. */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
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
  /** What the law's own text says of it, in the reader's words; undefined where no rule decides on it. */
  stated: StatedOnPage | undefined
}

export interface StatedOnPage { sums: string[]; limit: string | undefined; law: Source }

/** Each row is where an answer that cites it leads: its id is the aspect's name, and stays. */
export function servicePage(view: View, { entry, agency, lifeEvents, stated }: ServicePage): Page {
  const { t } = view
  return portalPage(view, {
    title: view.text(entry.name),
    children: (
      <>
        <Breadcrumbs view={view} items={[{ href: '/', label: t('web.home.title') }, { href: '/services', label: t('catalogue.services.title') }]} />
        <h1><Words view={view} text={entry.name} /></h1>
        <Lead id="summary"><Words view={view} text={entry.summary} /></Lead>
        {entry.source === 'pack'
          ? <PackService view={view} entry={entry} agency={agency} lifeEvents={lifeEvents} stated={stated} />
          : <ImportedService view={view} entry={entry} agency={agency} />}
      </>
    ),
  })
}

function AgencyLink({ view, entry, agency }: { view: View; entry: Entry; agency: CatalogueAgency | undefined }) {
  if (agency === undefined) return <>{entry.agency}</>
  return (
    <>
      <a href={`/agencies/${agency.id}`}><Words view={view} text={agency.name} /></a>
      {agency.phone === null ? null : <><br />{view.t('catalogue.agency.phone', { phone: agency.phone })}</>}
    </>
  )
}

function PackService({ view, entry, agency, lifeEvents, stated }: ServicePage & { view: View; entry: PackEntry }) {
  const { t } = view
  const { audience, howToApply, cost, processing, complaint, source, rule } = entry.service
  // Named where a line rests on another article than the whole.
  const lawOf = (other: Source) => (other.article === source.article && view.text(other.law) === view.text(source.law) ? null : <Law view={view} source={other} />)
  return (
    <>
      {lifeEvents.filter(({ open }) => open).map((event) => (
        <p key={event.id}><ButtonLink href={`/life-events/${event.id}`}>{t('catalogue.service.start', { event: view.text(event.name) })}</ButtonLink></p>
      ))}
      <SummaryList rows={[
        rowOf(view, 'audience', view.text(audience)),
        ...(stated === undefined || stated.sums.length === 0 ? [] : [rowOf(view, 'amount', <>{stated.sums.map((sum, at) => <p key={at}>{begun(view, sum)}</p>)}{lawOf(stated.law)}</>)]),
        rowOf(view, 'how', view.text(howToApply)),
        ...(stated?.limit === undefined ? [] : [rowOf(view, 'deadline', <><p>{stated.limit}</p>{lawOf(stated.law)}</>)]),
        rowOf(view, 'cost', view.text(cost)),
        rowOf(view, 'time', <>{t(`catalogue.service.${processing.clock}`, { days: processing.days })}{lawOf(processing.source)}</>),
        rowOf(view, 'agency', <AgencyLink view={view} entry={entry} agency={agency} />),
        rowOf(view, 'complaint', view.text(complaint)),
      ]} />
      <Law id="law" view={view} source={source} />
      {rule === null ? null : <p><a href={`/rules/${rule}`}>{t('rules.reader.link')}</a></p>}
      {lifeEvents.length === 0 ? null : <p><a href={`/services/${entry.id}/process.bpmn`} download>{t('catalogue.bpmn.file')}</a></p>}
    </>
  )
}

function ImportedService({ view, entry, agency }: { view: View; entry: ImportedEntry; agency: CatalogueAgency | undefined }) {
  const { t } = view
  const { audience, imported } = entry
  const own = (words: string) => <Paragraphs view={view} words={words} />
  const rows: SummaryRow[] = [
    rowOf(view, 'audience', own(view.text(audience))),
    { key: t('catalogue.service.criteria'), value: own(imported.criteria) },
    rowOf(view, 'amount', own(imported.amount)),
    rowOf(view, 'how', own(imported.howToApply)),
    rowOf(view, 'deadline', imported.deadlineOn === null ? own(imported.deadline) : <><p>{view.date(imported.deadlineOn)}</p>{own(imported.deadline)}</>),
    rowOf(view, 'agency', <><AgencyLink view={view} entry={entry} agency={agency} />{imported.contact === '' ? null : own(imported.contact)}</>),
  ]
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

/** By itself it begins a line; in an answer the service's name stands before it. */
const begun = ({ language }: View, words: string): string => words.slice(0, 1).toLocaleUpperCase(language.html) + words.slice(1)

const rowOf = (view: View, aspect: string, value: SummaryRow['value']): SummaryRow => ({ id: aspect, key: view.t(`catalogue.service.${aspect}`), value })

/** The source's own lines, one paragraph each. */
function Paragraphs({ view, words }: { view: View; words: string }) {
  const lines = words.split('\n').filter((line) => line.trim() !== '')
  return lines.length === 0 ? <>{view.t('catalogue.service.not-said')}</> : <>{lines.map((line, at) => <p key={at}><Words view={view} text={{ [view.pack.defaultLanguage]: line }} /></p>)}</>
}
