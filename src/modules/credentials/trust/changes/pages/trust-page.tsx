/** Which foreign lists are believed, from where, by whose word, how fetching goes, and what the last one has changed. */
import type { Page } from '../../../../../kernel/http/answers.ts'
import { Button } from '../../../../../web/components/button/button.tsx'
import { Details } from '../../../../../web/components/details/details.tsx'
import { Empty } from '../../../../../web/components/empty/empty.tsx'
import type { FormError } from '../../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../../web/components/form/form.tsx'
import { Lead } from '../../../../../web/components/lead/lead.tsx'
import { Notice } from '../../../../../web/components/notice/notice.tsx'
import { Table } from '../../../../../web/components/table/table.tsx'
import { TextField } from '../../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../../web/console/console-page.tsx'
import type { View } from '../../../../../web/view.ts'
import type { HeldList } from '../../trusted-lists.ts'
import type { ChangeRow } from '../trust-desk.ts'
import { Changed, IssuersOf } from './list-parts.tsx'

export interface TrustPage {
  /** Undefined where the operator keeps no file. */
  lists: readonly HeldList[] | undefined
  waiting: readonly ChangeRow[]
  settled: readonly ChangeRow[]
  nextFetch: Date
  errors?: readonly FormError[]
  /** What is wrong, as the program says it. */
  trouble?: string
  typed?: { address: string; root: string }
}

export function trustPage(view: View, { lists, waiting, settled, nextFetch, errors = [], trouble, typed }: TrustPage): Page {
  const { t } = view
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  const linkTo = ({ id, act, list }: ChangeRow) => <a href={`/console/trust/changes/${id}`}>{t(`trust.act.${act}`, { list })}</a>
  return consolePage(view, {
    title: t('trust.title'), errors, wide: true,
    children: (
      <>
        <h1>{t('trust.title')}</h1>
        <Lead>{t('trust.lead')}</Lead>
        {trouble === undefined ? null : <Notice kind="refused" title={t('trust.trouble')}><p lang="en" dir="ltr">{trouble}</p></Notice>}
        {waiting.length === 0 ? null : <Table caption={t('credentials.second.waiting')} head={[t('trust.column.change'), t('trust.column.by'), t('trust.column.since')]} rows={waiting.map((row) => [linkTo(row), row.made_by_name, view.dateTime(row.made_at)])} />}
        {lists === undefined ? <Empty title={t('trust.no-file')}><p>{t('trust.no-file-next')}</p></Empty>
          : lists.length === 0 ? <Empty title={t('trust.none')} />
            : (
              <Table caption={t('trust.lists')} head={['list', 'state', 'fetched', 'changed', 'do'].map((column) => t(`trust.column.${column}`))}
                rows={lists.map((list) => [
                  <><span dir="ltr">{list.from}</span><Details summary={t('trust.issuers', { count: list.issuers.length })}><p>{t('trust.signed-by')} <code dir="ltr">{list.fingerprint}</code></p><IssuersOf view={view} issuers={list.issuers} /></Details></>,
                  stateOf(view, list),
                  <Fetched view={view} list={list} nextFetch={nextFetch} />,
                  list.changed === undefined ? t('trust.changed.never') : <><p>{view.dateTime(list.changed.at)}</p><Changed view={view} changed={list.changed} /></>,
                  <Acts view={view} list={list} />,
                ])} />
            )}
        {lists === undefined ? null : (
          <>
            <h2>{t('trust.add')}</h2>
            <p>{t('trust.add-lead')}</p>
            <Form view={view} action="/console/trust">
              <TextField name="address" label={t('trust.address')} hint={t('trust.address-hint')} value={typed?.address} error={errorAt('address')} autocomplete="off" />
              <TextField name="root" label={t('trust.root')} hint={t('trust.root-hint')} rows={6} value={typed?.root} error={errorAt('root')} autocomplete="off" />
              <Button>{t('trust.look')}</Button>
            </Form>
          </>
        )}
        {settled.length === 0 ? null : (
          <Details summary={t('trust.settled')}>
            <Table caption={t('trust.settled')} head={[t('trust.column.change'), t('trust.column.outcome'), t('trust.column.by'), t('trust.column.when')]}
              rows={settled.map((row) => [linkTo(row), t(`trust.state.${row.state}`), [row.made_by_name, ...(row.decided_by === row.made_by ? [] : [row.decided_by_name])].join(', '), view.dateTime(row.decided_at!)])} />
          </Details>
        )}
      </>
    ),
  })
}

const stateOf = (view: View, { until, suspendedAt }: HeldList) => {
  if (suspendedAt !== undefined) return view.t('trust.suspended', { date: view.dateTime(suspendedAt) })
  const end = new Date(until * 1_000)
  return view.t(end.getTime() <= Date.now() ? 'trust.ended' : 'trust.until', { date: view.dateTime(end) })
}

function Fetched({ view, list: { address, addedAt, triedAt, trouble }, nextFetch }: { view: View; list: HeldList; nextFetch: Date }) {
  const { t } = view
  if (address === undefined) return <p>{t('trust.by-nobody', { date: view.dateTime(addedAt) })}</p>
  return (
    <>
      <p dir="ltr">{address}</p>
      <p>{t('trust.tried', { date: view.dateTime(triedAt ?? addedAt) })}<br />{t('trust.next', { date: view.dateTime(nextFetch) })}</p>
      {trouble === undefined ? null : <p><b>{t('trust.failed')}</b> <span lang="en" dir="ltr">{trouble}</span></p>}
    </>
  )
}

function Acts({ view, list: { from, suspendedAt } }: { view: View; list: HeldList }) {
  const { t } = view
  const act = (name: 'suspend' | 'resume' | 'end', kind: 'secondary' | 'danger') => (
    <Form view={view} action="/console/trust/lists">
      <input type="hidden" name="list" value={from} />
      <p class="hint">{t(`trust.${name}-hint`)}</p>
      <Button kind={kind} name="act" value={name}>{t(`trust.${name}`, { list: from })}</Button>
    </Form>
  )
  return <Details summary={t('trust.change-of', { list: from })}>{suspendedAt === undefined ? act('suspend', 'danger') : act('resume', 'secondary')}{act('end', 'danger')}</Details>
}
