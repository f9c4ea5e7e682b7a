/** The ledger beside the bank's statement: what fits, what only one side knows, and whether that explains the difference. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Reconciliation } from '../queries.ts'
import { serviceName } from './payment-in-words.ts'
import { ByHandTable } from './by-hand-table.tsx'
import { NotifiedTables } from './notified.tsx'
import { paymentsPath } from './payments-page.tsx'

export const reconciliationPath = `${paymentsPath}/reconciliation`

export interface ReconciliationPage extends Reconciliation { read?: number | undefined }

export function reconciliationPage(view: View, { last, ledger, bank, matched, unmatched, lines, byHand, waiting, told, unexplained, read }: ReconciliationPage): Page {
  const { t } = view
  return consolePage(view, {
    title: t('payments.reconciliation.title'), wide: true,
    children: (
      <>
        <BackLink view={view} href={paymentsPath} />
        {read === undefined ? null : <Notice kind="done" title={t('payments.reconciliation.read', { count: read })} />}
        <h1>{t('payments.reconciliation.title')}</h1>
        <Lead>{t('payments.reconciliation.lead')}</Lead>
        <Form view={view} action={reconciliationPath}><Button>{t('payments.reconciliation.ask')}</Button></Form>
        {last ? (
          <>
            {unexplained === 0 ? <Notice kind={bank === ledger ? 'done' : 'attention'} title={t(bank === ledger ? 'payments.reconciliation.fits' : 'payments.reconciliation.explained')} />
              : <Notice kind="refused" title={t('payments.reconciliation.unexplained', { money: view.money(unexplained) })} />}
            <SummaryList rows={[
              { key: t('payments.reconciliation.statement'), value: t('payments.reconciliation.statement-of', { sequence: last.sequence, date: view.dateTime(last.read_at) }) },
              { key: t('payments.reconciliation.bank'), value: view.money(bank) },
              { key: t('payments.reconciliation.ledger'), value: view.money(ledger) },
              { key: t('payments.reconciliation.difference'), value: view.money(bank - ledger) },
              { key: t('payments.reconciliation.matched'), value: view.number(matched) },
              { key: t('payments.reconciliation.unmatched'), value: view.number(unmatched) },
            ]} />
          </>
        ) : <Empty title={t('payments.reconciliation.never')}><p>{t('payments.reconciliation.never-next')}</p></Empty>}
        <NotifiedTables view={view} told={told} />
        {lines.length === 0 ? null : (
          <Table caption={t('payments.reconciliation.only-bank')} head={['bank', 'amount', 'booked', 'reference', 'why'].map((column) => t(`payments.column.${column}`))} numeric={[1]}
            rows={lines.map((line) => [<a href={`${reconciliationPath}/${line.id}`}>{line.bank_reference} {t('payments.line.assign')}</a>, view.money(line.amount), view.date(line.booked_on), line.reference ?? '', t(`payments.unmatched.${line.unmatched ?? 'unknown-reference'}`)])} />
        )}
        <ByHandTable view={view} rows={byHand} />
        {waiting.length === 0 ? null : (
          <Table caption={t('payments.reconciliation.only-ledger')} head={['what', 'receipt', 'amount', 'bank', 'since'].map((column) => t(`payments.column.${column}`))} numeric={[2]}
            rows={waiting.map((order) => [
              <a href={`${paymentsPath}/${order.obligation}`}>{serviceName(view, order.service)}</a>, order.receipt, view.money(order.amount), order.bank_reference ?? '', view.dateTime(order.changed_at),
            ])} />
        )}
      </>
    ),
  })
}
