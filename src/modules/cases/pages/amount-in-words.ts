/** What is owed, in a reader's words: how much and how often, for whom and from when until when. */
import type { Wording } from '../../../web/wordings.ts'
import type { Amount } from '../../rules/index.ts'

export function amountInWords({ t, money }: Wording, { value, per, upTo, voucher }: Amount): string {
  const amount = voucher ? t('cases.amount.voucher', { amount: money(value) }) : money(value)
  return t(`cases.amount.${per}`, { amount: upTo ? t('cases.amount.up-to', { amount }) : amount })
}

export function periodInWords({ t, date }: Wording, { from, until, of }: Amount): string {
  const period = from && until ? t('cases.amount.from-until', { from: date(from), until: date(until) })
    : until ? t('cases.amount.until', { until: date(until) })
      : from ? t('cases.amount.from', { from: date(from) }) : undefined
  return [of === undefined ? undefined : t('cases.amount.for', { name: of }), period].filter((part) => part !== undefined).join(', ')
}
