/** What the bank announced: booked early and not stated yet, and where its statement says something else, with what to do. */
import { Button } from '../../../web/components/button/button.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import type { View } from '../../../web/view.ts'
import type { Notified } from '../notified/read-unsettled.ts'
import type { Reconciliation } from '../queries.ts'
import { serviceName } from './payment-in-words.ts'
import { paymentsPath } from './payments-page.tsx'

export function NotifiedTables({ view, told: { open, contradicted, unreadable } }: { view: View; told: Reconciliation['told'] }) {
  const { t } = view
  const columns = ['what', 'amount', 'booked', 'bank'].map((column) => t(`payments.column.${column}`))
  return (
    <>
      {unreadable.map((sequence) => <Notice kind="attention" title={t('payments.notified.unreadable', { sequence })}><p>{t('payments.notified.unreadable-next')}</p></Notice>)}
      {contradicted.length === 0 ? null : (
        <>
          <Notice kind="refused" title={t('payments.notified.contradicts', { count: contradicted.length })} />
          <Table caption={t('payments.notified.contradicted')} head={[...columns, t('payments.notified.wrong'), t('payments.notified.do')]} numeric={[1]}
            rows={contradicted.map((notified) => [...cells(view, notified), wrongInWords(view, notified), doInWords(view, notified)])} />
        </>
      )}
      {open.length === 0 ? null : (
        <Table caption={t('payments.notified.open')} head={[...columns, t('payments.notified.stands')]} numeric={[1]}
          rows={open.map((notified) => [...cells(view, notified), standingInWords(view, notified)])} />
      )}
    </>
  )
}

/** On the page of the payment that it is about. */
export function Contradictions({ view, contradictions }: { view: View; contradictions: readonly Notified[] }) {
  return <>{contradictions.map((notified) => <Notice kind="refused" title={wrongInWords(view, notified)}><p>{doInWords(view, notified)}</p></Notice>)}</>
}

/** Where the bank, asked, says that it never booked what it announced. @param isAskedBack: what left is no matter any more, and what comes in is what was asked back */
export function Never({ view, path, contradictions, isAskedBack, errors }: { view: View; path: string; contradictions: readonly Notified[]; isAskedBack: boolean; errors: readonly FormError[] }) {
  const { t } = view
  const act = contradictions.some(({ amount }) => amount > 0) ? 'never-came' : !isAskedBack && contradictions.some(({ why, amount }) => why !== 'other-amount' && amount < 0) ? 'never-left' : undefined
  return act === undefined ? null : (
    <>
      <h2>{t(`payments.${act}`)}</h2>
      <p>{t(`payments.${act}-lead`)}</p>
      <Form view={view} action={`${path}/${act}`}>
        <TextField name="reason" id={`${act}-reason`} label={t('payments.never-left-reason')} hint={t('payments.reverse-hint')} rows={3} error={errors.find(({ field }) => field === `${act}-reason`)?.text} />
        <Button kind="danger">{t(`payments.${act}-act`)}</Button>
      </Form>
    </>
  )
}

const cells = (view: View, { obligation, service, receipt, reference, amount, booked_on, bank_reference }: Notified) => [
  obligation === null || service === null ? reference ?? view.t('payments.line.no-reference') : <a href={`${paymentsPath}/${obligation}`}>{serviceName(view, service)} · <bdi>{receipt}</bdi></a>,
  view.money(amount), view.date(booked_on), bank_reference,
]

const wrongInWords = ({ t, money, date }: View, { why, amount, said, booked_on }: Notified) =>
  t(`payments.notified.wrong.${why ?? 'not-confirmed'}`, { announced: money(amount), said: money(said ?? 0), date: date(booked_on) })

/** What left may be paid twice by whoever is hasty; what came in may be counted without being there. */
const doInWords = ({ t }: View, { why, amount }: Notified) => t(`payments.notified.do.${why === 'other-amount' ? (amount < 0 ? why : 'other-amount-came') : amount < 0 ? 'left' : 'came'}`)

function standingInWords({ t }: View, { obligation, is_return, is_reversal, unmatched }: Notified): string {
  if (obligation !== null) return t('payments.notified.booked')
  return unmatched === null && (is_return || is_reversal) ? t('payments.notified.comes-back') : t(`payments.unmatched.${unmatched ?? 'unknown-reference'}`)
}
