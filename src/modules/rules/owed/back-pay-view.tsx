/** What a law that counts back owes for months past, month by month, and in all. */
import { Amount } from '../../../web/components/amount/amount.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import type { View } from '../../../web/view.ts'
import type { BackPay } from '../back-pay/reckon-back-pay.ts'

/** Money and vouchers, each with its own sum. */
export const backPayInWords = ({ t, money }: View, { sum, vouchers }: Pick<BackPay, 'sum' | 'vouchers'>): string =>
  [...(sum === 0 ? [] : [money(sum)]), ...(vouchers === 0 ? [] : [t('rules.amount.voucher', { amount: money(vouchers) })])].map((amount) => t('rules.back-pay.sum', { amount })).join(', ')

export function BackPayView({ view, backPay: { months, sum, vouchers, published, from } }: { view: View; backPay: BackPay }) {
  const t = (key: string, values: Record<string, string | number> = {}) => view.t(`rules.back-pay.${key}`, values)
  const named = months.some(({ of }) => of !== null)
  return (
    <>
      <p><Amount>{backPayInWords(view, { sum, vouchers })}</Amount> <span class="hint">{t('why', { published: view.date(published), from: view.date(from) })}</span></p>
      <Table caption={t('months')} head={[t('month'), ...(named ? [t('of')] : []), t('due'), t('before'), t('owed')]} numeric={named ? [2, 3, 4] : [1, 2, 3]}
        rows={months.map(({ month, of, voucher, due, before, owed }) => [view.month(month), ...(named ? [of ?? ''] : []), ...[due, before, owed].map((amount) => (voucher ? view.t('rules.amount.voucher', { amount: view.money(amount) }) : view.money(amount)))])} />
      <p class="hint">{t('as-today')}</p>
    </>
  )
}
