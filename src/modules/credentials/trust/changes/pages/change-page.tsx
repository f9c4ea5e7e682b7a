/** One change of whom the country believes: what it would do, whose word it rests on, and who has said yes. */
import type { Page } from '../../../../../kernel/http/answers.ts'
import { Button } from '../../../../../web/components/button/button.tsx'
import type { FormError } from '../../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../../web/components/form/form.tsx'
import { Notice } from '../../../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../../../web/components/summary-list/summary-list.tsx'
import { TextField } from '../../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../../web/console/console-page.tsx'
import type { View } from '../../../../../web/view.ts'
import { Decided, SayForms, Waits } from '../../../second-person/say-parts.tsx'
import type { ShownChange } from '../trust-desk.ts'
import { Changed, IssuersOf } from './list-parts.tsx'

export interface ChangePage extends ShownChange {
  /** Who looks. */
  official: string
  errors?: readonly FormError[]
  trouble?: string
  typed?: string
}

export function changePage(view: View, page: ChangePage): Page {
  const { row, list, signer, changed, errors = [], trouble } = page
  const { t } = view
  const title = t(`trust.act.${row.act}`, { list: row.list })
  const instant = (seconds: number) => view.dateTime(new Date(seconds * 1_000))
  return consolePage(view, {
    title, errors,
    children: (
      <>
        <p class="back"><a href="/console/trust">{t('trust.back')}</a></p>
        <h1>{title}</h1>
        {trouble === undefined ? null : <Notice kind="refused" title={t('trust.trouble')}><p lang="en" dir="ltr">{trouble}</p></Notice>}
        <State view={view} page={page} />
        <SummaryList rows={[
          { key: t('trust.whose'), value: <span dir="ltr">{row.list}</span> },
          ...(row.address === null ? [] : [{ key: t('trust.from'), value: <span dir="ltr">{row.address}</span> }]),
          ...(signer ? [{ key: t('trust.signed-by'), value: <>{signer.name === undefined ? null : <><span dir="ltr">{signer.name}</span><br /></>}<code dir="ltr">{signer.fingerprint}</code></> }] : []),
          ...(list ? [{ key: t('trust.issued'), value: instant(list.issuedAt) }, { key: t('trust.ends'), value: instant(list.until) }] : []),
        ]} />
        {changed ? <><h2>{t('trust.compared')}</h2><Changed view={view} changed={changed} /></> : null}
        {list ? <><h2>{t('trust.on-it')}</h2><IssuersOf view={view} issuers={list.issuers} /></> : null}
        <Answer view={view} page={page} />
      </>
    ),
  })
}

function State({ view, page: { row } }: { view: View; page: ChangePage }) {
  const { t } = view
  if (row.state === 'draft') return <Notice kind="info" title={t('trust.is-draft')}><p>{t('trust.is-draft-means')}</p></Notice>
  if (row.state === 'proposed') return <Waits view={view} row={row} />
  return <Decided view={view} row={row} done={row.state === 'done'} title={t(`trust.state.${row.state}`)} />
}

function Answer({ view, page: { row, signer, official, errors = [], typed } }: { view: View; page: ChangePage }) {
  const { t } = view
  const own = row.made_by === official
  if (row.state !== 'draft' && row.state !== 'proposed') return null
  if (row.state === 'draft' && !own) return null
  const action = `/console/trust/changes/${row.id}`
  const ending = row.act === 'believe' && signer ? <TextField name="ending" label={t('trust.ending')} hint={t('trust.ending-hint')} width={20} value={typed} error={errors.find(({ field }) => field === 'ending')?.text} autocomplete="off" /> : null
  return (
    <>
      {row.state === 'draft' ? <Form view={view} action={action}>{ending}<Button name="act" value="propose">{t('trust.propose')}</Button></Form> : null}
      <SayForms view={view} action={action} own={own} confirming={ending} />
    </>
  )
}
