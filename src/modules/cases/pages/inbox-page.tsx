/** An agency's inbox: one line a part, ordered by legal deadline. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { DecidedRow, InboxRow } from '../index.ts'
import { agencyName, eventName, serviceName } from './value-in-words.ts'

export interface InboxPage { agency: string; rows: InboxRow[]; decided: DecidedRow[]; today: string }

export function inboxPage(view: View, { agency, rows, decided, today }: InboxPage): Page {
  const title = view.t('cases.inbox.title', { agency: agencyName(view, agency) })
  return consolePage(view, {
    title, wide: true,
    children: (
      <>
        <h1>{title}</h1>
        {rows.length === 0 ? <Empty title={view.t('cases.inbox.empty')} /> : (
          <Table caption={view.t('cases.inbox.lead')}
            head={['what', 'receipt', 'due', 'missing'].map((column) => view.t(`cases.inbox.${column}`))}
            rows={rows.map((row) => [
              <a href={`/console/parts/${row.id}`}>{(row.services ?? []).map((id) => serviceName(view, id)).join(', ') || eventName(view, row.event)}</a>,
              row.receipt ?? '', <Due view={view} due={row.due_on} today={today} />,
              view.t(row.status === 'waiting' ? 'cases.inbox.waits-person' : 'cases.inbox.waits-you'),
            ])} />
        )}
        {decided.length === 0 ? null : (
          <Table caption={view.t('cases.inbox.decided-title')} head={['what', 'receipt', 'state'].map((column) => view.t(`cases.inbox.${column}`))}
            rows={decided.map((row) => [<a href={`/console/parts/${row.id}`}>{eventName(view, row.event)}</a>, row.receipt ?? '', view.t(`cases.part-status.${row.status}`)])} />
        )}
      </>
    ),
  })
}

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
