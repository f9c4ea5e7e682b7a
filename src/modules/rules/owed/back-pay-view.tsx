/** What a law that counts back owes for months past, month by month, and in all. */
import { Amount } from '../../../web/components/amount/amount.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import type { View } from '../../../web/view.ts'
import type { BackPay } from '../back-pay/reckon-back-pay.ts'

export function BackPayView({ view, backPay: { months, sum, published, from } }: { view: View; backPay: BackPay }) {
  const t = (key: string, values: Record<string, string | number> = {}) => view.t(`rules.back-pay.${key}`, values)
  const named = months.some(({ of }) => of !== null)
  return (
    <>
      <p><Amount>{t('sum', { amount: view.money(sum) })}</Amount> <span class="hint">{t('why', { published: view.date(published), from: view.date(from) })}</span></p>
      <Table caption={t('months')} head={[t('month'), ...(named ? [t('of')] : []), t('due'), t('before'), t('owed')]} numeric={named ? [2, 3, 4] : [1, 2, 3]}
        rows={months.map(({ month, of, due, before, owed }) => [view.month(month), ...(named ? [of ?? ''] : []), view.money(due), view.money(before), view.money(owed)])} />
      <p class="hint">{t('as-today')}</p>
    </>
  )
}
