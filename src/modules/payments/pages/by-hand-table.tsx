import { Table } from '../../../web/components/table/table.tsx'
import type { View } from '../../../web/view.ts'
import type { ByHand } from '../by-hand/read-line.ts'
import { actorInWords, serviceName } from './payment-in-words.ts'
import { paymentsPath } from './payments-page.tsx'

/** Who has seen to which line, when, why, and what it became. */
export function ByHandTable({ view, rows }: { view: View; rows: readonly ByHand[] }) {
  const { t } = view
  return rows.length === 0 ? null : (
    <Table caption={t('payments.line.by-hand')} head={[...['bank', 'amount', 'what'].map((column) => t(`payments.column.${column}`)), t('payments.line.why'), ...['by', 'since'].map((column) => t(`payments.column.${column}`))]} numeric={[1]}
      rows={rows.flatMap(({ bank_reference, amount, obligation, service, receipt, reason, actor, assigned_at, reopened_by, reopened_why, reopened_at }) => [[
        bank_reference, view.money(amount), obligation === null || service === null ? t('payments.line.not-ours') : <a href={`${paymentsPath}/${obligation}`}>{serviceName(view, service)} · <bdi>{receipt}</bdi></a>,
        reason, actorInWords(view, actor), view.dateTime(assigned_at),
      ], ...(reopened_by === null || reopened_at === null ? [] : [[bank_reference, view.money(amount), t('payments.line.reopened'), reopened_why ?? '', actorInWords(view, reopened_by), view.dateTime(reopened_at)]])])} />
  )
}
