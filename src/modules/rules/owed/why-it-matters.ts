/** The witness of a question as a sentence: two answers that differ, and what the same household would be told with each. */
import type { View } from '../../../web/view.ts'
import type { Finding } from '../contract.ts'
import type { ProvenQuestion } from './ask-household.ts'
import { amountInWords, serviceName, valueInWords } from './in-words.ts'

export function whyItMatters(view: View, { fact, witness: { service, values }, said }: ProvenQuestion): string {
  const name = serviceName(view, service)
  const [one, other] = said.map((finding, at) => ({ finding, answer: valueInWords(view, fact, values[at]!) })) as [Told, Told]
  if (one.finding.outcome !== other.finding.outcome) {
    const [owed, not] = one.finding.outcome === 'owed' ? [one, other] : [other, one]
    return view.t('rules.owed.matters', { service: name, owed: owed.answer, not: not.answer })
  }
  const amounts = [one, other].map(({ finding }) => finding.amounts.map((amount) => amountInWords(view, amount)).join(', '))
  return view.t('rules.owed.matters-amount', { service: name, one: one.answer, other: other.answer, amount: amounts[0]!, instead: amounts[1]! })
}

interface Told { finding: Finding; answer: string }
