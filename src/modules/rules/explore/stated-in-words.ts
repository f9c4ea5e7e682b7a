/** What the text of a service states, in words: the same sentences on the service's page and in an answer that cites it. */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Stated, StatedPayment } from './list-stated.ts'

export interface StatedInWords {
  /** One for each payment. */
  sums: string[]
  /** Until when; undefined where the text gives no span after a day that people know. */
  limit: string | undefined
  law: Source
}

export function statedInWords(wording: Pick<Wording, 'pack' | 't' | 'text' | 'money'>, { payments, deadline, law }: Stated): StatedInWords {
  const { pack, t, text } = wording
  const fact = pack.facts.find((one) => one.fact === deadline?.after)
  return {
    law, sums: payments.map((payment) => sumInWords(wording, payment)),
    limit: deadline && fact ? t('rules.stated.within', { count: deadline.count, unit: deadline.unit, after: text(fact.label), says: text(deadline.says) }) : undefined,
  }
}

function sumInWords({ t, text, money }: Pick<Wording, 't' | 'text' | 'money'>, { least, most, per, upTo, voucher, note }: StatedPayment): string {
  const sum = (value: number) => (voucher ? t('rules.amount.voucher', { amount: money(value) }) : money(value))
  return t('rules.stated.pays', {
    kind: upTo || least === 0 ? 'upTo' : least === most ? 'exact' : 'range', least: sum(least), most: sum(most), per, noted: note === null ? 'no' : 'yes', note: note === null ? '' : text(note),
  })
}
