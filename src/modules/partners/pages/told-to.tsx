/** What a company was told, how far each notice has come, and how to try it. */
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import type { View } from '../../../web/view.ts'
import type { ToldTo } from '../index.ts'
import { answerPath } from '../notices/receive-answer.ts'
import type { Partner } from '../registry/partners.ts'
import { purposeName } from './names.ts'

export interface ToldToProps { view: View; partner: Partner; origin: string; told: ToldTo }

export function ToldToCompany({ view, partner, origin, told: { notices, standing, trial } }: ToldToProps) {
  const { t } = view
  const path = `/partners/${partner.id}`
  return (
    <>
      <h2 id="told">{t('partners.told.title')}</h2>
      <p>{t('partners.told.lead')}</p>
      {partner.notices === null ? <Notice kind="attention" title={t('partners.told.nowhere')}><p>{t('partners.told.nowhere-next')}</p></Notice> : (
        <>
          <Standing view={view} standing={standing} />
          <SummaryList rows={[
            { key: t('partners.new.notices'), value: <code>{partner.notices.address}</code> },
            { key: t('partners.told.answers'), value: <code>POST {origin}{answerPath}</code> },
            ...trial === undefined ? [] : [{ key: t('partners.told.trial'), value: trialInWords(view, trial) }],
          ]} />
          <Form view={view} action={`${path}/trial-notice`}><Button kind="secondary">{t('partners.told.try')}</Button></Form>
          {(standing?.waiting ?? 0) === 0 ? null : <Form view={view} action={`${path}/send-again`}><Button kind="secondary">{t('partners.told.again', { count: standing?.waiting ?? 0 })}</Button></Form>}
        </>
      )}
      <NoticeTable view={view} notices={notices} />
    </>
  )
}

/** Attention where something was not brought, or was not answered in time. */
export function Standing({ view, standing }: { view: View; standing: ToldTo['standing'] }) {
  if (standing === undefined || (standing.overdue === 0 && standing.silentSince === null)) return null
  return (
    <Notice kind="attention" title={view.t(standing.overdue > 0 ? 'partners.told.overdue' : 'partners.told.silent', { count: standing.overdue })}>
      {standing.silentSince === null ? null : <p>{view.t('partners.told.silent-since', { date: view.dateTime(standing.silentSince) })}</p>}
      <p>{view.t('partners.told.open', { waiting: standing.waiting, unanswered: standing.unanswered })}</p>
    </Notice>
  )
}

export function NoticeTable({ view, notices }: { view: View; notices: ToldTo['notices'] }) {
  const { t } = view
  if (notices.length === 0) return null
  return (
    <Table caption={t('partners.told.notices')} head={['what', 'purpose', 'made', 'state', 'due'].map((column) => t(`partners.told.column.${column}`))}
      rows={notices.map((notice) => [
        <>{t(`partners.told.kind.${notice.kind}`)}<br /><code>{notice.id}</code></>, purposeName(view, notice.purpose), view.dateTime(notice.made_at), stateOf(view, notice), notice.due_on === null ? '' : view.date(notice.due_on),
      ])} />
  )
}

/** The cause is for whoever looks after the program; it is as ours says it. */
function stateOf({ t, dateTime }: View, { brought_at: broughtAt, failed_because: because, outcome, acknowledged_at: answeredAt }: ToldTo['notices'][number]) {
  if (outcome !== null && answeredAt !== null) return t(`partners.told.state.${outcome}`, { date: dateTime(answeredAt) })
  if (broughtAt !== null) return t('partners.told.state.brought', { date: dateTime(broughtAt) })
  return because === null ? t('partners.told.state.waiting') : <>{t('partners.told.state.failed')} <code lang="en">{because}</code></>
}

const trialInWords = (view: View, { id, made_at: madeAt, ...trial }: NonNullable<ToldTo['trial']>) =>
  <>{stateOf(view, { id, kind: 'taken-back', purpose: '', due_on: null, made_at: madeAt, brought_at: trial.brought_at, failed_because: trial.failed_because, outcome: trial.outcome, acknowledged_at: trial.answered_at })}<br /><code>{id}</code></>
