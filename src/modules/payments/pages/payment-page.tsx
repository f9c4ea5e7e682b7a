/** One payment from the decision to the bank: its orders, its entries in the ledger, and what the clerk may do. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Amount } from '../../../web/components/amount/amount.tsx'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { ReclaimObjection } from '../../cases/index.ts'
import type { EntryKind } from '../chart.ts'
import { isAskedBack, isReceived } from '../lock-obligation.ts'
import type { Series } from '../monthly/read-series.ts'
import type { ReadPayment } from '../queries.ts'
import { Contradictions, Never } from './notified.tsx'
import { Objection } from './objection.tsx'
import { StopMonthly } from './stop-monthly.tsx'
import { accountInWords, actorInWords, amountInWords, comingInWords, reasonInWords, serviceName } from './payment-in-words.ts'
import { paymentsPath } from './payments-page.tsx'

export interface PaymentPage extends ReadPayment { series: Series | undefined; objection: ReclaimObjection | undefined; done?: 'retried' | 'reversed' | 'stopped' | 'never-left' | 'never-came' | undefined; errors?: readonly FormError[] }

export function paymentPage(view: View, { obligation, orders, entries, contradictions, series, objection, done, errors = [] }: PaymentPage): Page {
  const { t } = view
  const name = serviceName(view, obligation.service)
  const path = `${paymentsPath}/${obligation.id}`
  return consolePage(view, {
    title: name, errors, wide: true, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <BackLink view={view} href={paymentsPath} />
        {done === undefined ? null : <Notice kind="done" title={t(`payments.done.${done}`)} />}
        <h1>{name}</h1>
        <Contradictions view={view} contradictions={contradictions} />
        <p><Amount>{amountInWords(view, obligation)}</Amount></p>
        <SummaryList rows={[
          { key: t('payments.column.receipt'), value: obligation.receipt },
          ...(obligation.kind === 'fee' ? [{ key: t('payments.column.reference'), value: obligation.id }] : [{ key: t('payments.column.account'), value: accountInWords(view, obligation.account) }]),
          { key: t('payments.column.since'), value: view.dateTime(obligation.created_at) },
        ]} />
        {obligation.month === null ? null : <p>{laterMonths(view, series)}</p>}
        {objection ? <Objection view={view} objection={objection} /> : null}
        {orders.length === 0 ? null : (
          <Table caption={t('payments.orders')} head={['attempt', 'account', 'state', 'reason', 'bank', 'since'].map((column) => t(`payments.column.${column}`))}
            rows={orders.map((order) => [
              view.number(order.attempt), accountInWords(view, order.account), t(`payments.state.${order.state}`), order.reason === null ? '' : reasonInWords(view, order.reason), order.bank_reference ?? '', view.dateTime(order.changed_at),
            ])} />
        )}
        <Table caption={t('payments.entries')} head={['entry', 'debit', 'credit', 'amount', 'by', 'since'].map((column) => t(`payments.column.${column}`))} numeric={[3]}
          rows={entries.map(({ kind, postings, actor, reason, booked_at }) => [
            reason === null ? t(`payments.entry.${kind}`) : t('payments.entry-because', { entry: t(`payments.entry.${kind}`), reason: reasonInWords(view, reason) }),
            ...sides(view, postings), view.money(postings[0]?.amount ?? 0), actorInWords(view, actor), view.dateTime(booked_at),
          ])} />
        <Never view={view} path={path} contradictions={contradictions} isAskedBack={isAskedBack(entries.map(({ kind }) => kind))} errors={errors} />
        <Acts view={view} path={path} obligation={obligation} last={orders.at(-1)} kinds={entries.map(({ kind }) => kind)} errors={errors} />
        {series && series.coming.length > 0 ? <StopMonthly view={view} path={path} month={obligation.month ?? ''} error={errors.find(({ field }) => field === 'stop-reason')?.text} /> : null}
      </>
    ),
  })
}

function laterMonths(view: View, series: Series | undefined): string {
  const { t, date } = view
  const next = series?.coming[0]
  if (next) return t('payments.monthly.next-of', { payment: comingInWords(view, next), date: date(next.day) })
  return t(series ? 'payments.monthly.over' : 'payments.month-only')
}

const sides = ({ t }: View, postings: ReadPayment['entries'][number]['postings']) => [postings[0], postings.at(-1)].map((posting) => (posting ? t(`payments.ledger.${posting.kind}`) : ''))

interface ActsProps { view: View; path: string; obligation: ReadPayment['obligation']; last: ReadPayment['orders'][number] | undefined; kinds: readonly EntryKind[]; errors: readonly FormError[] }

/** Only what can be done now: money that is on its way, or gone, is nobody's to stop here. */
function Acts({ view, path, obligation, last, kinds, errors }: ActsProps) {
  const { t } = view
  if (kinds.includes('reversed') || kinds.includes('fee-reversed') || isReceived(kinds) || isAskedBack(kinds) || last?.state === 'accepted' || last?.state === 'paid') return null
  const failed = last?.state === 'rejected' || last?.state === 'returned'
  return (
    <>
      {obligation.kind !== 'fee' && obligation.account === null && !last ? <Notice kind="attention" title={t('payments.no-account')}><p>{t('payments.no-account-next')}</p></Notice> : null}
      {last ? (
        <>
          <h2>{t(failed ? 'payments.retry' : 'payments.send')}</h2>
          <p>{t(failed ? 'payments.retry-lead' : 'payments.send-lead')}</p>
          <Form view={view} action={`${path}/retry`}><Button>{t(failed ? 'payments.retry' : 'payments.send')}</Button></Form>
        </>
      ) : null}
      {last?.state === 'waiting' ? null : (
        <>
          <h2>{t('payments.reverse')}</h2>
          <p>{t('payments.reverse-lead')}</p>
          <Form view={view} action={`${path}/reverse`}>
            <TextField name="reason" label={t('payments.reverse-reason')} hint={t('payments.reverse-hint')} rows={3} error={errors.find(({ field }) => field === 'reason')?.text} />
            <Button kind="danger">{t('payments.reverse')}</Button>
          </Form>
        </>
      )}
    </>
  )
}
