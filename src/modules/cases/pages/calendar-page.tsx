/** What is coming in the next two years, and the private address for one's own calendar program. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { type Entry, horizon } from '../calendar/entries.ts'
import { entryInWords } from '../calendar/write-ical.ts'
import { agencyName } from './value-in-words.ts'

export interface CalendarPage {
  entries: readonly Entry[]
  since: Date | undefined
  /** Shown once, when it has just been made. */
  address?: string
}

export function calendarPage(view: View, { entries, since, address }: CalendarPage): Page {
  const title = view.t('cases.calendar.title', { months: horizon })
  return portalPage(view, {
    title, wide: true,
    children: (
      <>
        <h1>{title}</h1>
        <Lead>{view.t('cases.calendar.lead')}</Lead>
        {entries.length === 0 ? <Empty title={view.t('cases.calendar.empty')} /> : (
          <Table caption={view.t('cases.calendar.caption')} head={['day', 'what', 'law'].map((column) => view.t(`cases.calendar.${column}`))}
            rows={entries.map((entry) => [
              view.date(entry.day), <><a href={entry.href}>{entryInWords(view, entry)}</a>{entry.agency === null ? null : <span class="hint"> {agencyName(view, entry.agency)}</span>}</>,
              entry.law === null ? '' : <Law view={view} source={entry.law} />,
            ])} />
        )}
        <h2>{view.t('cases.calendar.feed')}</h2>
        <p>{view.t('cases.calendar.feed-lead')}</p>
        {address === undefined ? null : <Notice kind="done" title={view.t('cases.calendar.feed-made')}><p><code>{address}</code></p><p>{view.t('cases.calendar.feed-once')}</p></Notice>}
        {since === undefined || address !== undefined ? null : <p>{view.t('cases.calendar.feed-since', { date: view.dateTime(since) })}</p>}
        <div class="buttons">
          <Form view={view} action="/my/calendar/address"><Button kind="secondary">{view.t(since === undefined ? 'cases.calendar.feed-make' : 'cases.calendar.feed-again')}</Button></Form>
          {since === undefined ? null : <Form view={view} action="/my/calendar/address/end"><Button kind="danger">{view.t('cases.calendar.feed-end')}</Button></Form>}
        </div>
      </>
    ),
  })
}
