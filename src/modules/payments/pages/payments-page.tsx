/** What an agency owes, has ordered, has paid and got back; sums from the ledger. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Overview } from '../index.ts'
import { type ListOf, listOf } from '../list-payments.ts'
import { accountInWords, amountInWords, kindOf, serviceName } from './payment-in-words.ts'

export const paymentsPath = '/console/payments'

export interface PaymentsPage extends Overview { of: ListOf; later: boolean }

export function paymentsPage(view: View, { of, later, rows, next, balances, moved }: PaymentsPage): Page {
  const { t } = view
  return consolePage(view, {
    title: t('payments.title'), wide: true,
    children: (
      <>
        <h1>{t('payments.title')}</h1>
        <Table caption={t('payments.totals')} head={[t('payments.total.what'), t('payments.total.amount'), t('payments.total.count')]} numeric={[1, 2]}
          rows={[
            // A credit balance is what the agency owes: shown as people say it.
            [t('payments.total.owed'), view.money(0 - (balances.owed ?? 0)), ''],
            [t('payments.total.in-transit'), view.money(0 - (balances['in-transit'] ?? 0)), ''],
            ...(['paid', 'returned', 'reversed'] as const).map((kind) => [t(`payments.total.${kind}`), view.money(moved[kind]?.amount ?? 0), view.number(moved[kind]?.count ?? 0)]),
            ...(moved['fee-asked'] ? [[t('payments.total.asked'), view.money(balances.asked ?? 0), ''], [t('payments.total.received'), view.money(moved['fee-received']?.amount ?? 0), view.number(moved['fee-received']?.count ?? 0)]] : []),
          ]} />
        <nav class="views" aria-label={t('payments.views')}>
          {listOf.map((which) => <a key={which} href={pageOf(which)} aria-current={which === of ? 'page' : undefined}>{t(`payments.of.${which}`)}</a>)}
          <a href={`${paymentsPath}/reconciliation`}>{t('payments.reconciliation.title')}</a>
        </nav>
        {rows.length === 0 ? <Empty title={t('payments.empty')}><p>{t('payments.empty-next')}</p></Empty> : (
          <Table caption={t(`payments.of.${of}`)} head={['what', 'receipt', 'amount', 'account', 'since'].map((column) => t(`payments.column.${column}`))} numeric={[2]}
            rows={rows.map((row) => [
              <><a href={`${paymentsPath}/${row.id}`}>{serviceName(view, row.service)}</a> <Tag kind={kindOf[row.standing]}>{t(`payments.state.${row.standing}`)}</Tag></>,
              row.receipt, amountInWords(view, row), accountInWords(view, row.account), view.dateTime(row.created_at),
            ])} />
        )}
        {later || next ? (
          <nav class="views" aria-label={t('payments.pages')}>
            {later ? <a href={pageOf(of)}>{t('payments.first-page')}</a> : null}
            {next ? <a href={pageOf(of, next)}>{t('payments.next-page')}</a> : null}
          </nav>
        ) : null}
      </>
    ),
  })
}

function pageOf(of: ListOf, before?: string) {
  const words = new URLSearchParams({ ...(of === 'all' ? {} : { of }), ...(before ? { before } : {}) }).toString()
  return words === '' ? paymentsPath : `${paymentsPath}?${words}`
}
