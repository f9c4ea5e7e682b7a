/** One telling of everybody who is entitled to a card: what it does, whom it looks at and by which law, who asks for it, and who has said yes. */
import type { CredentialType } from '../../../../../packages/pack-kit/schema/credential-type.ts'
import type { Page } from '../../../../kernel/http/answers.ts'
import type { FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../../web/components/summary-list/summary-list.tsx'
import { Tag } from '../../../../web/components/tag/tag.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import { valueInWords } from '../../../exchange/index.ts'
import { Decided, SayForms, Waits } from '../../second-person/say-parts.tsx'
import type { RoundRow } from '../card-rounds.ts'
import { outcomeOf } from './everybody.tsx'

export interface RoundPage {
  row: RoundRow
  /** The last one of the same card that has come to its end. */
  before: RoundRow | undefined
  /** Undefined where the agency issues it no longer. */
  type: CredentialType | undefined
  /** Who looks. */
  official: string
  errors?: readonly FormError[]
  because?: string
}

export function roundPage(view: View, page: RoundPage): Page {
  const { row, before, type, errors = [] } = page
  const { t } = view
  const name = view.text(type?.name ?? {}) || row.type
  const title = t('credentials.desk.tell', { name })
  const purpose = view.pack.purposes.find(({ id }) => id === row.purpose)
  return consolePage(view, {
    title, errors,
    children: (
      <>
        <p class="back"><a href="/console/cards">{t('credentials.desk.round.back')}</a></p>
        <h1>{title}</h1>
        <Lead>{t('credentials.desk.everybody-lead')}</Lead>
        <State view={view} row={row} />
        <SummaryList rows={[
          { key: t('credentials.desk.column.card'), value: name },
          { key: t('credentials.desk.round.whom'), value: <Whom view={view} type={type} /> },
          ...(purpose ? [
            { key: t('credentials.desk.round.purpose'), value: <>{view.text(purpose.name)}<br />{view.text(purpose.why)}</> },
            { key: t('credentials.desk.law'), value: <>{t('web.law.cited', { law: view.text(purpose.legalBasis.law), article: purpose.legalBasis.article })}{purpose.legalBasis.unverified === true ? <> <Tag kind="attention">{t('web.law.unverified')}</Tag></> : null}</> },
          ] : []),
          ...(row.state !== 'proposed' ? [] : [{ key: t('credentials.desk.round.how-many'), value: before ? t('credentials.desk.round.last-time', { count: before.told, date: view.dateTime(before.finished_at!) }) : t('credentials.desk.round.not-counted') }]),
        ]} />
        <Answer view={view} page={page} />
      </>
    ),
  })
}

function State({ view, row }: { view: View; row: RoundRow }) {
  const { t } = view
  if (row.state === 'proposed') return <Waits view={view} row={row}><p>{t('credentials.desk.round.until', { date: view.dateTime(row.ends_at) })}</p></Waits>
  if (row.decided_at === null) return <Notice kind="refused" title={outcomeOf(view, row)} />
  return <Decided view={view} row={row} done={row.state === 'confirmed'} title={outcomeOf(view, row)}>{row.because === null ? null : <p>{row.because}</p>}</Decided>
}

/** What a register has to say of somebody. */
function Whom({ view, type }: { view: View; type: CredentialType | undefined }) {
  return (
    <>
      <p>{view.t('credentials.desk.round.whom-means')}</p>
      <ul>
        {Object.entries(type?.requires ?? {}).map(([from, wanted]) => {
          const [id, name] = from.split('.') as [string, string]
          const register = view.pack.registers.find((one) => one.id === id)
          const field = register?.fields[name]
          return <li key={from}>{view.text(register?.name ?? {})}: {view.text(field?.label ?? {})}{wanted === true ? null : ` (${valueInWords(view, field, wanted)})`}</li>
        })}
      </ul>
    </>
  )
}

function Answer({ view, page: { row, official, errors = [], because } }: { view: View; page: RoundPage }) {
  if (row.state !== 'proposed') return null
  const { t } = view
  return (
    <SayForms view={view} action={`/console/cards/rounds/${row.id}`} own={row.made_by === official}
      refusing={<TextField name="because" label={t('credentials.desk.round.because')} hint={t('credentials.desk.round.because-hint')} rows={3} value={because} error={errors.find(({ field }) => field === 'because')?.text} />} />
  )
}
