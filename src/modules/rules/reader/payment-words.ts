import type { ReadPayment } from './reading.ts'

/** An amount as it is said: as a voucher, at most, how often. @param t of `rules.diagram.` */
export function paymentWords({ per, upTo, voucher }: Pick<ReadPayment, 'per' | 'upTo' | 'voucher'>, formula: string, t: (key: string, values?: Record<string, string>) => string): string {
  const sum = voucher ? t('voucher', { amount: formula }) : formula
  return t(`per-${per}`, { amount: upTo ? t('up-to', { amount: sum }) : sum })
}
