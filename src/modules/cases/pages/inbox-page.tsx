/** An agency's inbox: one line a part, ordered by legal deadline. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import { isObjection } from '../decide/open-objection.ts'
import { deputyOf, type DeputyRow } from '../deputies/name-deputy.ts'
import type { ToldDeputy } from '../deputies/told-deputies.ts'
import type { Colleague } from '../parts/hold-parts.ts'
import type { DecidedRow, InboxRow } from '../index.ts'
import { placeInAddress } from '../parts/inbox-place.ts'
import { type InboxOf, inboxOf, type InboxPlace } from '../queries.ts'
import { holderName } from './load-page.tsx'
import { ToldDeputies } from './told-deputies.tsx'
import { agencyName, eventName, serviceName } from './value-in-words.ts'

export interface InboxPage {
  agency: string
  rows: InboxRow[]
  /** Where the next page begins. */
  next: InboxPlace | null
  /** Not the first page. */
  later: boolean
  decided: DecidedRow[]
  today: string
  of: InboxOf
  /** A part has just gone to another agency. */
  referred: boolean
  colleagues: readonly Colleague[]
  deputies: readonly DeputyRow[]
  told: readonly ToldDeputy[]
  /** May see the team's load. */
  leads: boolean
}

export function inboxPage(view: View, { agency, rows, next, later, decided, today, of, referred, colleagues, deputies, told, leads }: InboxPage): Page {
  const title = view.t('cases.inbox.title', { agency: agencyName(view, agency) })
  return consolePage(view, {
    title, wide: true,
    children: (
      <>
        {referred ? <Notice kind="done" title={view.t('cases.referral.done')} /> : null}
        <h1>{title}</h1>
        <ToldDeputies view={view} told={told} colleagues={colleagues} />
        <nav class="views" aria-label={view.t('cases.inbox.views')}>
          {inboxOf.map((which) => <a key={which} href={pageOf(which)} aria-current={which === of ? 'page' : undefined}>{view.t(`cases.inbox.of.${which}`)}</a>)}
          <a href="/console/clear">{view.t('cases.clear.title')}</a>
          {leads ? <a href="/console/load">{view.t('cases.load.title')}</a> : null}
        </nav>
        {rows.length === 0 ? <Empty title={view.t('cases.inbox.empty')} /> : (
          <Table caption={view.t('cases.inbox.lead')}
            head={['what', 'receipt', 'due', 'missing', 'holder'].map((column) => view.t(`cases.inbox.${column}`))}
            rows={rows.map((row) => [
              <><a href={`/console/parts/${row.id}`}>{(row.services ?? []).map((id) => serviceName(view, id)).join(', ') || eventName(view, row.event)}</a>{!isObjection(row) ? null : <> <Tag kind="attention">{view.t('cases.objection.tag')}</Tag></>}</>,
              row.receipt ?? '', row.status === 'waiting' ? <Stopped view={view} left={row.days_left} /> : <Due view={view} due={row.due_on} today={today} />,
              view.t(`cases.inbox.waits-${row.awaits_signature ? 'signature' : row.status === 'waiting' ? 'person' : 'you'}`),
              <Holder view={view} colleagues={colleagues} holder={row.holder} standing={deputyOf(deputies, row.holder, today)} />,
            ])} />
        )}
        {later || next ? (
          <nav class="views" aria-label={view.t('cases.inbox.pages')}>
            {later ? <a href={pageOf(of)}>{view.t('cases.inbox.first-page')}</a> : null}
            {next ? <a href={pageOf(of, next)}>{view.t('cases.inbox.next-page')}</a> : null}
          </nav>
        ) : null}
        {later || decided.length === 0 ? null : (
          <Table caption={view.t('cases.inbox.decided-title')} head={['what', 'receipt', 'state'].map((column) => view.t(`cases.inbox.${column}`))}
            rows={decided.map((row) => [<a href={`/console/parts/${row.id}`}>{eventName(view, row.event)}</a>, row.receipt ?? '', view.t(`cases.part-status.${row.status}`)])} />
        )}
        <p><a href="/console/deputies">{view.t('cases.deputies.title')}</a></p>
      </>
    ),
  })
}

function pageOf(of: InboxOf, after?: InboxPlace) {
  const words = new URLSearchParams({ ...(of === 'all' ? {} : { of }), ...(after ? { after: placeInAddress(after) } : {}) }).toString()
  return words === '' ? '/console' : `/console?${words}`
}

/** Who has it, and who acts for them while they are away. */
function Holder({ view, colleagues, holder, standing }: { view: View; colleagues: readonly Colleague[]; holder: string | null; standing: DeputyRow | undefined }) {
  const name = holderName(view, colleagues, holder)
  if (standing === undefined) return <>{name}</>
  const mine = view.principal.kind === 'official' && view.principal.official === standing.deputy
  return <>{name} <Tag kind={mine ? 'attention' : 'neutral'}>{mine ? view.t('cases.inbox.in-place') : view.t('cases.inbox.deputy', { name: holderName(view, colleagues, standing.deputy) })}</Tag></>
}

/** A stopped clock has no day, only what is left of it. */
const Stopped = ({ view, left }: { view: View; left: number | null }) => <>{left === null ? view.t('cases.clock.stopped') : view.t('cases.clock.stopped-with', { days: left })}</>

function Due({ view, due, today }: { view: View; due: string | null; today: string }) {
  if (due === null) return null
  const days = Temporal.PlainDate.from(today).until(due).days
  return (
    <>
      {view.date(due)} <Tag kind={days < 0 ? 'refused' : days <= 2 ? 'attention' : 'neutral'}>
        {days < 0 ? view.t('cases.inbox.overdue', { days: -days }) : view.t('cases.inbox.days-left', { days })}
      </Tag>
    </>
  )
}
