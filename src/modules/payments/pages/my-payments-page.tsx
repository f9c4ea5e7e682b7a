/** What agencies pay a person, and where each payment stands; what could not be paid waits for another account. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { accountQuestion } from '../name-account.ts'
import { type OwnPayment, waitsFor } from '../list-payments.ts'
import type { Series } from '../monthly/read-series.ts'
import { MonthlyTable } from './monthly-table.tsx'
import { accountInWords, amountInWords, kindOf, reasonInWords, serviceName } from './payment-in-words.ts'

export const myPaymentsPath = '/my/payments'

/** With the account of its agency, for what the person owes. */
type Shown = OwnPayment & { payInto: string | undefined }

export interface MyPaymentsPage { payments: readonly Shown[]; series: readonly Series[]; isOrdered?: boolean; isStopped?: boolean; errors?: readonly FormError[]; typed?: string }

export function myPaymentsPage(view: View, { payments, series, isOrdered = false, isStopped = false, errors = [], typed }: MyPaymentsPage): Page {
  const { t } = view
  return portalPage(view, {
    title: t('payments.my.title'), errors, wide: true, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <BackLink view={view} href="/my/applications" />
        <ErrorSummary view={view} errors={errors} />
        {isOrdered ? <Notice kind="done" title={t('payments.my.ordered')} /> : null}
        {isStopped ? <Notice kind="done" title={t('payments.stop.my-done')} /> : null}
        <h1>{t('payments.my.title')}</h1>
        <MonthlyTable view={view} series={series} />
        {payments.length === 0 ? <Empty title={t('payments.my.empty')}><p>{t('payments.my.empty-next')}</p></Empty> : (
          <Table caption={t('payments.my.lead')} head={['what', 'amount', 'account-or-reference', 'since'].map((column) => t(`payments.column.${column}`))} numeric={[1]}
            rows={payments.map((payment) => [
              <>{serviceName(view, payment.service)} <Tag kind={kindOf[payment.standing]}>{t(`payments.state.${payment.standing}`)}</Tag></>,
              amountInWords(view, payment), payment.standing === 'reclaimed' ? <><HowToPay view={view} payment={payment} /> <a href={`/my/applications/${payment.receipt}`}>{t('payments.my.object')}</a></> : payment.kind === 'fee' ? <HowToPay view={view} payment={payment} /> : accountInWords(view, payment.account),
              view.dateTime(payment.created_at),
            ])} />
        )}
        <WantNoMore view={view} series={series} />
        {payments.filter((payment) => waitsFor(payment) === 'account').map((payment) => <OtherAccount key={payment.id} view={view} payment={payment} error={errors.find(({ field }) => field === `account-${payment.id}`)?.text} typed={typed} />)}
      </>
    ),
  })
}

/** Whereto, and with which words the transfer is known. What is paid or taken back needs its reference alone. */
function HowToPay({ view, payment }: { view: View; payment: Shown }) {
  const { id, agency, payInto } = payment
  const { t, text, pack } = view
  const reference = t('payments.my.reference', { id })
  const opens = payInto !== undefined && waitsFor(payment) === 'payment'
  return opens ? <>{t('payments.my.pay-into', { account: payInto, agency: text(pack.agencies.find((one) => one.id === agency)?.name ?? {}) })}<br />{reference}</> : <>{reference}</>
}

/** Behind everything else, and with what it means: it cannot be undone here. */
function WantNoMore({ view, series }: { view: View; series: readonly Series[] }) {
  const { t } = view
  const running = series.filter(({ coming }) => coming.length > 0)
  if (running.length === 0) return null
  return (
    <Details summary={t('payments.stop.my')}>
      <p>{t('payments.stop.my-lead')}</p>
      {running.map(({ line, service }) => {
        const label = t('payments.stop.my-act', { title: serviceName(view, service) })
        return <Form key={line} view={view} action={`${myPaymentsPath}/monthly/${line}/stop`} label={label}><Button kind="danger">{label}</Button></Form>
      })}
    </Details>
  )
}

function OtherAccount({ view, payment, error, typed }: { view: View; payment: OwnPayment; error: string | undefined; typed: string | undefined }) {
  const { t, text, pack } = view
  const question = accountQuestion(pack, payment.service)
  const title = serviceName(view, payment.service)
  const agency = text(pack.agencies.find(({ id }) => id === payment.agency)?.name ?? {})
  return (
    <section class="part">
      <h2>{t('payments.my.not-paid', { title })}</h2>
      {payment.reason === null ? null : <p>{t('payments.my.because', { reason: reasonInWords(view, payment.reason) })}</p>}
      <p>{t('payments.my.other-account', { agency })}</p>
      <Form view={view} action={`${myPaymentsPath}/${payment.id}`} label={t('payments.my.not-paid', { title })}>
        <TextField name={`account-${payment.id}`} label={question ? text(question.label) : t('payments.column.account')} hint={question?.hint ? text(question.hint) : undefined} width={20} autocomplete="off"
          value={error === undefined ? undefined : typed} error={error} />
        <Button>{t('payments.my.send')}</Button>
      </Form>
    </section>
  )
}
