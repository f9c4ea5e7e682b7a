/** All of a person's applications; what waits for them comes first. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { AskedOf } from '../contribute/read-contributions.ts'
import type { MoneyToDo } from '../contract.ts'
import type { ApplicationRow } from '../index.ts'
import { horizon } from '../calendar/entries.ts'
import { askedPath, askedTitle } from './asked-pages.tsx'
import { deletePath, stepPath } from './step-page.tsx'
import { eventName, serviceName } from './value-in-words.ts'

/** @param deleted event of the draft that was deleted just now */
export function applicationsPage(view: View, rows: ApplicationRow[], deleted?: string): Page {
  const title = view.t('cases.list.title')
  return portalPage(view, {
    title,
    children: (
      <>
        <h1>{title}</h1>
        {view.pack.lifeEvents.some(({ id }) => id === deleted) ? <Notice kind="done" title={view.t('cases.delete.done', { event: eventName(view, deleted!) })} /> : null}
        {rows.length === 0 ? <Empty title={view.t('cases.list.empty')} /> : <ApplicationList view={view} rows={rows} />}
      </>
    ),
  })
}

export function ApplicationList({ view, rows }: { view: View; rows: ApplicationRow[] }) {
  return (
    <LinkList items={rows.map((row) => (row.receipt === null
      ? { href: stepPath(row, 'continue'), title: view.t('cases.list.draft', { event: eventName(view, row.event) }), description: <>{view.t('cases.list.draft-since', { date: view.dateTime(row.created_at) })} <a href={deletePath(row.id)}>{view.t('cases.delete.short')}<span class="hidden">: {eventName(view, row.event)}</span></a></>, tag: <Tag kind="attention">{view.t('cases.status.draft')}</Tag> }
      : {
        href: `/my/applications/${row.receipt}`, title: eventName(view, row.event),
        description: `${view.t('cases.application.receipt', { receipt: row.receipt })} · ${view.t('cases.application.sent', { date: view.dateTime(row.submitted_at ?? row.created_at) })}`,
        tag: <Tag kind={row.status === 'closed' ? 'done' : 'info'}>{view.t(`cases.status.${row.status}`)}</Tag>,
      }))} />
  )
}

export interface ToDo { questions: { receipt: string; event: string; agency: string }[]; drafts: ApplicationRow[]; moving: ApplicationRow[] }

/** The first page of "my things": what waits for the person, then what moves by itself. */
export function toDoPage(view: View, { drafts, moving }: Omit<ToDo, 'questions'>, waiting: { receipt: string; event: string }[], asked: readonly AskedOf[] = [], money: readonly MoneyToDo[] = []): Page {
  const title = view.t('cases.to-do.title')
  const nothing = drafts.length + waiting.length + asked.length + money.length === 0
  return portalPage(view, {
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p><a href="/my/calendar">{view.t('cases.calendar.title', { months: horizon })}</a></p>
        {view.principal.kind === 'resident' && view.principal.by ? null : <p><a href="/my/due">{view.t('notices.due.title')}</a></p>}
        <p><a href="/my/contributions">{view.t('contributions.asked.link')}</a></p>
        {nothing ? <Empty title={view.t('cases.to-do.empty')} /> : null}
        {waiting.length === 0 ? null : (
          <LinkList items={waiting.map(({ receipt, event }) => ({
            href: `/my/applications/${receipt}`, title: view.t('cases.to-do.answer', { event: eventName(view, event) }), tag: <Tag kind="attention">{view.t('cases.part-status.waiting')}</Tag>,
          }))} />
        )}
        {money.length === 0 ? null : <LinkList items={money.map(({ service, amount, waits }) => ({ href: '/my/payments', title: view.t(`cases.to-do.${waits}`, { title: serviceName(view, service), money: view.money(amount) }) }))} />}
        {asked.length === 0 ? null : <LinkList items={asked.map((one) => ({ href: askedPath(one.id), title: askedTitle(view, one), tag: <Tag kind="attention">{eventName({ ...view, pack: one.pack }, one.event)}</Tag> }))} />}
        {drafts.length === 0 ? null : <ApplicationList view={view} rows={drafts} />}
        {moving.length === 0 ? null : <><h2>{view.t('cases.to-do.moving')}</h2><ApplicationList view={view} rows={moving} /></>}
      </>
    ),
  })
}
