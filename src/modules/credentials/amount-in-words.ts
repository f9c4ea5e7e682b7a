/** One certified amount as a sentence, the same on paper and on the page that checks it. */
import type { Wording } from '../../web/wordings.ts'
import type { CertifiedAmount } from './contract.ts'

export function amountInWords({ t, money, date }: Pick<Wording, 't' | 'money' | 'date'>, { value, per, upTo, voucher, from, until, of }: CertifiedAmount): string {
  const sum = voucher ? t('credentials.amount.voucher', { amount: money(value) }) : money(value)
  const amount = t(`credentials.amount.${per}`, { amount: upTo ? t('credentials.amount.up-to', { amount: sum }) : sum })
  const period = from && until ? t('credentials.amount.from-until', { from: date(from), until: date(until) })
    : until ? t('credentials.amount.until', { until: date(until) })
      : from ? t('credentials.amount.from', { from: date(from) }) : undefined
  const granted = of === undefined ? amount : t('credentials.amount.for', { amount, name: of })
  return period === undefined ? granted : `${granted}, ${period}`
}
