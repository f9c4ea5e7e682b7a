/** What is owed for months past, where the law counts back: for the official to see, month by month. */
import { Table } from '../../../web/components/table/table.tsx'
import type { View } from '../../../web/view.ts'
import type { BackPay } from '../../rules/index.ts'

export function PartBackPay({ view, backPay: { months, sum, vouchers, published, from } }: { view: View; backPay: BackPay }) {
  const t = (key: string, values: Record<string, string | number> = {}) => view.t(`rules.back-pay.${key}`, values)
  return (
    <>
      <p><strong>{[...(sum === 0 ? [] : [view.money(sum)]), ...(vouchers === 0 ? [] : [view.t('rules.amount.voucher', { amount: view.money(vouchers) })])].map((amount) => t('sum', { amount })).join(', ')}</strong> <span class="hint">{t('why', { published: view.date(published), from: view.date(from) })}</span></p>
      <Table caption={t('months')} head={[t('month'), t('of'), t('due'), t('before'), t('owed')]} numeric={[2, 3, 4]}
        rows={months.map(({ month, of, voucher, due, before, owed }) => [view.month(month), of ?? '', ...[due, before, owed].map((amount) => (voucher ? view.t('rules.amount.voucher', { amount: view.money(amount) }) : view.money(amount)))])} />
      <p class="hint">{view.t('cases.part.back-pay')}</p>
    </>
  )
}
