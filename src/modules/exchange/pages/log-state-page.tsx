/** The log of looks as its operator sees it: up to where it is published, whose cosignatures it has, and which time-stamp authority is silent. */
import type { Page } from '../../../kernel/http/answers.ts'
import type { AuthorityState } from '../../../kernel/transparency/stamp/read-stamps.ts'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Overdue } from '../notices/overdue.ts'
import type { LogState } from '../read-log-state.ts'
import { namesIn } from './names.ts'

/** Witnesses sign every second or two; what waits longer, in milliseconds, waits for one that is away. */
const late = 10_000

export function logStatePage(view: View, { published, authorities, silent, waitingSince }: LogState, overdue: readonly Overdue[]): Page {
  const { t } = view
  const title = t('exchange.log-state.title')
  const isAnySilent = authorities.some(({ failingSince }) => failingSince !== null)
  return consolePage(view, {
    title,
    children: (
      <>
        <h1>{title}</h1>
        {isAnySilent ? <Notice kind="attention" title={t('exchange.log-state.silent')}><p>{t('exchange.log-state.silent-lead')}</p></Notice> : null}
        {silent.length === 0 ? null : <Notice kind="attention" title={t('exchange.log-state.witness-silent')}><p>{t('exchange.log-state.witness-silent-lead', { names: silent.join(', ') })}</p></Notice>}
        {overdue.length === 0 ? null : (
          <Notice kind="attention" title={t('exchange.log-state.overdue')}>
            <p>{t('exchange.log-state.overdue-lead')}</p>
            <ul>{overdue.map(({ recipient, company, notices }) => <li key={recipient}>{company ?? namesIn(view).agency(recipient)}: {view.number(notices)}</li>)}</ul>
          </Notice>
        )}
        {published === undefined ? <Empty title={t('exchange.log-state.nothing')} /> : (
          <SummaryList rows={[
            { key: t('exchange.log-state.entries'), value: view.number(published.size) },
            { key: t('exchange.log-state.published'), value: view.dateTime(published.at) },
            { key: t('exchange.log-state.witnesses'), value: published.witnesses.length === 0 ? t('exchange.log-state.no-witness') : published.witnesses.join(', ') },
            ...(waitingSince && Date.now() - waitingSince.getTime() > late ? [{ key: t('exchange.log-state.waiting'), value: view.dateTime(waitingSince) }] : []),
          ]} />
        )}
        {authorities.length === 0 ? <Empty title={t('exchange.log-state.no-authority')} /> : (
          <Table caption={t('exchange.log-state.authorities')} head={['authority', 'newest', 'state'].map((column) => t(`exchange.log-state.${column}`))}
            rows={authorities.map((state) => [state.authority, state.stampedAt === null ? t('exchange.log-state.none') : view.dateTime(state.stampedAt), stateOf(view, state)])} />
        )}
      </>
    ),
  })
}

/** The cause is for whoever looks after the network; it is as the program says it. */
function stateOf({ t, dateTime }: View, { failingSince, cause }: AuthorityState) {
  if (failingSince === null) return t('exchange.log-state.works')
  return <>{t('exchange.log-state.silent-since', { date: dateTime(failingSince) })} <code lang="en">{cause}</code></>
}
