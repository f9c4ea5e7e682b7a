/** What is owed for months past, where the law counts back: for the official to see, month by month. */
import { Table } from '../../../web/components/table/table.tsx'
import type { View } from '../../../web/view.ts'
import type { BackPay } from '../../rules/index.ts'

export function PartBackPay({ view, backPay: { months, sum, published, from } }: { view: View; backPay: BackPay }) {
  const t = (key: string, values: Record<string, string | number> = {}) => view.t(`rules.back-pay.${key}`, values)
  return (
    <>
      <p><strong>{t('sum', { amount: view.money(sum) })}</strong> <span class="hint">{t('why', { published: view.date(published), from: view.date(from) })}</span></p>
      <Table caption={t('months')} head={[t('month'), t('of'), t('due'), t('before'), t('owed')]} numeric={[2, 3, 4]}
        rows={months.map(({ month, of, due, before, owed }) => [view.month(month), of ?? '', view.money(due), view.money(before), view.money(owed)])} />
      <p class="hint">{view.t('cases.part.back-pay')}</p>
    </>
  )
}
